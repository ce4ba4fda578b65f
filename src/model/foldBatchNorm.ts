import type { Layer, LayerWeights } from './network';

/** A convolution that needs no batch normalisation after it. */
export interface FoldedLayer {
  /** Same layout as the layer's kernel. */
  readonly kernel: Float32Array;
  /** One value an output channel. */
  readonly bias: Float32Array;
}

/**
 * Multiplies the batch normalisation into the kernel: w·γ/√(σ²+ε), with bias β − μ·γ/√(σ²+ε).
 * A layer without it keeps its kernel and bias; a pool has neither. In every layout of this project the output
 * channel is the last axis, a depthwise kernel's trailing 1 aside.
 */
export function foldBatchNorm(
  { epsilon }: Pick<Layer, 'epsilon'>,
  { kernel, norm, bias }: LayerWeights,
): FoldedLayer {
  if (!norm || epsilon === null) return { kernel, bias: bias ?? new Float32Array(0) };
  const channels = norm.gamma.length;
  const scale = norm.gamma.map((gamma, c) => gamma / Math.sqrt(norm.variance[c] + epsilon));
  const folded = new Float32Array(kernel.length);
  for (let start = 0; start < kernel.length; start += channels) {
    for (let c = 0; c < channels; c++) folded[start + c] = kernel[start + c] * scale[c];
  }
  return { kernel: folded, bias: norm.beta.map((beta, c) => beta - norm.mean[c] * scale[c]) };
}
