/** The int8 network against the real numbers of the network that it was made from. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orThrow } from '../../src/base/outcome';
import { seededRandom } from '../../src/base/seededRandom';
import { foldBatchNorm } from '../../src/model/foldBatchNorm';
import type { LayerWeights, Network } from '../../src/model/network';
import { networkOf } from '../../src/model/networkOf';
import { dequantise } from '../../src/quantisation/arithmetic';
import { quantise } from '../../src/quantisation/quantise';
import type { PerMap, Range } from '../../src/quantisation/ranges';
import { scaleOf } from '../../src/quantisation/tensorScale';
import { int8Maps } from '../../workers/kernels/reference/int8Network';
import { anyDescription } from '../kernels/anyNetwork';
import { randomWeights } from '../kernels/referenceNetwork';
import { referenceMaps } from '../pruning/referenceForward';

function imageOf(network: Network, seed: number): Float32Array {
  const { size, planes } = network.input;
  const random = seededRandom(seed, 2);
  return Float32Array.from({ length: size * size * planes }, () => 2 * random() - 1);
}

function rangeOf(map: readonly number[]): Range {
  return { low: Math.min(0, ...map), high: Math.max(0, ...map) };
}

function rangesOn(
  network: Network,
  weights: readonly LayerWeights[],
  image: Float32Array,
): PerMap<Range> {
  const { outputs, sums } = referenceMaps(network, weights, [...image]);
  return { image: rangeOf([...image]), outputs: outputs.map(rangeOf), sums: sums.map(rangeOf) };
}

const PLAIN: PerMap<Range> = {
  image: { low: -1, high: 1 },
  outputs: [],
  sums: [],
};

/** One pointwise layer on an image of one pixel: `planes` in, one score out. */
function single(planes: number): Network {
  const layers = [{ name: 'only', kind: 'pointwise' as const, channels: 1 }];
  return networkOf({ input: { size: 1, planes }, layers });
}

function singleWeights(kernel: readonly number[], bias: number): LayerWeights[] {
  return [{ kernel: Float32Array.from(kernel), norm: null, bias: Float32Array.of(bias) }];
}

const RUNS = { seed: 1, numRuns: 100 };

const TEN = [{ low: -10, high: 10 }];

