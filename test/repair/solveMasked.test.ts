import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/base/seededRandom';
import { NormalEquations } from '../../workers/repair/normalEquations';
import { conjugateGradients, solveMasked } from '../../workers/repair/solveMasked';
import { startBackend } from '../../workers/runtime/backend';
import { unwrap } from '../lab/bundled';
import { WASM_FILE } from '../lab/labFiles';

const [SAMPLES, INPUTS, OUTPUTS] = [400, 12, 7];
const random = seededRandom(5, 0);
const values = (length: number) => Float32Array.from({ length }, () => 2 * random() - 1);

/** y = x·W + 3, in two unequal parts. */
function equationsOf(x: Float32Array, w: Float32Array) {
  const equations = new NormalEquations(INPUTS, OUTPUTS);
  for (const [from, to] of [
    [0, 130],
    [130, SAMPLES],
  ]) {
    tf.tidy(() => {
      const part = tf.tensor2d(x.subarray(from * INPUTS, to * INPUTS), [to - from, INPUTS]);
      equations.add(part, tf.add(tf.matMul(part, tf.tensor2d(w, [INPUTS, OUTPUTS])), 3));
    });
  }
  return equations.centred();
}

function farthest(a: Float32Array, b: Float32Array): number {
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i])), 0);
}

beforeAll(async () => void unwrap(await startBackend(WASM_FILE)));

describe('weights that explain everything are found', () => {
  const x = values(SAMPLES * INPUTS);
  const full = values(INPUTS * OUTPUTS);
  const mask = Uint8Array.from(full, () => (random() < 0.5 ? 1 : 0));
  const sparse = full.map((w, i) => w * mask[i]);
  const zeros = new Float32Array(full.length);

  it('where all may be used', () => {
    expect(farthest(solveMasked(equationsOf(x, full), zeros, null, 0), full)).toBeLessThan(1e-3);
  });

  it('under a mask', () => {
    const found = solveMasked(equationsOf(x, sparse), zeros, mask, 0);
    expect(farthest(found, sparse)).toBeLessThan(1e-3);
    found.forEach((w, i) => mask[i] || expect(w).toBe(0));
  });

  it('by conjugate gradients as by Cholesky', () => {
    const { covariance, target } = equationsOf(x, full);
    // Other targets than the mask can explain: the best compromise is wanted.
    const found = conjugateGradients(covariance, target, mask, INPUTS, OUTPUTS);
    const exact = solveMasked(equationsOf(x, full), zeros, mask, 0);
    expect(farthest(found, exact)).toBeLessThan(1e-3);
    expect(farthest(exact, full)).toBeGreaterThan(0.1);
  });
});

it('a strong ridge leaves the weights as they were', () => {
  const x = values(SAMPLES * INPUTS);
  const start = values(INPUTS * OUTPUTS);
  const found = solveMasked(equationsOf(x, values(INPUTS * OUTPUTS)), start, null, 1e6);
  expect(farthest(found, start)).toBeLessThan(1e-4);
});

it('inputs without variance keep their weights', () => {
  const x = values(SAMPLES * INPUTS).map((value, i) => ((i % INPUTS) % 2 === 0 ? 2 : value));
  const start = values(INPUTS * OUTPUTS);
  const found = solveMasked(equationsOf(x, values(INPUTS * OUTPUTS)), start, null, 1e-2);
  for (let i = 0; i < INPUTS; i += 2) {
    const row = (w: Float32Array) => w.subarray(i * OUTPUTS, (i + 1) * OUTPUTS);
    expect(farthest(row(found), row(start))).toBeLessThan(1e-2);
  }
});
