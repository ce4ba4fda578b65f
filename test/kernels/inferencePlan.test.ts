/** Compiled plans against the checkpoint's golden logits. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { BumpHeap } from '../../workers/kernels/heap';
import { compilePlan } from '../../workers/kernels/inferencePlan';
import { instantiateKernels, type Kernels } from '../../workers/kernels/kernels';
import { readCheckpoint, readImages } from './checkpoint';

const ROOT = resolve(import.meta.dirname, '../..');
const MODULE = readFileSync(`${ROOT}/workers/kernels/build/inference.simd.wasm`);
const golden: number[][] = JSON.parse(
  readFileSync(`${ROOT}/test/fixtures/golden-logits.json`, 'utf8'),
).logits;

const checkpoint = readCheckpoint();
const heap = new BumpHeap();
let kernels: Kernels;

beforeAll(async () => {
  const outcome = await instantiateKernels(MODULE, heap);
  if (!outcome.ok) throw new Error(outcome.message);
  kernels = outcome.value;
});

function compile(batch: number, weights = checkpoint.weights) {
  const outcome = compilePlan(checkpoint.network, weights, batch, kernels, heap);
  if (!outcome.ok) throw new Error(outcome.message);
  return outcome.value;
}

describe('inference plan', () => {
  it.each([1, 3, 16, 21])('reproduces the golden logits at batch %i', (batch) => {
    const plan = compile(batch);
    const logits = plan.run(readImages(batch));
    const worst = Math.max(
      ...logits.map((l, i) => Math.abs(l - golden[Math.floor(i / 10)][i % 10])),
    );
    expect(worst).toBeLessThan(1e-3);
    plan.dispose();
  });
});
