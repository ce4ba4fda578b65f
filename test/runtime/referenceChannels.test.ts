/** Top-1 on all 10,000 test images, against values that were computed independently with PyTorch. */
import { beforeAll, describe, expect, it } from 'vitest';
import { bundled } from '../lab/bundled';

describe('channel pruning reproduces the reference', () => {
  let lab: Awaited<ReturnType<typeof bundled>>;
  beforeAll(async () => (lab = await bundled()));

  it.each([
    ['l1-norm', 0.25, 88.11],
    ['l1-norm', 0.5, 10.71],
    ['fpgm', 0.1, 93.17],
    ['fpgm', 0.25, 91.16],
  ] as const)('%s at %f', { timeout: 300_000 }, async (method, level, top1) => {
    expect(Math.abs((await lab.top1Of(method, level)) - top1)).toBeLessThanOrEqual(0.3);
  });

  it.each([
    ['l1-norm', 0.5, 92.2],
    ['l1-norm', 0.75, 74.4],
  ] as const)('%s at %f, recalibrated', { timeout: 300_000 }, async (method, level, top1) => {
    expect(Math.abs((await lab.top1Of(method, level, 1000)) - top1)).toBeLessThanOrEqual(0.3);
  });
});
