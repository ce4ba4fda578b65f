/** Checks the energy of a point in a foreign study.json. */
import { RUNTIMES } from './runtimes';
import type { EnergySource } from '../meter/energy/energyRecord';
import type { Interval } from '../meter/energy/inferenceEnergy';
import { amount, both, count, is, list, nullable, object, optional, text } from '../base/checks';
import type { Check } from '../base/checks';
import { note } from '../words/refusal';

const SOURCES: readonly EnergySource[] = ['measured', 'simulated', 'estimated'];

/** Above idle it may lie below 0, where the meter cannot tell the load from idle. */
const joules = is(note('is-number'), Number.isFinite);
const interval = both(
  object({
    ...{ mean: joules, low: joules, high: joules },
    ...{ random: optional(amount), systematic: optional(amount), gain: optional(amount) },
  }),
  is(note('is-interval'), (value) => {
    const { mean, low, high } = value as Interval;
    return low <= mean && mean <= high;
  }),
);

const window = object({
  seconds: amount,
  inferences: count,
  meanW: nullable(amount),
  idleW: nullable(amount),
  idleDriftShare: nullable(amount),
  idleVolts: nullable(amount),
  meanVolts: nullable(amount),
  lowestVolts: nullable(amount),
  samples: count,
  coveredShare: amount,
  latencyDrift: amount,
  spoiled: nullable(text),
});

export const energy: Check = object({
  source: oneOf(SOURCES),
  meter: nullable(text),
  perInferenceJ: object({ gross: interval, aboveIdle: interval }),
  windows: list(window),
  disturbed: optional(list(text)),
  accuracy: optional(object({ id: optional(text), share: amount, amps: amount, source: text })),
  notes: optional(list(text)),
  runtime: optional(oneOf(RUNTIMES.map(({ id }) => id))),
  cores: optional(count),
  threads: optional(count),
});

function oneOf(choices: readonly string[]): Check {
  return is(note('is-one-of', { choices }), (value) => choices.some((known) => known === value));
}
