/**
 * A sparse product whose input channels are taken a segment at a time: each segment is a call of its own, which adds to
 * the sums that the one before has left in the output. The call record's `next` makes a chain of them.
 */
import { packSparse, type SparseWeights } from './pack';
import type { RecordValues } from './records';

export interface Segment {
  readonly weights: SparseWeights;
  /** What the call does not share with the others of its layer. */
  readonly fields: Pick<
    RecordValues<'sparse'>,
    'input' | 'inChannels' | 'residual' | 'low' | 'high'
  >;
}

type Whole = Segment['fields'] & Pick<RecordValues<'sparse'>, 'output' | 'inPitch'>;

/**
 * @param kernel [in][out], bias [out]
 * @param height output channels of a row of weights, @param unit weights that rows are padded to a multiple of
 * @param size input channels of a segment; the last may have fewer
 * @param whole fields of the product as if it had one segment
 */
export function segmentsOf(
  kernel: Float32Array,
  bias: Float32Array,
  height: 1 | 4,
  unit: number,
  size: number,
  whole: Whole,
): Segment[] {
  const outChannels = bias.length;
  const nothing = new Float32Array(outChannels);
  return Array.from({ length: Math.ceil(whole.inChannels / size) }, (_, part) => {
    const from = part * size;
    const to = Math.min(from + size, whole.inChannels);
    const weights = kernel.subarray(from * outChannels, to * outChannels);
    const isLast = to === whole.inChannels;
    return {
      weights: packSparse(weights, part === 0 ? bias : nothing, height, unit),
      fields: {
        input: whole.input + from * whole.inPitch,
        inChannels: to - from,
        residual: part === 0 ? whole.residual : whole.output,
        // Sums between segments are not clamped.
        low: isLast ? whole.low : -Infinity,
        high: isLast ? whole.high : Infinity,
      },
    };
  });
}
