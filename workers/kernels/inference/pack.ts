/** Weights in the order in which the kernels read them. Kernels are given as TF.js has them: [in][out]. */

/** Output channels of the next panel of the dense kernel; the same rule stands in assembly/pointwise.ts. */
export function panelWidth(channels: number): number {
  if (channels <= 6) return channels;
  return channels < 10 ? (channels + 1) >> 1 : 6;
}

/** The same of `pointwise16`. */
export function panelWidth16(channels: number): number {
  return Math.min(4, channels);
}

/**
 * For `pointwise`: panels of up to 6 output channels, each its biases and then [in][width].
 * @param widthOf the next panel, by the channels that are left
 */
export function packPanels(
  kernel: Float32Array,
  bias: Float32Array,
  widthOf = panelWidth,
): Float32Array {
  const outChannels = bias.length;
  const packed = new Float32Array(kernel.length + outChannels);
  for (let first = 0, at = 0; first < outChannels;) {
    const width = widthOf(outChannels - first);
    at = packColumns(packed, at, kernel, bias, first, width, width);
    first += width;
  }
  return packed;
}

/** For `pointwiseSmall`: groups of 8 or 16 output channels, zeros beyond the last, each its biases and then [in][size]. */
export function packGroups(
  kernel: Float32Array,
  bias: Float32Array,
  size: 8 | 16 = 8,
): Float32Array {
  const outChannels = bias.length;
  const inChannels = kernel.length / outChannels;
  const packed = new Float32Array(Math.ceil(outChannels / size) * size * (inChannels + 1));
  for (let first = 0, at = 0; first < outChannels; first += size) {
    at = packColumns(packed, at, kernel, bias, first, Math.min(size, outChannels - first), size);
  }
  return packed;
}

/** Biases, then rows, of `width` output channels from `first` on, `step` apart; returns where the next begin. */
function packColumns(
  packed: Float32Array,
  at: number,
  kernel: Float32Array,
  bias: Float32Array,
  first: number,
  width: number,
  step: number,
): number {
  for (let m = 0; m < width; m++) packed[at + m] = bias[first + m];
  at += step;
  for (let row = first; row < kernel.length; row += bias.length, at += step) {
    for (let m = 0; m < width; m++) packed[at + m] = kernel[row + m];
  }
  return at;
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
  const lengths = rowLengths(kernel, outChannels, height);
  const padded = lengths.map((length) => Math.ceil(length / unit) * unit);
  const order = Uint16Array.from(padded.keys()).sort((a, b) => padded[a] - padded[b]);
  const entries = padded.reduce((sum, length) => sum + length, 0);
  const values = new Float32Array(height * (entries + padded.length));
  const indices = new Uint16Array(entries);
  /** Next entry of each row, counted without the biases. */
  const next = new Uint32Array(padded.length);
  /** Rows whose biases lie before a row's entries, its own included. */
  const biases = new Uint32Array(padded.length);
  let entry = 0;
  order.forEach((row, place) => {
    next[row] = entry;
    biases[row] = place + 1;
    const at = height * (entry + place);
    for (let m = 0; m < height; m++) values[at + m] = bias[height * row + m] ?? 0;
    entry += padded[row];
  });
  for (let k = 0, start = 0; start < kernel.length; k++, start += outChannels) {
    const end = start + outChannels;
    for (let row = 0, from = start; from < end; row++, from += height) {
      const count = Math.min(height, end - from);
      if (isZero(kernel, from, count)) continue;
      const at = next[row]++;
      indices[at] = k;
      const to = height * (at + biases[row]);
      for (let m = 0; m < count; m++) values[to + m] = kernel[from + m];
    }
  }
  const rows = new Uint16Array(2 * order.length);
  order.forEach((row, place) => rows.set([height * row, padded[row]], 2 * place));
  return { values, indices, rows };
}

/** Entries of each row. */
function rowLengths(kernel: Float32Array, outChannels: number, height: number): Uint32Array {
  const lengths = new Uint32Array(Math.ceil(outChannels / height));
  for (let start = 0; start < kernel.length; start += outChannels) {
    const end = start + outChannels;
    for (let row = 0, from = start; from < end; row++, from += height) {
      lengths[row] += +!isZero(kernel, from, Math.min(height, end - from));
    }
  }
  return lengths;
}

function isZero(values: Float32Array, from: number, count: number): boolean {
  let nonZeros = 0;
  for (let i = from; i < from + count; i++) nonZeros += +(values[i] !== 0);
  return nonZeros === 0;
}

const ROW_BY_ROW = [0, 1, 2, 3, 4, 5, 6, 7, 8];
/** As vectors of a 2×2 map meet them: those of the corners, those of the sides, and that of the pixel itself. */
const AROUND_2X2 = [8, 6, 2, 0, 5, 3, 7, 1, 4];

/** For `depthwise1` and `depthwise2`: kernel [3][3][channels] becomes 9 taps and the bias of each channel. */
export function packDepthwise(
  kernel: Float32Array,
  bias: Float32Array,
  order: readonly number[] = ROW_BY_ROW,
): Float32Array {
  const channels = bias.length;
  const packed = new Float32Array(10 * channels);
  for (let c = 0; c < channels; c++) {
    order.forEach((tap, at) => (packed[10 * c + at] = kernel[tap * channels + c]));
    packed[10 * c + 9] = bias[c];
  }
  return packed;
}

/** The same for `depthwise1` of one image's 2×2 maps. */
export function packDepthwise2x2(kernel: Float32Array, bias: Float32Array): Float32Array {
  return packDepthwise(kernel, bias, AROUND_2X2);
}

/** For `depthwise`: kernel [taps][channels] becomes the bias and the taps of each channel. */
export function packDepthwiseTaps(kernel: Float32Array, bias: Float32Array): Float32Array {
  const channels = bias.length;
  const taps = kernel.length / channels;
  const packed = new Float32Array(kernel.length + channels);
  for (let c = 0; c < channels; c++) {
    packed[c * (taps + 1)] = bias[c];
    for (let tap = 0; tap < taps; tap++)
      packed[c * (taps + 1) + 1 + tap] = kernel[tap * channels + c];
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
