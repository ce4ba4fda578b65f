/** What the lab writes as ONNX runs in ONNX Runtime as it does here, and opens again as the network that it was. */
import { beforeAll, describe, expect, it } from 'vitest';
import { writeOnnx, writeOnnxWithNorms } from '../../src/formats/onnx/writeOnnx';
import type { ExportedModel } from '../../src/formats/exportedModel';
import type { Network } from '../../src/model/network';
import { twoScores } from '../../src/recognition/twoScores';
import { int8Scores } from '../../workers/kernels/reference/int8Network';
import { startBackend } from '../../workers/runtime/backend';
import { bundled, unwrap } from '../lab/bundled';
import { WASM_FILE } from '../lab/labFiles';
import { onnxScores } from '../onnx/onnxRuntime';
import { sameBytes } from '../pruning/networks';
import {
  calibrated,
  exported,
  farthest,
  imageFor,
  labScores,
  RELATIVES,
  type Model,
} from './exported';
import { isTrue, reopened, type Writer } from './writers';

/** As a share of the scores' range. */
async function difference(bytes: Uint8Array<ArrayBuffer>, model: Model, image: Float32Array) {
  const { planes } = model.network.input;
  const answered = await onnxScores(bytes, image, { count: 1, planes });
  const expected = labScores(model, image);
  return farthest(answered, expected) / Math.max(1, ...expected.map(Math.abs));
}

const FOLDED: Writer = { ending: '.onnx', write: writeOnnx, norms: 'folded', difference };
const KEPT: Writer = { ...FOLDED, write: writeOnnxWithNorms, norms: 'kept' };

beforeAll(async () => void unwrap(await startBackend(WASM_FILE)));

describe('an ONNX file of the lab', () => {
  isTrue(FOLDED);

  it('is of half the size with halves', async () => {
    const model = exported(await bundled());
    const [single, half] = (['float32', 'float16'] as const).map((s) => writeOnnx(model, s).length);
    expect(half / single).toBeLessThan(0.53);
  });
});

describe('an int8 ONNX file of the lab', () => {
  // ONNX Runtime adds and averages real numbers and rounds them once, where the lab shifts whole numbers as TFLite does:
  // a map's values may differ by one step, and what later layers make of that by a few.
  it.each(RELATIVES)('answers as the lab’s integers do, rounding aside: %s', async (_, make) => {
    const model = make();
    const quantised = calibrated(model);
    const bytes = writeOnnx({ ...exported(model), quantised }, 'int8');
    const { scale } = quantised.layers.at(-1)!.sum;
    const off: number[] = [];
    for (const seed of SEEDS) {
      const image = imageFor(model.network, seed);
      const { planes } = model.network.input;
      const own = int8Scores(quantised, image);
      const theirs = await onnxScores(bytes, image, { count: 1, planes });
      expect(theirs).toHaveLength(own.length);
      off.push(...own.map((score, i) => Math.round(Math.abs(score - theirs[i]) / scale)));
      expect(own[classOf(theirs)]).toBeGreaterThanOrEqual(Math.max(...own) - 1.5 * scale);
    }
    const near = off.filter((steps) => steps <= 1).length;
    expect(near / off.length).toBeGreaterThanOrEqual(0.9);
  });

  it.each(RELATIVES)('opens again with its whole numbers’ values: %s', (_, make) => {
    const model = twoScores(make());
    const quantised = calibrated(model);
    const write = (own: ExportedModel) => writeOnnx({ ...own, quantised }, 'int8');
    const { network, weights } = reopened({ ...FOLDED, write }, exported(model));
    // Of a map that is never negative the file cannot tell whether an activation, or its range alone, keeps it so.
    const told = quantised.layers.filter(({ output }) => output.zeroPoint > -128);
    const activations = (of: Network) => told.map(({ layer }) => of.layers[layer.index].activation);
    expect(activations(network)).toEqual(activations(model.network));
    quantised.layers.forEach(({ kernel, kernelScales }, index) => {
      const real = Float32Array.from(kernel, (q, i) => q * kernelScales[i % kernelScales.length]);
      expect(sameBytes(weights[index].kernel, real)).toBe(true);
    });
  });
});

const SEEDS = [1, 2, 3, 4, 5, 6];

function classOf(scores: Float32Array): number {
  return scores.indexOf(Math.max(...scores));
}

describe('an ONNX file with its normalisation', () => isTrue(KEPT));
