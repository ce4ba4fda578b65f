/** Top-1 on the first 2,000 test images, against values that were computed independently with PyTorch. */
import { beforeAll, describe, expect, it } from 'vitest';
import { bundled } from '../lab/bundled';
import { REQUEST } from '../lab/labFiles';

describe('channel pruning reproduces the reference', () => {
  let lab: Awaited<ReturnType<typeof bundled>>;
  beforeAll(async () => (lab = await bundled(REQUEST, 2000)));

  it.each([
    ['l1-norm', 0.25, 88.55],
    ['l1-norm', 0.5, 10.45],
    ['fpgm', 0.1, 94.25],
    ['fpgm', 0.25, 91.5],
  ] as const)('%s at %f', { timeout: 300_000 }, async (method, level, top1) => {
    expect(Math.abs((await lab.top1Of(method, level)) - top1)).toBeLessThanOrEqual(0.3);
  });

  it.each([
    ['l1-norm', 0.5, 93.35],
    ['l1-norm', 0.75, 74.25],
  ] as const)('%s at %f, recalibrated', { timeout: 300_000 }, async (method, level, top1) => {
    expect(Math.abs((await lab.top1Of(method, level, 1000)) - top1)).toBeLessThanOrEqual(0.3);
  });
});
