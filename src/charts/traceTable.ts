import type { Trace } from '../meter/trace';
import { decimal, timeOfDay } from '../words/numbers';

/** Stretches of time that a person can read through. */
export const MOST_STRETCHES = 24;

/** Of stretches of equal length: when each begins, its mean watts, its lowest and its highest; none where nothing came. */
export function traceRows({ fromMs, binMs, lowW, highW, meanW }: Trace): string[][] {
  const bins = Math.ceil(meanW.length / MOST_STRETCHES);
  const firsts = Array.from({ length: Math.ceil(meanW.length / bins) }, (_, i) => i * bins);
  return firsts.flatMap((first) => {
    const of = (watts: Float32Array) =>
      [...watts.subarray(first, first + bins)].filter((one) => !Number.isNaN(one));
    const means = of(meanW);
    if (means.length === 0) return [];
    const mean = means.reduce((sum, watts) => sum + watts, 0) / means.length;
    const figures = [mean, Math.min(...of(lowW)), Math.max(...of(highW))];
    return [[timeOfDay(new Date(fromMs + first * binMs)), ...figures.map((w) => decimal(w, 3))]];
  });
}
