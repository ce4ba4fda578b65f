/** Joules that somebody else wrote. */
import * as v from 'valibot';
import { BOARD_TROUBLES } from '../base/boardTroubles';
import { amount, count, list, number, object, oneOf, text, what } from '../base/schema';
import { RUNTIMES } from './runtimes';

export const runtime = oneOf(RUNTIMES.map(({ id }) => id));

/** Above idle it may lie below 0, where the meter cannot tell the load from idle. */
const interval = v.pipe(
  object({
    ...{ mean: number, low: number, high: number },
    ...{ random: v.optional(amount), systematic: v.optional(amount), gain: v.optional(amount) },
  }),
  v.check(({ mean, low, high }) => low <= mean && mean <= high, what('is-interval')),
);

const window = object({
  seconds: amount,
  inferences: count,
  meanW: v.nullable(amount),
  idleW: v.nullable(amount),
  idleDriftShare: v.nullable(amount),
  idleVolts: v.nullable(amount),
  meanVolts: v.nullable(amount),
  lowestVolts: v.nullable(amount),
  samples: count,
  coveredShare: amount,
  latencyDrift: amount,
  spoiled: v.nullable(text),
  troubles: v.optional(list(oneOf(BOARD_TROUBLES))),
});

/** Without its origin, which names one of the file's environments. */
export const energyFields = {
  source: oneOf(['measured', 'simulated', 'estimated']),
  meter: v.nullable(text),
  perInferenceJ: object({ gross: interval, aboveIdle: interval }),
  windows: list(window),
  disturbed: v.optional(list(text)),
  accuracy: v.optional(object({ id: v.optional(text), share: amount, amps: amount, source: text })),
  notes: v.optional(list(text)),
  runtime: v.optional(runtime),
  cores: v.optional(count),
  threads: v.optional(count),
};
