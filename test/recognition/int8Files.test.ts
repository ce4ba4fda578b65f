/** Quantised TFLite files run as they are, against TensorFlow Lite's own integers. */
import { describe, expect, it } from 'vitest';
import { quantise } from '../../src/quantisation/arithmetic';
import { quantiseAt } from '../../src/quantisation/quantise';
import { readTflite } from '../../src/formats/tflite/tflite';
import { recognise } from '../../src/recognition/recognise';
import { int8Scores } from '../../workers/kernels/reference/int8Network';
import { unwrap } from '../lab/bundled';
import { PICTURES, sample, SAMPLES_ARE_THERE } from './samples';

describe.skipIf(!SAMPLES_ARE_THERE)('a quantised file', () => {
  it('keeps every whole number of its kernels and biases, and answers as TensorFlow Lite', () => {
    const at = 'files/tflite/cfu-035-160-int8';
    const graph = unwrap(readTflite('model', sample(`${at}/model.tflite`)));
    const { network, weights, scales, imageScaling } = unwrap(recognise('model', graph));
    expect(scales).not.toBeNull();
    const int8 = unwrap(quantiseAt(network, weights, scales!));
    const layers = graph.operations.filter((operation) => 'kernel' in operation);
    const own = int8.layers.filter(({ kernel }) => kernel.length > 0);
    expect(own.length).toBe(layers.length);
    own.forEach(({ kernel, bias }, i) => {
      // With one scale for all channels, the lab's steps are finer.
      if (layers[i].kernel.quantised!.scales.length === 1) return;
      expect(histogram(kernel)).toEqual(histogram(layers[i].kernel.quantised!.values));
      // Exact, but of channels whose steps both make coarser, so that the bias has room.
      layers[i].bias!.quantised!.values.forEach((value, c) => {
        expect(Math.abs(bias[c] - value)).toBeLessThanOrEqual(Math.abs(value) > 2 ** 29 ? 512 : 0);
      });
    });

    const { outputs } = JSON.parse(new TextDecoder().decode(sample(`${at}/reference.json`))) as {
      outputs: Record<'ramp' | 'lcg', { native: number[] }>;
    };
    for (const picture of ['ramp', 'lcg'] as const) {
      const image = Float32Array.from(
        PICTURES[picture](160, 3),
        (byte, i) => imageScaling!.factors[i % 3] * (byte / 255) + imageScaling!.offsets[i % 3],
      );
      const [a, b] = int8Scores(int8, image);
      const probability = 1 / (1 + Math.exp(b - a));
      const found = quantise(probability, { scale: 1 / 256, zeroPoint: -128 });
      // One step of the probability, for the file brings the picture to its range in whole numbers too.
      expect(Math.abs(found - outputs[picture].native[0])).toBeLessThanOrEqual(1);
    }
  });
});

/** How often each number occurs: kernels lie otherwise in the file. */
function histogram(values: ArrayLike<number>): number[] {
  const counts = new Array<number>(256).fill(0);
  for (let i = 0; i < values.length; i++) counts[values[i] + 128]++;
  return counts;
}
