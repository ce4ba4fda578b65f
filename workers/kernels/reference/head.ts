/** Scalar global average pool, dense layer and transposition. */
import type { MapLayout } from '../memory/layout';

/** [channels][images] */
export function poolReference(input: Float32Array, from: MapLayout): Float32Array {
  const pixels = from.size * from.size;
  const output = new Float32Array(from.channels * from.images);
  for (let i = 0; i < output.length; i++) {
    const start = Math.floor(i / from.images) * from.pitch + (i % from.images);
    let sum = 0;
    for (let p = 0; p < pixels; p++) sum += input[start + p * from.images];
    output[i] = sum / pixels;
  }
  return output;
}

/** kernel is [features][classes]. */
export function classifyReference(
  features: Float32Array,
  kernel: Float32Array,
  bias: Float32Array,
  { low, high }: { readonly low: number; readonly high: number },
): Float32Array {
  return bias.map((start, c) => {
    let sum = start;
    for (let f = 0; f * bias.length < kernel.length; f++) {
      sum += features[f] * kernel[f * bias.length + c];
    }
    return Math.min(Math.max(sum, low), high);
  });
}

/** [rows][pitch] becomes [columns][rows]. */
export function transposeReference(
  input: Float32Array,
  rows: number,
  columns: number,
  pitch: number,
): Float32Array {
  return Float32Array.from(
    { length: rows * columns },
    (_, i) => input[(i % rows) * pitch + Math.floor(i / rows)],
  );
}
