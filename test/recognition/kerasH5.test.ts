/** Keras's files against outputs that were computed from them with h5py and torch, or numpy. */
import { note } from '../../src/words/refusal';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { openModel } from '../../src/recognition/openModel';
import { recogniseFiles } from '../../src/recognition/recogniseFiles';
import { startBackend } from '../../workers/runtime/backend';
import { unwrap } from '../lab/bundled';
import { WASM_FILE } from '../lab/labFiles';
import { reference, sample, SAMPLES_ARE_THERE } from './samples';
import { farthest, scoresOf } from './scores';

const FRUIT = 'files/keras-h5/tm-fruit';

describe.skipIf(!SAMPLES_ARE_THERE)('a Keras file in HDF5', () => {
  beforeAll(async () => void unwrap(await startBackend(WASM_FILE)));

  const given = (path: string) => [{ name: path, bytes: sample(path) }];

  it.each(['ramp', 'lcg'] as const)(
    'of nested models gives the reference scores for %s',
    (picture) => {
      const recognised = unwrap(recogniseFiles(given(`${FRUIT}/keras_model.h5`)));
      expect(recognised).toMatchObject({ format: 'keras-h5', ending: 'softmax' });
      const scores = scoresOf(recognised, picture, (byte) => byte / 127.5 - 1);
      const { logits } = reference<{ logits: number[] }>(FRUIT).outputs[picture];
      expect(farthest(scores, logits)).toBeLessThan(1e-4);
    },
  );

  it('of Teachable Machine is known without its metadata', () => {
    const { facts, ...model } = unwrap(openModel(given(`${FRUIT}/keras_model.h5`)));
    expect(model.inputEvidence).toEqual({ size: 'file', range: 'origin', framing: 'origin' });
    expect(facts).toMatchObject({ width: 0.35, normalisation: 'kept', padding: 'same' });
  });

  it('of MobileNetV1 is taken for what it is', () => {
    const path = 'files/keras-h5/refuse-mobilenet-v1/mobilenet_v1_0.25_96.h5';
    const { facts } = unwrap(openModel(given(path)));
    expect(facts).toMatchObject({ family: 'mobilenet-v1', width: 0.25, input: { size: 96 } });
  });
});

describe('a .keras file', () => {
  beforeAll(async () => void unwrap(await startBackend(WASM_FILE)));

  // Written by make.py there.
  const made = (file: string) =>
    new Uint8Array(readFileSync(join(import.meta.dirname, '../fixtures/keras3', file)));

  it.each([
    ['whose arrays say their layer', 'named.keras', 'mine.keras'],
    ['whose arrays are numbered by class', 'numbered.keras', 'mine.keras'],
    ['that calls itself something else', 'named.keras', 'mine.onnx'],
  ])('%s gives the scores of numpy', (_, file, name) => {
    const recognised = unwrap(recogniseFiles([{ name, bytes: made(file) }]));
    expect(recognised).toMatchObject({ format: 'keras', ending: 'softmax' });
    const { layers } = recognised.network;
    expect(layers.map(({ kind }) => kind)).toEqual([
      ...['convolution', 'depthwise', 'pointwise', 'pool', 'dense', 'dense'],
    ]);
    const scores = scoresOf(recognised, 'ramp', (byte) => byte / 127.5 - 1);
    const expected = JSON.parse(new TextDecoder().decode(made('scores.json'))) as number[];
    expect(farthest(scores, expected)).toBeLessThan(1e-5);
  });

  it('may come unpacked', () => {
    const inside = unzipSync(made('numbered.keras'));
    const files = Object.entries(inside).map(([name, bytes]) => ({ name: `mine/${name}`, bytes }));
    expect(unwrap(recogniseFiles(files)).network.classes).toBe(3);
  });

  it('without its description is refused with what to save', () => {
    const bytes = unzipSync(made('named.keras'))['model.weights.h5'];
    const refused = recogniseFiles([{ name: 'model.weights.h5', bytes }]);
    expect(refused).toMatchObject({ values: { cause: note('file-weights-only') } });
  });
});
