/** ONNX files against ONNX Runtime's outputs. */
import { beforeAll, describe, expect, it } from 'vitest';
import { readOnnx } from '../../src/formats/onnx/onnx';
import { recognise } from '../../src/recognition/recognise';
import { startBackend } from '../../workers/runtime/backend';
import { unwrap } from '../lab/bundled';
import { WASM_FILE } from '../lab/labFiles';
import { reference, sample, SAMPLES_ARE_THERE } from './samples';
import { farthest, scoresOf } from './scores';

const MEAN = [0.485, 0.456, 0.406];
const DEVIATION = [0.229, 0.224, 0.225];
const real = {
  imagenet: (byte: number, plane: number) => (byte / 255 - MEAN[plane]) / DEVIATION[plane],
  signed: (byte: number) => byte / 127.5 - 1,
};

describe.skipIf(!SAMPLES_ARE_THERE)('an ONNX file', () => {
  beforeAll(async () => void unwrap(await startBackend(WASM_FILE)));

  it.each([
    ['made-torchvision-w035-opset13', 'mobilenet_v2.onnx', real.imagenet, 1e-4],
    ['stm-035-128-float32', 'mobilenet_v2_0.35_128_tfs_channel_first.onnx', real.signed, 1e-4],
  ] as const)('%s gives the scores of ONNX Runtime', (folder, file, fed, tolerance) => {
    const at = `files/onnx/${folder}`;
    const recognised = unwrap(recognise(file, unwrap(readOnnx(file, sample(`${at}/${file}`)))));
    const { outputs } = reference<{ output: number[] }>(at);
    for (const picture of ['ramp', 'lcg'] as const) {
      const scores = scoresOf(recognised, picture, fed);
      const given = recognised.ending === 'softmax' ? softmax(scores) : scores;
      const { output } = outputs[picture];
      expect(farthest(given, output)).toBeLessThan(tolerance);
    }
  });

  it('of eight bits gives nearly the scores of ONNX Runtime, which rounds to them', () => {
    const at = 'files/onnx/nnstreamer-100-224-qlinear';
    const file = 'mobilenet_v2_quant.onnx';
    const recognised = unwrap(recognise(file, unwrap(readOnnx(file, sample(`${at}/${file}`)))));
    const { outputs } = reference<{ output: number[] }>(at);
    for (const picture of ['ramp', 'lcg'] as const) {
      const scores = scoresOf(recognised, picture, real.imagenet);
      expect(correlation(scores, outputs[picture].output)).toBeGreaterThan(0.9);
    }
  });
});

function correlation(a: Float32Array, b: readonly number[]): number {
  const mean = (values: ArrayLike<number>) =>
    Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  for (const [i, value] of b.entries()) {
    ab += (a[i] - meanA) * (value - meanB);
    aa += (a[i] - meanA) ** 2;
    bb += (value - meanB) ** 2;
  }
  return ab / Math.sqrt(aa * bb);
}

function softmax(scores: Float32Array): Float32Array {
  const most = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - most));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}
