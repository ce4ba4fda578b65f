/** Top-1 on the first 2,000 test images, against values that were computed independently with PyTorch. */
import { beforeAll, describe, expect, it } from 'vitest';
import { bundled } from '../lab/bundled';
import { REQUEST } from '../lab/labFiles';

describe('weight pruning reproduces the reference', () => {
  let lab: Awaited<ReturnType<typeof bundled>>;
  beforeAll(async () => (lab = await bundled(REQUEST, 2000)));

  it.each([
    ['magnitude-global', 0.5, 94.2],
    ['magnitude-global', 0.7, 92.3],
    ['magnitude-global', 0.8, 73.95],
    ['magnitude-layer', 0.5, 87.45],
  ] as const)('%s at %f', { timeout: 300_000 }, async (method, level, top1) => {
    expect(Math.abs((await lab.top1Of(method, level)) - top1)).toBeLessThanOrEqual(0.3);
  });

  it.each([
    ['magnitude-global', 0.8, 93.8],
    ['magnitude-global', 0.9, 79.6],
  ] as const)('%s at %f, recalibrated', { timeout: 300_000 }, async (method, level, top1) => {
    expect(Math.abs((await lab.top1Of(method, level, 1000)) - top1)).toBeLessThanOrEqual(0.3);
  });
});
