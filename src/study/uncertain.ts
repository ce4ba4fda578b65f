/** What was measured, and how far the truth may lie from it. */
import { normalShare } from '../base/normal';

export interface Uncertain {
  readonly value: number;
  /** Standard deviation of what errs in this value alone; 0 where it is exact. */
  readonly sd: number;
  /** What errs in several values alike, such as one meter's factor. */
  readonly shared: readonly SharedError[];
}

export interface SharedError {
  /** Values that name the same cause err together. */
  readonly cause: string;
  readonly sd: number;
}

export function exactly(value: number): Uncertain {
  return { value, sd: 0, shared: [] };
}

/** Standard deviation of all that errs in it. */
export function deviation({ sd, shared }: Uncertain): number {
  return Math.hypot(sd, ...shared.map((error) => error.sd));
}

/** How likely the truth is no larger than `limit`. */
export function chanceWithin(quantity: Uncertain, limit: number): number {
  const sd = deviation(quantity);
  if (sd === 0) return quantity.value <= limit ? 1 : 0;
  return normalShare((limit - quantity.value) / sd);
}
