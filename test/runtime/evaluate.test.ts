/** Answers to images, counted, and kept whole whatever the number of classes. */
import { expect, it } from 'vitest';
import { mobilenetV2 } from '../../src/model/mobilenetV2';
import { evaluate } from '../../workers/runtime/evaluate';
import { unwrap } from '../lab/bundled';
import { readBy } from '../subject/images';

const CLASSES = 1000;
const LABELS = Uint16Array.of(0, 255, 256, 999);

/** Answers the classes in turn, whatever it sees. */
function answering(classes: readonly number[]) {
  const config = { width: 0.35, inputSize: 32, stemStride: 1, classes: CLASSES } as const;
  const scores = new Float32Array(classes.length * CLASSES);
  classes.forEach((answer, image) => (scores[image * CLASSES + answer] = 1));
  return { network: mobilenetV2(config), run: () => scores, dispose() {} };
}

it('names every one of a thousand classes', async () => {
  const sizes = { count: 4, rows: 1, columns: 1, planes: 1 } as const;
  const pixels = new Uint8Array(4);
  const images = readBy({ ...sizes, pixels, labels: LABELS }, { size: 32, planes: 3 });
  const range = { from: 0, to: 4 };
  const counts: number[] = [];
  const classifier = answering([0, 255, 256, 998]);
  const answers = await evaluate(
    classifier,
    images,
    range,
    () => false,
    (correct) => counts.push(correct),
  );
  expect([...unwrap(answers).predictions]).toEqual([0, 255, 256, 998]);
  expect(counts).toEqual([3]);
});
