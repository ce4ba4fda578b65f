/** Learning rates over a training run. */
import type { Rate } from '../pruning/plan';

/** Share of the run in which one-cycle rises, and how far its ends lie below the peak (Smith & Topin 2018; PyTorch). */
const RISE = 0.3;
const START_DIVISOR = 25;
const END_DIVISOR = 2.5e5;

/**
 * From peak / 25 up to the peak, then down to almost nothing, both along half a cosine.
 * @param progress share of the run that is done, in [0, 1]
 */
export function oneCycle(peak: number, progress: number): number {
  if (progress < RISE) return between(peak / START_DIVISOR, peak, progress / RISE);
  return between(peak, peak / END_DIVISOR, (progress - RISE) / (1 - RISE));
}

/** From the peak down to 0 along half a cosine (Loshchilov & Hutter 2017, without restarts). */
export function cosine(peak: number, progress: number): number {
  return between(peak, 0, progress);
}

const CURVES: Record<Rate, (peak: number, progress: number) => number> = {
  'one-cycle': oneCycle,
  cosine,
};

export function learningRate(rate: Rate, peak: number, progress: number): number {
  return CURVES[rate](peak, progress);
}

function between(start: number, end: number, share: number): number {
  return end + (start - end) * 0.5 * (1 + Math.cos(Math.PI * Math.min(1, share)));
}
