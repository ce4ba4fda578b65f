import { clamped, roundToEven } from './arithmetic';
import type { TensorScale } from './quantisedNetwork';
import type { Range } from './ranges';

/** Far below any activation, far above where float32 products of two scales vanish. */
const LEAST_SCALE = 2 ** -40;
const STEPS = 255;
const LOWEST = -128;
const HIGHEST = 127;

/** Spreads the 256 whole numbers over a range, moved by half a step at most so that 0 is one of them. */
export function scaleOf({ low, high }: Range): TensorScale {
  const extent = high - low;
  // Of a map that is always zero: whatever else it may once hold is coarse rather than cut off.
  if (extent === 0) return { scale: 1, zeroPoint: LOWEST };
  const scale = Math.fround(Math.max(extent / STEPS, LEAST_SCALE));
  const zeroPoint = clamped(roundToEven(LOWEST - low / scale), { low: LOWEST, high: HIGHEST });
  return { scale, zeroPoint };
}
