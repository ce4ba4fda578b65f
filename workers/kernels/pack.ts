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
  /** For each row its (first) output channel and its weights or blocks. */
  readonly rows: Uint16Array;
}

/**
 * For `sparse…` (`height` 1) and `sparseBlock` (`height` 4): a row is `height` output channels; an input channel
 * is stored where one of its weights in the row is not zero. Rows are padded with zeros to a multiple of `unit`
 * and sorted by their length.
 */
export function packSparse(
  kernel: Float32Array,
  bias: Float32Array,
  height: 1 | 4,
  unit: number,
): SparseWeights {
  const outChannels = bias.length;
  const rows: { first: number; kept: number[] }[] = [];
  for (let first = 0; first < outChannels; first += height) {
    const kept = keptInputs(kernel, outChannels, first, height);
    rows.push({ first, kept });
  }
  const padded = ({ kept }: { kept: number[] }) => Math.ceil(kept.length / unit) * unit;
  rows.sort((a, b) => padded(a) - padded(b));
  const values: number[] = [];
  const indices: number[] = [];
  for (const row of rows) {
    pushPadded(values, bias.subarray(row.first, row.first + height), height);
    for (const k of row.kept) {
      const at = k * outChannels + row.first;
      const present = Math.min(height, outChannels - row.first);
      pushPadded(values, kernel.subarray(at, at + present), height);
      indices.push(k);
    }
    for (let i = row.kept.length; i < padded(row); i++) {
      for (let j = 0; j < height; j++) values.push(0);
      indices.push(0);
    }
  }
  return {
    values: Float32Array.from(values),
    indices: Uint16Array.from(indices),
    rows: Uint16Array.from(rows.flatMap((row) => [row.first, padded(row)])),
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
