import { describe, expect, it } from 'vitest';
import type { Layer } from '../../../src/model/network';
import { NO_PADDING } from '../../../src/model/padding';
import { blockMagnitude } from '../../../src/pruning/criteria/blockMagnitude';
import { groupOfFour } from '../../../src/pruning/criteria/groupOfFour';
import { lamp } from '../../../src/pruning/criteria/lamp';
import { magnitude } from '../../../src/pruning/criteria/magnitude';
import { randomWeights } from '../../../src/pruning/criteria/random';
import { seededRandom } from '../../../src/base/seededRandom';
import { between } from '../networks';

function pointwise(inChannels: number, outChannels: number): Layer {
  return {
    index: 0,
    name: 'pointwise',
    kind: 'pointwise',
    from: null,
    activation: 'linear',
    kernelSide: 1,
    stride: 1,
    padding: NO_PADDING,
    epsilon: 1e-5,
    inChannels,
    outChannels,
    inSize: 1,
    outSize: 1,
    inSet: 0,
    outSet: 1,
    adds: null,
  };
}

const random = seededRandom(1, 0);

it('magnitude is |w|', () => {
  const scores = magnitude.score(Float32Array.of(-2, 0, 1, -0.5), pointwise(2, 2), random);
  expect([...scores]).toEqual([2, 0, 1, 0.5]);
});

describe('LAMP', () => {
  const byDefinition = (kernel: Float32Array) =>
    kernel.map((w) => {
      const atLeast = kernel.filter((other) => Math.abs(other) >= Math.abs(w));
      return w ** 2 / atLeast.reduce((sum, other) => sum + other ** 2, 0);
    });

  it.each([
    ['random weights', between(seededRandom(3, 0), 60, -1, 1)],
    ['equal weights', Float32Array.of(1, -1, 2, 2, 0.5, 1)],
    ['zeros among them', Float32Array.of(0, 3, 0, -4)],
  ])('follows its definition with %s', (_, kernel) => {
    const scores = lamp.score(kernel, pointwise(kernel.length, 1), random);
    const expected = byDefinition(kernel);
    for (const [i, score] of scores.entries()) expect(score).toBeCloseTo(expected[i], 6);
  });

  it('gives the largest weight of a layer 1 and an empty layer 0', () => {
    expect([...lamp.score(Float32Array.of(1, 3), pointwise(2, 1), random)]).toEqual([
      Math.fround(0.1),
      1,
    ]);
    expect([...lamp.score(new Float32Array(2), pointwise(2, 1), random)]).toEqual([0, 0]);
  });
});

describe('groups of four', () => {
  it('lie along the inputs of one output channel', () => {
    // [in][out] with two outputs: 4, 1, 3, 2 for the first and 1, −2, 3, −4 for the second.
    const kernel = Float32Array.of(4, 1, 1, -2, 3, 3, 2, -4);
    expect([...groupOfFour.place(kernel, pointwise(4, 2))]).toEqual([3, 0, 0, 1, 2, 2, 1, 3]);
  });

  it('rank equal weights by index', () => {
    expect([...groupOfFour.place(Float32Array.of(1, -1, 1, 1), pointwise(4, 1))]).toEqual([
      0, 1, 2, 3,
    ]);
  });

  it('fill the last group with zeros that go first', () => {
    const place = groupOfFour.place(Float32Array.of(1, 2, 3, 4, 9, 8), pointwise(6, 1));
    expect([...place]).toEqual([0, 1, 2, 3, 3, 2]);
  });
});

describe('1×4 blocks', () => {
  it('add |w| of four neighbouring outputs of one input, fewer in the last', () => {
    const kernel = Float32Array.of(1, -1, 1, 1, 2, 3, 0, 0, -1, 0, 5, 5);
    expect([...blockMagnitude.score(kernel, pointwise(2, 6), random)]).toEqual([4, 5, 1, 10]);
  });
});

it('random weights are uniform and repeat with their seed', () => {
  const kernel = new Float32Array(10_000);
  const draw = (seed: number) =>
    randomWeights.score(kernel, pointwise(100, 100), seededRandom(seed, 0));
  const scores = draw(7);
  expect(draw(7)).toEqual(scores);
  expect(draw(8)).not.toEqual(scores);
  const tenths = new Array<number>(10).fill(0);
  for (const score of scores) tenths[Math.floor(score * 10)]++;
  // Standard deviation of a tenth is 30.
  for (const count of tenths) expect(Math.abs(count - 1000)).toBeLessThan(150);
});