describe('int8 network', () => {
  it('gives nearly the float32 network’s maps', () => {
    const errors: number[] = [];
    fc.assert(
      fc.property(anyDescription, fc.nat(1000), (description, seed) => {
        const network = networkOf(description);
        const weights = randomWeights(network, seededRandom(seed, 1), 0.5);
        const image = imageOf(network, seed);
        const quantised = orThrow(quantise(network, weights, rangesOn(network, weights, image)));
        const maps = int8Maps(quantised, image);
        const { sums } = referenceMaps(network, weights, [...image]);
        for (const { layer, sum } of quantised.layers) {
          const real = sums[layer.index];
          const { low, high } = rangeOf(real);
          const apart = real.map((v, i) => Math.abs(v - dequantise(maps[layer.index][i], sum)));
          errors.push(Math.max(...apart) / (high - low || 1));
        }
      }),
      RUNS,
    );
    errors.sort((a, b) => a - b);
    expect(errors[Math.floor(errors.length / 2)]).toBeLessThan(0.012);
    expect(errors[errors.length - 1]).toBeLessThan(0.3);
  });

  it('keeps zeros, leaves −128 out and is within half a step of each folded weight and bias', () => {
    fc.assert(
      fc.property(anyDescription, fc.nat(1000), (description, seed) => {
        const network = networkOf(description);
        const weights = randomWeights(network, seededRandom(seed, 1), 0.7);
        const ranges = rangesOn(network, weights, imageOf(network, seed));
        const quantised = orThrow(quantise(network, weights, ranges));
        for (const { layer, kernel, kernelScales, bias, input } of quantised.layers) {
          const folded = foldBatchNorm(layer, weights[layer.index]);
          expect(Math.min(0, ...kernel)).toBeGreaterThan(-128);
          kernel.forEach((q, i) => {
            const scale = kernelScales[i % layer.outChannels];
            if (folded.kernel[i] === 0) expect(q).toBe(0);
            expect(Math.abs(scale * q - folded.kernel[i])).toBeLessThanOrEqual(0.5001 * scale);
          });
          bias.forEach((q, c) => {
            const step = input.scale * kernelScales[c];
            expect(Math.abs(step * q - folded.bias[c])).toBeLessThanOrEqual(0.5001 * step);
          });
        }
      }),
      RUNS,
    );
  });

  it('computes channels without any weight', () => {
    const ranges = { ...PLAIN, outputs: TEN, sums: TEN };
    const image = Float32Array.of(1, -1);
    for (const bias of [0, 3]) {
      const quantised = orThrow(quantise(single(2), singleWeights([0, 0], bias), ranges));
      const [map] = int8Maps(quantised, image);
      expect(dequantise(map[0], quantised.layers[0].sum)).toBeCloseTo(bias, 1);
    }
  });

  it('makes the steps of a channel coarser whose bias would not fit', () => {
    const ranges = { ...PLAIN, outputs: TEN, sums: TEN };
    const quantised = orThrow(quantise(single(1), singleWeights([1e-12], 8), ranges));
    const { bias, kernelScales, kernel, input, sum } = quantised.layers[0];
    expect(bias[0]).toBeLessThanOrEqual(2 ** 30);
    expect(bias[0]).toBeGreaterThan(2 ** 29);
    expect(bias[0] * kernelScales[0] * input.scale).toBeCloseTo(8, 5);
    expect(kernel[0]).toBe(0);
    expect(dequantise(int8Maps(quantised, Float32Array.of(1))[0][0], sum)).toBeCloseTo(8, 1);
  });

  it('saturates what lies outside the calibrated range', () => {
    const quantised = orThrow(
      quantise(single(1), singleWeights([100], 0), { ...PLAIN, outputs: TEN, sums: TEN }),
    );
    expect(int8Maps(quantised, Float32Array.of(1))[0][0]).toBe(127);
    expect(int8Maps(quantised, Float32Array.of(-1))[0][0]).toBe(-128);
  });

  it('refuses, by name, a layer whose sums may overflow', () => {
    const ranges = { ...PLAIN, outputs: TEN, sums: TEN };
    const of = (planes: number) =>
      quantise(single(planes), singleWeights(Array(planes).fill(1), 0), ranges);
    expect(of(65_000).ok).toBe(true);
    expect(of(66_311)).toMatchObject({
      code: 'int8-fan-in',
      values: { layer: 'only', fanIn: 66_311 },
    });
  });

  it('fits 32 bits at the extremes of the largest layer that it takes', () => {
    const planes = 65_000;
    const kernel = Array<number>(planes).fill(1);
    const ranges = {
      image: { low: 0, high: 1 },
      outputs: [{ low: 0, high: 1e9 }],
      sums: [{ low: 0, high: 1e9 }],
    };
    const quantised = orThrow(quantise(single(planes), singleWeights(kernel, 1e9), ranges));
    const { bias } = quantised.layers[0];
    expect(bias[0] + planes * 127 * 255).toBeLessThan(2 ** 31);
  });

  it('refuses weights and activations that are no finite numbers', () => {
    const ranges = { ...PLAIN, outputs: TEN, sums: TEN };
    expect(quantise(single(1), singleWeights([NaN], 0), ranges)).toMatchObject({
      code: 'layer-not-finite',
    });
    const endless = [{ low: -Infinity, high: 1 }];
    expect(
      quantise(single(1), singleWeights([1], 0), { ...ranges, outputs: endless, sums: endless }),
    ).toMatchObject({ code: 'activations-not-finite' });
  });
});

describe('scale of a tensor', () => {
  it('covers its range but for half a step, and stands for zero', () => {
    const ends = fc.double({ min: 0, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(ends, ends, (below, high) => {
        const scale = scaleOf({ low: -below, high });
        expect(dequantise(scale.zeroPoint, scale)).toBe(0);
        expect(Number.isInteger(scale.zeroPoint)).toBe(true);
        const slack = 0.51 * scale.scale;
        expect(dequantise(-128, scale)).toBeLessThanOrEqual(-below + slack);
        expect(dequantise(127, scale)).toBeGreaterThanOrEqual(high - slack);
      }),
    );
  });
});
