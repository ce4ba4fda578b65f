/** Operating points that somebody else wrote: in a file of any schema. */
import * as v from 'valibot';
import {
  amount,
  count,
  list,
  object,
  oneOf,
  shareFrom,
  text,
  what,
  type Schema,
} from '../base/schema';
import { BOARD_TROUBLES } from '../base/boardTroubles';
import { energyFields, runtime } from './energySchema';
import { MOST_SAMPLES } from './latencySamples';
import { filePlanSchema } from './planSchema';
import type { Origin } from './point';

const proportion = v.pipe(
  object({ correct: count, total: count }),
  v.check(({ correct, total }) => correct <= total, what('is-proportion')),
);

const ratio = v.pipe(
  object({ denseMedian: amount, ratio: amount, low: amount, high: amount }),
  v.check(({ ratio: middle, low, high }) => low <= middle && middle <= high, what('is-ratio')),
);

const FEW = what('is-list-within', { most: MOST_SAMPLES });
const runs = v.pipe(list(amount), v.maxLength(MOST_SAMPLES, FEW));

const latency = object({
  ...{ median: amount, p25: amount, p75: amount, p95: amount, runs: count },
  threads: v.optional(count),
  memoryBytes: v.optional(count),
  troubles: v.optional(list(oneOf(BOARD_TROUBLES))),
  vsDense: v.optional(ratio),
  samples: v.optional(object({ ms: runs, denseMs: v.optional(runs) })),
});

const share = shareFrom(-1, 1);
const difference = object({
  ...{ images: count, onlyFirst: count, onlySecond: count, p: amount },
  ...{ difference: share, low: share, high: share },
});

const repairStep = object({
  step: text,
  accuracy: proportion,
  seconds: amount,
  workers: v.optional(count),
});

/** What points of all schemas have. */
const measured = {
  parameters: count,
  nonZeros: count,
  macs: count,
  bytes: object({ dense: count, encoded: count, gzip: v.nullable(count) }),
  accuracy: beforeAndAfter(proportion),
  accuracyVsDense: v.optional(difference),
  repairSteps: v.optional(list(repairStep)),
  saturated: v.optional(object({ share: shareFrom(0, 1), images: count })),
  notes: v.optional(list(text)),
  crossEntropy: v.optional(beforeAndAfter(amount)),
  perClass: v.optional(beforeAndAfter(list(v.nullable(proportion)))),
  kernels: v.optional(list(text)),
  latencyMs: object({ tfjs: v.optional(latency), kernels: v.optional(latency) }),
  runtime: v.optional(runtime),
};

/** Without any origin. */
export const bareFields = {
  plan: filePlanSchema,
  ...measured,
  energy: v.nullable(object(energyFields)),
};

/** @param origin of a latency or of joules that have one of their own */
export function pointFields<O extends Schema<Origin>>(origin: O) {
  const energy = object({ ...energyFields, origin: v.optional(origin) });
  return { ...bareFields, latencyOrigin: v.optional(origin), energy: v.nullable(energy) };
}

function beforeAndAfter<S extends Schema>(value: S) {
  return object({ afterCutting: value, afterRepair: v.nullable(value) });
}
