/** Kernels from other layouts into TensorFlow's, which are the lab's, and back. */
import type { Tensor } from './graph';

/** [out, height, width, in] → [height, width, in, out]. */
export function fromOutFirst({ shape: [out, height, width, ins], ...tensor }: Tensor): Tensor {
  const inner = height * width * ins;
  const values = turned(tensor.values, out, inner);
  return { ...tensor, values, shape: [height, width, ins, out] };
}

/** [out, in, height, width] → [height, width, in, out]. */
export function fromChannelsFirst({ shape: [out, ins, height, width], ...tensor }: Tensor): Tensor {
  const pixels = height * width;
  const values = new Float32Array(tensor.values.length);
  for (let o = 0; o < out; o++)
    for (let i = 0; i < ins; i++)
      for (let p = 0; p < pixels; p++)
        values[(p * ins + i) * out + o] = tensor.values[(o * ins + i) * pixels + p];
  return { ...tensor, values, shape: [height, width, ins, out] };
}

/** [height, width, in, out] → [out, in, height, width], and [height, width, out, 1] → [out, 1, height, width]. */
export function channelsFirst<T extends Float32Array | Int8Array>(
  values: T,
  pixels: number,
  ins: number,
  out: number,
): T {
  const result = values.slice() as T;
  for (let p = 0; p < pixels; p++)
    for (let i = 0; i < ins; i++)
      for (let o = 0; o < out; o++)
        result[(o * ins + i) * pixels + p] = values[(p * ins + i) * out + o];
  return result;
}

/** [rows, columns] → [columns, rows]. */
export function transposed({ shape: [rows, columns], ...tensor }: Tensor): Tensor {
  return { ...tensor, values: turned(tensor.values, rows, columns), shape: [columns, rows] };
}

/** [height, width, in, out] → [out, height, width, in], and [in, out] → [out, in]. */
export function outFirst<T extends Float32Array | Int8Array>(values: T, out: number): T {
  return turned(values, values.length / out, out);
}

function turned<T extends Float32Array | Int8Array>(values: T, rows: number, columns: number): T {
  const result = values.slice() as T;
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      result[column * rows + row] = values[row * columns + column];
  return result;
}
