/** What the lab writes as ONNX runs in ONNX Runtime as it does here, and opens again as the network that it was. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Storage } from '../../src/formats/checkpoint/manifest';
import { writeOnnx, writeOnnxWithNorms } from '../../src/formats/onnx/writeOnnx';
import { foldBatchNorm } from '../../src/model/foldBatchNorm';
import { defaultPlan } from '../../src/pruning/validatePlan';
import { openModel } from '../../src/recognition/openModel';
import { startBackend } from '../../workers/runtime/backend';
import { bundled, unwrap } from '../lab/bundled';
import { WASM_FILE } from '../lab/labFiles';
import { anyDescription, teachableMachine } from '../model/family';
import { onnxScores } from '../onnx/onnxRuntime';
import {
  exported,
  farthest,
  imageFor,
  labScores,
  namesOf,
  random,
  RELATIVES,
  sameWeights,
  withoutNames,
  type Model,
} from './exported';
import { twoScores } from '../../src/recognition/twoScores';

type Write = typeof writeOnnx;

async function difference(model: Model, write: Write, storage: Storage = 'float32') {
  const image = imageFor(model.network);
  const { planes } = model.network.input;
  const answered = await onnxScores(write(exported(model), storage), image, { count: 1, planes });
  const expected = labScores(model, image);
  const range = Math.max(1, ...expected.map(Math.abs));
  return farthest(answered, expected) / range;
}

function reopened(bytes: Uint8Array) {
  return unwrap(openModel([{ name: 'mine.onnx', bytes }]));
}

describe('an ONNX file of the lab', () => {
  let files: Awaited<ReturnType<typeof bundled>>;
  beforeAll(async () => {
    unwrap(await startBackend(WASM_FILE));
    files = await bundled();
  });

  it.each(RELATIVES)('answers in ONNX Runtime as the lab does: %s', async (_, model) => {
    expect(await difference(model(), writeOnnx)).toBeLessThan(1e-4);
    expect(await difference(model(), writeOnnxWithNorms)).toBeLessThan(1e-4);
    expect(await difference(model(), writeOnnx, 'float16')).toBeLessThan(2e-2);
  });

  it.each(['l1-norm', 'magnitude-global'] as const)(
    'of the bundled network, cut by %s',
    async (method) => {
      const cut = unwrap(await files.cutter.cut({ ...defaultPlan(method), level: 0.5 }));
      expect(await difference(cut, writeOnnx)).toBeLessThan(1e-4);
    },
  );

  it.each(RELATIVES)('comes back as it went, its normalisation kept: %s', (_, model) => {
    const { network, weights } = twoScores(model());
    const opened = reopened(writeOnnxWithNorms(exported({ network, weights }), 'float32'));
    expect(opened.network.layers.map(withoutNames)).toEqual(network.layers.map(withoutNames));
    expect(sameWeights(opened.weights, weights)).toBe(true);
    expect(opened.classNames).toEqual(namesOf(network));
  });

  it('comes back folded where it was folded', () => {
    const { network, weights } = random(teachableMachine());
    const opened = reopened(writeOnnx(exported({ network, weights }), 'float32'));
    const folded = network.layers.map((layer) => foldBatchNorm(layer, weights[layer.index]));
    const read = opened.weights.map(({ kernel, bias }) => ({
      kernel,
      bias: bias ?? new Float32Array(0),
    }));
    expect(read).toEqual(folded);
  });

  it('holds names of any signs', () => {
    const model = exported(random(teachableMachine()));
    const classNames = ['<b>cat</b>', 'Ärmel 👕'];
    expect(reopened(writeOnnx({ ...model, classNames }, 'float32')).classNames).toEqual(classNames);
  });

  it('is of half the size with halves', () => {
    const model = exported(files);
    const [single, half] = (['float32', 'float16'] as const).map((s) => writeOnnx(model, s).length);
    expect(half / single).toBeLessThan(0.53);
  });

  it('holds any network of the family', () =>
    fc.assert(
      fc.asyncProperty(
        anyDescription,
        fc.integer({ min: 1, max: 999 }),
        async (description, seed) => {
          const model = random(description, seed);
          expect(await difference(model, writeOnnx)).toBeLessThan(1e-4);
          const { network } = reopened(writeOnnxWithNorms(exported(model), 'float32'));
          const layers = model.network.layers.map(withoutNames);
          expect(network.layers.map(withoutNames)).toEqual(layers);
        },
      ),
      { numRuns: 25, seed: 4 },
    ));
});
