/** Which of two networks is faster: a guess for each runtime before they are timed, and what the timing says. */
import { defaultPlan } from '../pruning/validatePlan';
import { mayBeEqual } from './latencyRatio';
import { ratioToFirst } from './pairComparison';
import type { OperatingPoint } from './point';
import type { RuntimeId } from './runtimes';

/** Many zeros that stay where they are, against fewer channels that are gone. */
export const CONTENDERS = {
  zeros: { ...defaultPlan('magnitude-global'), level: 0.8 },
  channels: { ...defaultPlan('l1-norm'), level: 0.4 },
} as const;

export const GUESSES = ['zeros', 'channels', 'equal'] as const;
export type Guess = (typeof GUESSES)[number];

export interface FasterAnswer {
  readonly faster: Guess;
  /** How many times as fast the faster one is, ≥ 1. */
  readonly times: number;
}

/** Null where they cannot be compared: see `ratioToFirst`. */
export function fasterOf(
  zeros: OperatingPoint,
  channels: OperatingPoint,
  runtime: RuntimeId,
): FasterAnswer | null {
  const found = ratioToFirst(zeros, channels, runtime);
  if (!found) return null;
  const { ratio } = found;
  const faster = ratio < 1 ? 'channels' : 'zeros';
  return { faster: mayBeEqual(found) ? 'equal' : faster, times: Math.max(ratio, 1 / ratio) };
}
