/** The rules of the GUM (JCGM 100:2008): standard uncertainties, their combination and the coverage factor. */
import { student95, Z95 } from './student';

/** One standard uncertainty, in the unit of what it belongs to. */
export interface Uncertainty {
  readonly standard: number;
  /** Degrees of freedom; Infinity where the limits are known (type B). */
  readonly freedom: number;
}

export const CERTAIN: Uncertainty = { standard: 0, freedom: Infinity };

/** Anywhere within ± the limit, each place as likely as another (4.3.7). */
export function rectangular(limit: number): Uncertainty {
  return { standard: Math.abs(limit) / Math.sqrt(3), freedom: Infinity };
}

/** Independent components: root of the sum of squares, freedom by Welch and Satterthwaite (G.4.1). */
export function combined(...components: readonly Uncertainty[]): Uncertainty {
  const standard = Math.hypot(...components.map((component) => component.standard));
  const fourths = components.map((component) => component.standard ** 4 / component.freedom);
  const fourth = fourths.reduce((total, value) => total + value, 0);
  return { standard, freedom: fourth > 0 ? standard ** 4 / fourth : Infinity };
}

export function scaled({ standard, freedom }: Uncertainty, factor: number): Uncertainty {
  return { standard: standard * Math.abs(factor), freedom };
}

/** Half of the 95 % interval: coverage factor by Student's t of the effective freedom (G.3.2). */
export function half95({ standard, freedom }: Uncertainty): number {
  return standard * (Number.isFinite(freedom) ? student95(Math.max(freedom, 1)) : Z95);
}
