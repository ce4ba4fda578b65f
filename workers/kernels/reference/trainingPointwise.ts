/** Scalar 1×1 convolution and its filter gradient, over rows of columns. */
import type { Row } from './trainingRows';

/** @param kernel [in][out]; @param added row by row, or null */
export function productReference(
  input: readonly Row[],
  kernel: Row,
  outChannels: number,
  added: readonly Row[] | null,
): number[][] {
  return Array.from({ length: outChannels }, (_, m) =>
    Array.from(input[0], (_, i) => {
      let total = added ? added[m][i] : 0;
      for (let k = 0; k < input.length; k++) total += kernel[k * outChannels + m] * input[k][i];
      return total;
    }),
  );
}

/** [left row][right row]: the sums of their products over all columns. */
export function correlationReference(left: readonly Row[], right: readonly Row[]): number[][] {
  return left.map((a) => right.map((b) => Array.from(a).reduce((t, v, i) => t + v * b[i], 0)));
}
