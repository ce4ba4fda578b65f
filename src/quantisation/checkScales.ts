/** Scales that came from a file. */
import { amount, both, is, list, object, wholeFrom, type Check } from '../base/checks';

/** A scale of 0 would stand for nothing. */
const step = both(
  amount,
  is(
    { code: 'is-number-from', values: { least: Number.MIN_VALUE, most: null } },
    (scale) => Math.fround(scale as number) > 0,
  ),
);
const tensorScale = object({ scale: step, zeroPoint: wholeFrom(-128, 127) });

/** `PerMap<TensorScale>`; whether there is one for every layer is for those to see who know the network. */
export const checkScales: Check = object({
  ...{ image: tensorScale, outputs: list(tensorScale), sums: list(tensorScale) },
});
