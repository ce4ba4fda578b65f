import type { Random } from './seededRandom';

/** Half of a 95 % interval over the standard deviation. */
export const NORMAL_95 = 1.959963984540054;

/** Standard normal deviates, two at a time. Source: Box & Muller, "A Note on the Generation of Random Normal Deviates" (1958). */
export function normalDeviates(random: Random): () => number {
  let spare: number | null = null;
  return () => {
    if (spare !== null) {
      const second = spare;
      spare = null;
      return second;
    }
    const radius = Math.sqrt(-2 * Math.log(1 - random()));
    const angle = 2 * Math.PI * random();
    spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  };
}

const TAIL = [0.31938153, -0.356563782, 1.781477937, -1.821255978, 1.330274429];

/** Share of a standard normal distribution below `z`, to 10⁻⁷. Source: Abramowitz & Stegun (1964), 26.2.17. */
export function normalShare(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const polynomial = TAIL.reduceRight((sum, factor) => t * (factor + sum), 0);
  const tail = (polynomial * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI);
  return z > 0 ? 1 - tail : tail;
}
