/** Top-1 on all 10,000 test images, against values that were computed independently with PyTorch. */
import { beforeAll, describe, expect, it } from 'vitest';
import { bundled } from '../lab/bundled';

describe('weight pruning reproduces the reference', () => {
  let lab: Awaited<ReturnType<typeof bundled>>;
  beforeAll(async () => (lab = await bundled()));

  it.each([
    ['magnitude-global', 0.5, 93.16],
    ['magnitude-global', 0.7, 91.83],
    ['magnitude-global', 0.8, 73.39],
    ['magnitude-layer', 0.5, 87.26],
  ] as const)('%s at %f', { timeout: 300_000 }, async (method, level, top1) => {
    expect(Math.abs((await lab.top1Of(method, level)) - top1)).toBeLessThanOrEqual(0.3);
  });

  it.each([
    ['magnitude-global', 0.8, 92.8],
    ['magnitude-global', 0.9, 79.0],
  ] as const)('%s at %f, recalibrated', { timeout: 300_000 }, async (method, level, top1) => {
    expect(Math.abs((await lab.top1Of(method, level, 1000)) - top1)).toBeLessThanOrEqual(0.3);
  });
});
