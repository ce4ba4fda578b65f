/** Weights in the order in which the kernels read them. Kernels are given as TF.js has them: [in][out]. */

/** Output channels of the next panel of the dense kernel; the same rule stands in assembly/pointwise.ts. */
export function panelWidth(channels: number): number {
  if (channels <= 6) return channels;
  return channels < 10 ? (channels + 1) >> 1 : 6;
}

/** For `pointwise`: panels of up to 6 output channels, each its biases and then [in][width]. */
export function packPanels(kernel: Float32Array, bias: Float32Array): Float32Array {
  const outChannels = bias.length;
  const inChannels = kernel.length / outChannels;
  const packed = new Float32Array(kernel.length + outChannels);
  let at = 0;
  for (let first = 0; first < outChannels;) {
    const width = panelWidth(outChannels - first);
    packed.set(bias.subarray(first, first + width), at);
    at += width;
    for (let k = 0; k < inChannels; k++, at += width) {
      const row = k * outChannels + first;
      packed.set(kernel.subarray(row, row + width), at);
    }
    first += width;
  }
  return packed;
}

/** For `pointwiseSmall`: groups of 8 output channels, zeros beyond the last, each its biases and then [in][8]. */
export function packGroups(kernel: Float32Array, bias: Float32Array): Float32Array {
  const outChannels = bias.length;
  const inChannels = kernel.length / outChannels;
  const packed = new Float32Array(Math.ceil(outChannels / 8) * 8 * (inChannels + 1));
  for (let first = 0, at = 0; first < outChannels; first += 8) {
    packed.set(bias.subarray(first, first + 8), at);
    at += 8;
    for (let k = 0; k < inChannels; k++, at += 8) {
      const row = k * outChannels;
      packed.set(kernel.subarray(row + first, row + Math.min(first + 8, outChannels)), at);
    }
  }
  return packed;
}

export interface SparseWeights {
  /** Biases and weights, row by row. */
  readonly values: Float32Array;
  /** Input channel of each weight or block. */
  readonly indices: Uint16Array;
  /** Weights or blocks a row. */
  readonly counts: Uint16Array;
}

/**
 * For `sparse…` (`height` 1) and `sparseBlock` (`height` 4): a row is `height` output channels; an input channel
 * is stored where one of its weights in the row is not zero. Rows are padded with zeros to a multiple of `unit`.
 */
export function packSparse(
  kernel: Float32Array,
  bias: Float32Array,
  height: 1 | 4,
  unit: number,
): SparseWeights {
  const outChannels = bias.length;
  const values: number[] = [];
  const indices: number[] = [];
  const counts: number[] = [];
  for (let first = 0; first < outChannels; first += height) {
    pushPadded(values, bias.subarray(first, first + height), height);
    const kept = keptInputs(kernel, outChannels, first, height);
    for (const k of kept) {
      const row = k * outChannels;
      const end = Math.min(first + height, outChannels);
      pushPadded(values, kernel.subarray(row + first, row + end), height);
    }
    const padding = (unit - (kept.length % unit)) % unit;
    for (let i = 0; i < padding * height; i++) values.push(0);
    for (let i = 0; i < padding; i++) kept.push(0);
    indices.push(...kept);
    counts.push(kept.length);
  }
  return {
    values: Float32Array.from(values),
    indices: Uint16Array.from(indices),
    counts: Uint16Array.from(counts),
  };
}

function pushPadded(to: number[], values: Float32Array, length: number): void {
  for (let i = 0; i < length; i++) to.push(i < values.length ? values[i] : 0);
}

function keptInputs(kernel: Float32Array, outChannels: number, first: number, height: number) {
  const kept: number[] = [];
  const end = Math.min(first + height, outChannels);
  for (let k = 0; k * outChannels < kernel.length; k++) {
    for (let m = first; m < end; m++) {
      if (kernel[k * outChannels + m] !== 0) {
        kept.push(k);
        break;
      }
    }
  }
  return kept;
}

/** For `depthwise…`: kernel [3][3][channels] becomes 9 taps and the bias of each channel. */
export function packDepthwise(kernel: Float32Array, bias: Float32Array): Float32Array {
  const channels = bias.length;
  const packed = new Float32Array(10 * channels);
  for (let c = 0; c < channels; c++) {
    for (let tap = 0; tap < 9; tap++) packed[10 * c + tap] = kernel[tap * channels + c];
    packed[10 * c + 9] = bias[c];
  }
  return packed;
}

/** For `classify`: [features][classes] becomes [class][features rounded up to a multiple of 4]. */
export function packClassifier(kernel: Float32Array, classes: number): Float32Array {
  const features = kernel.length / classes;
  const pitch = Math.ceil(features / 4) * 4;
  const packed = new Float32Array(classes * pitch);
  for (let f = 0; f < features; f++) {
    for (let c = 0; c < classes; c++) packed[c * pitch + f] = kernel[f * classes + c];
  }
  return packed;
}
