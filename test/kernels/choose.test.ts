import { describe, expect, it } from 'vitest';
import { choose, zeroShares, type Product } from '../../workers/kernels/inference/choose';

const product: Product = {
  inChannels: 64,
  outChannels: 384,
  columns: 256,
  inPitch: 1088,
  zeros: 0,
  zeroBlocks: 0,
};
const kernelFor = (change: Partial<Product>) => choose({ ...product, ...change }).kernel;

describe('choice of the pointwise kernel', () => {
  it('is dense below the break-even and sparse from there on', () => {
    expect(kernelFor({ zeros: 0.34 })).toBe('pointwise');
    expect(kernelFor({ zeros: 0.35 })).toBe('sparse32');
    expect(kernelFor({ zeros: 0.39, inChannels: 960 })).toBe('pointwise');
    expect(kernelFor({ zeros: 0.5, columns: 4 })).toBe('pointwiseSmall');
    expect(kernelFor({ zeros: 0.55, columns: 4 })).toBe('sparse4');
  });

  it('takes tiles that suit the map', () => {
    expect(kernelFor({ zeros: 0.8, columns: 12 })).toBe('sparse8');
    expect(kernelFor({ zeros: 0.8, columns: 16 })).toBe('sparse16');
    expect(kernelFor({ zeros: 0.8, columns: 196 })).toBe('sparse28');
  });

  it('gathers inputs only where many weights use each of them', () => {
    expect(choose({ ...product, zeros: 0.5, inChannels: 192 }).panel).toBe(true);
    expect(choose({ ...product, zeros: 0.98, inChannels: 192 }).panel).toBe(false);
  });

  it('takes many input channels in even segments, where each has weights enough', () => {
    const { kernel, segment, panel } = choose({ ...product, zeros: 0.5, inChannels: 960 });
    expect({ kernel, segment, panel }).toEqual({ kernel: 'sparse32', segment: 192, panel: true });
    expect(choose({ ...product, zeros: 0.5, inChannels: 256 }).segment).toBe(256);
    expect(choose({ ...product, zeros: 0.9, inChannels: 960 }).segment).toBe(960);
  });

  it('takes blocks where the zeros come in blocks', () => {
    const kernel = new Float32Array(8 * 10).fill(1);
    for (let k = 0; k < 8; k++) kernel.fill(0, 10 * k, 10 * k + 8);
    // Blocks of 4, 4 and 2 output channels: the first two of three are empty.
    expect(zeroShares(kernel, 10)).toEqual({ zeros: 0.8, zeroBlocks: 2 / 3 });
    expect(kernelFor({ zeros: 0.8, zeroBlocks: 0.8 })).toBe('sparseBlock');
    expect(kernelFor({ zeros: 0.8, zeroBlocks: 0.4 })).toBe('sparse32');
  });
});
