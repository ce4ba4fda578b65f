import type { Proportion } from './proportion';

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** 97.5 % quantile of the standard normal distribution. */
const Z = 1.959963984540054;

/**
 * 95 % score interval of a proportion, as shares in [0, 1]. It stays inside [0, 1] and holds its promise for
 * small samples and for shares near 0 and 1, where the textbook interval does not. No images exclude nothing.
 * Source: Wilson, "Probable Inference, the Law of Succession, and Statistical Inference" (1927).
 */
export function wilsonInterval({ correct, total }: Proportion): Interval {
  if (total === 0) return { low: 0, high: 1 };
  const share = correct / total;
  const zz = (Z * Z) / total;
  const centre = (share + zz / 2) / (1 + zz);
  const half = Math.sqrt(share * (1 - share) * zz + (zz * zz) / 4) / (1 + zz);
  // Rounding must not push a bound past the share itself where that is 0 or 1.
  return {
    low: Math.max(0, Math.min(share, centre - half)),
    high: Math.min(1, Math.max(share, centre + half)),
  };
}
