/** Answers to images, counted, and kept whole whatever the number of classes. */
import { describe, expect, it } from 'vitest';
import { mobilenetV2 } from '../../src/model/mobilenetV2';
import { batchOf, evaluate, firstOf } from '../../workers/runtime/evaluate';
import type { Answers } from '../../src/protocol/lab';
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

it('goes on from answers that were begun, and sums up as if they had come at once', async () => {
  const sizes = { count: 4, rows: 1, columns: 1, planes: 1 } as const;
  const pixels = new Uint8Array(4);
  const images = readBy({ ...sizes, pixels, labels: LABELS }, { size: 32, planes: 3 });
  const answers = async (to: number, classes: readonly number[], begun?: Answers) => {
    const counts: number[] = [];
    const count = (correct: number) => counts.push(correct);
    const range = { from: 0, to };
    const network = answering(classes);
    const value = unwrap(await evaluate(network, images, range, () => false, count, begun));
    return { value, counts };
  };
  const whole = await answers(4, [0, 255, 256, 998]);
  const first = await answers(2, [0, 255]);
  const rest = await answers(4, [256, 998], first.value);
  expect(rest.value.predictions).toEqual(whole.value.predictions);
  expect(rest.value.crossEntropySum).toBeCloseTo(whole.value.crossEntropySum, 4);
  expect(rest.counts).toEqual(whole.counts);
});

describe('the first answers', () => {
  const first = (inputSize: number, to: number) => {
    const stemStride = inputSize === 32 ? 1 : 2;
    return firstOf(mobilenetV2({ width: 1, inputSize, stemStride, classes: 10 }), { from: 16, to });
  };

  it('are a few of a large network, and never more than there are', () => {
    expect(first(224, 1000)).toEqual({ from: 16, to: 32 });
    expect(first(32, 200)).toEqual({ from: 16, to: 200 });
  });
});

describe('a batch', () => {
  const at = (inputSize: number, width: number) =>
    batchOf(
      mobilenetV2({ width, inputSize, stemStride: inputSize === 32 ? 1 : 2, classes: CLASSES }),
    );

  it('is whole for small images, and one picture of a large network at 224 px', () => {
    expect([at(32, 1), at(32, 0.35), at(224, 1), at(224, 1.4)]).toEqual([16, 16, 1, 1]);
  });

  it('is one, or as many as the kernels take in fours', () => {
    for (const size of [32, 96, 128, 160, 192, 224])
      for (const width of [0.35, 0.5, 0.75, 1]) {
        const batch = at(size, width);
        expect(batch === 1 || batch % 4 === 0).toBe(true);
        expect(batch).toBeLessThanOrEqual(16);
      }
  });
});

it('ends at once for a newer plan, after one picture of a large network', async () => {
  const config = { width: 1, inputSize: 224, stemStride: 2, classes: CLASSES } as const;
  const network = mobilenetV2(config);
  let runs = 0;
  const run = () => (runs++, new Float32Array(CLASSES));
  const sizes = { count: 8, rows: 1, columns: 1, planes: 1 } as const;
  const images = readBy(
    { ...sizes, pixels: new Uint8Array(8), labels: new Uint16Array(8) },
    { size: 224, planes: 3 },
  );
  const range = { from: 0, to: 8 };
  const totals: number[] = [];
  const outcome = await evaluate(
    { network, run, dispose() {} },
    images,
    range,
    () => runs === 2,
    (_, total) => totals.push(total),
  );
  expect(outcome).toMatchObject({ ok: false, code: 'superseded' });
  expect(totals).toEqual([1, 2]);
});
