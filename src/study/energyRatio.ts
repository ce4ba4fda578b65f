/** Joules of one network over those of another, under the same meter. */
import type { Energy } from './point';
import type { Interval } from '../meter/energy/inferenceEnergy';

/**
 * A meter that shows all powers 1 % too high does so for both networks: its factor cancels, everything else stays.
 * @returns null where the two cannot be compared: another meter, an estimate, another load, or too little above idle
 */
export function energyRatio(
  energy: Energy,
  dense: Energy,
  key: keyof Energy['perInferenceJ'],
): Interval | null {
  const isSame = (['source', 'meter', 'runtime', 'cores', 'threads'] as const).every(
    (field) => energy[field] === dense[field],
  );
  const [own, other] = [energy, dense].map(({ perInferenceJ }) => perInferenceJ[key]);
  const shares = [ownShare(own), ownShare(other)];
  if (!isSame || shares.includes(NaN) || !(own.mean > 0) || !(other.low > 0)) return null;
  const mean = own.mean / other.mean;
  const half = mean * Math.hypot(...shares);
  return { mean, low: mean - half, high: mean + half };
}

/** Half of the 95 % interval without the meter's factor, as a share of the mean; NaN where that is not known. */
function ownShare({
  mean,
  random = NaN,
  systematic = NaN,
  gain = NaN,
}: Energy['perInferenceJ']['gross']): number {
  const rest = Math.max(systematic ** 2 - gain ** 2, 0);
  return Math.sqrt(random ** 2 + rest) / mean;
}
