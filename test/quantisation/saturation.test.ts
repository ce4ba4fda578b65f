import { expect, it } from 'vitest';
import { orThrow } from '../../src/base/outcome';
import { networkOf } from '../../src/model/networkOf';
import { Histogram } from '../../src/quantisation/histogram';
import { quantise } from '../../src/quantisation/quantise';
import { saturatedShare, saturationNote } from '../../src/quantisation/saturation';

function of(...values: number[]): Histogram {
  const histogram = new Histogram();
  histogram.add(Float32Array.from(values));
  return histogram;
}

/** Two pointwise layers, the second of which adds the first. */
const NETWORK = networkOf({
  input: { size: 1, planes: 2 },
  layers: [
    { name: 'first', kind: 'pointwise', channels: 2 },
    { name: 'second', kind: 'pointwise', channels: 2, adds: 'first' },
  ],
});

it('counts the values of every map that lie beyond its integers, both sides of an addition', () => {
  const one = { kernel: Float32Array.of(1, 0, 0, 1), norm: null, bias: new Float32Array(2) };
  const range = { low: -1, high: 1 };
  const ranges = { image: range, outputs: [range, range], sums: [range, { low: 0, high: 2 }] };
  const int8 = orThrow(quantise(NETWORK, [one, one], ranges));
  const first = of(-1, 1, 0, 1.001);
  const inside = { image: of(1, -1), outputs: [first, of(0, 0)], sums: [first, of(2, 0)] };
  expect(saturatedShare(inside, int8)).toBe(0);
  const beyond = { image: of(1.1, 0), outputs: [first, of(-1.1, 5)], sums: [first, of(-0.1, 2)] };
  expect(saturatedShare(beyond, int8)).toBe(4 / 10);
  const none = { image: of(), outputs: [of(), of()], sums: [of(), of()] };
  expect(saturatedShare(none, int8)).toBe(0);
});

it('is warned of where more than one value in a thousand saturates', () => {
  expect(saturationNote(0.001, 16)).toBeNull();
  expect(saturationNote(0.0011, 16)).toMatchObject({
    ...{ code: 'int8-saturated', values: { share: 0.0011, pictures: 16 } },
  });
});
