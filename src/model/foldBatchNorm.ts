import { BATCH_NORM_EPSILON, type LayerWeights } from './network';

/** A convolution that needs no batch normalisation after it. */
export interface FoldedLayer {
  /** Same layout as the layer's kernel. */
  readonly kernel: Float32Array;
  /** One value an output channel. */
  readonly bias: Float32Array;
}

/**
 * Multiplies the batch normalisation into the kernel: w·γ/√(σ²+ε), with bias β − μ·γ/√(σ²+ε).
 * The classifier, which has none, keeps its kernel and bias. In every layout of this project the output
 * channel is the last axis, a depthwise kernel's trailing 1 aside.
 */
export function foldBatchNorm({ kernel, norm, bias }: LayerWeights): FoldedLayer {
  if (!norm) {
    if (!bias) throw new Error('a layer needs either batch normalisation or a bias');
    return { kernel, bias };
  }
  const channels = norm.gamma.length;
  const scale = norm.gamma.map(
    (gamma, c) => gamma / Math.sqrt(norm.variance[c] + BATCH_NORM_EPSILON),
  );
  const folded = new Float32Array(kernel.length);
  for (let start = 0; start < kernel.length; start += channels) {
    for (let c = 0; c < channels; c++) folded[start + c] = kernel[start + c] * scale[c];
  }
  return { kernel: folded, bias: norm.beta.map((beta, c) => beta - norm.mean[c] * scale[c]) };
}
