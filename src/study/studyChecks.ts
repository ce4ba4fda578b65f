/** What a foreign study.json must hold, field by field. */
import { RUNTIMES } from './runtimes';
import type { Proportion } from './proportion';
import {
  amount,
  both,
  count,
  is,
  list,
  nullable,
  object,
  optional,
  text,
  truth,
} from '../base/checks';
import type { Check } from '../base/checks';
import { energy } from './energyCheck';
import type { LatencyRatio } from './latencyRatio';
import { note } from '../words/refusal';

const ISO_8601 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/;
/** A browser also reads `1` and `June 5` as dates. */
export const date = is(
  note('is-date'),
  (value) => typeof value === 'string' && ISO_8601.test(value) && !Number.isNaN(Date.parse(value)),
);

const proportion = both(
  object({ correct: count, total: count }),
  is(note('is-proportion'), (value) => {
    const { correct, total } = value as Proportion;
    return correct <= total;
  }),
);

const latency = object({
  ...{ median: amount, p25: amount, p75: amount, p95: amount, runs: count },
  threads: optional(count),
  memoryBytes: optional(count),
  vsDense: optional(
    both(
      object({ denseMedian: amount, ratio: amount, low: amount, high: amount }),
      is(note('is-ratio'), (value) => {
        const { ratio, low, high } = value as LatencyRatio;
        return low <= ratio && ratio <= high;
      }),
    ),
  ),
});

function beforeAndAfter(check: Check): Check {
  return object({ afterCutting: check, afterRepair: nullable(check) });
}

const share = is(
  note('is-share', { least: -1, most: 1 }),
  (value) => typeof value === 'number' && value >= -1 && value <= 1,
);

export const wholeShare = is(
  note('is-share', { least: 0, most: 1 }),
  (value) => typeof value === 'number' && value >= 0 && value <= 1,
);

const difference = object({
  ...{ images: count, onlyFirst: count, onlySecond: count, p: amount },
  ...{ difference: share, low: share, high: share },
});

/** What points of all schemas have. @param plan of the plan as it stands in the file */
function pointWith(plan: Check, more: Readonly<Record<string, Check>>): Check {
  return object({
    plan,
    parameters: count,
    nonZeros: count,
    macs: count,
    bytes: object({ dense: count, encoded: count, gzip: nullable(count) }),
    accuracy: beforeAndAfter(proportion),
    accuracyVsDense: optional(difference),
    repairSteps: optional(
      list(object({ step: text, accuracy: proportion, seconds: amount, workers: optional(count) })),
    ),
    saturated: optional(object({ share: wholeShare, images: count })),
    notes: optional(list(text)),
    crossEntropy: optional(beforeAndAfter(amount)),
    perClass: optional(beforeAndAfter(list(nullable(proportion)))),
    kernels: optional(list(text)),
    latencyMs: object({ tfjs: optional(latency), kernels: optional(latency) }),
    runtime: optional(oneOf(RUNTIMES.map((runtime) => runtime.id))),
    energy: nullable(energy),
    ...more,
  });
}

const environmentOne = object({
  measuredAt: date,
  model: text,
  dataset: text,
  images: count,
  userAgent: text,
  cores: count,
  workers: count,
  crossOriginIsolated: truth,
  tfjsVersion: text,
  backend: text,
  simd: truth,
  threads: count,
});

export function schemaOne(plan: Check): Check {
  return object({ environment: environmentOne, points: list(pointWith(plan, {})) });
}

export const bundle = object({
  id: nullable(text),
  name: nullable(text),
  checksums: eachOf(text),
});

const environment = object({
  installation: optional(text),
  device: object({
    architecture: nullable(text),
    bitness: nullable(count),
    platform: nullable(text),
    platformVersion: nullable(text),
    model: nullable(text),
    cores: nullable(count),
    memoryGb: nullable(amount),
  }),
  browser: object({ userAgent: nullable(text), version: nullable(text) }),
  engine: nullable(
    object({
      tfjsVersion: text,
      backend: text,
      simd: truth,
      threads: count,
      kernels: nullable(oneOf(['simd', 'relaxed', 'none'])),
    }),
  ),
  workers: nullable(count),
  crossOriginIsolated: nullable(truth),
  model: bundle,
  dataset: bundle,
});

/** Environments first: points are checked against the ids that there are. */
export function schemaTwo(plan: Check): Check {
  return both(object({ environments: eachOf(environment) }), (file, path) => {
    const { environments } = file as { environments: object };
    const id = is(
      note('is-environment-id'),
      (value) => typeof value === 'string' && Object.hasOwn(environments, value),
    );
    const origin = { environment: id, measuredAt: date };
    const point = pointWith(plan, {
      ...origin,
      latencyOrigin: optional(object(origin)),
      energy: nullable(both(energy, object({ origin: optional(object(origin)) }))),
    });
    return object({ points: list(point) })(file, path);
  });
}

function oneOf(choices: readonly string[]): Check {
  return is(note('is-one-of', { choices }), (value) => choices.some((known) => known === value));
}

function eachOf(check: Check): Check {
  return both(object({}), (value, path) => {
    const fields = Object.keys(value as object).map((name) => [name, check] as const);
    return object(Object.fromEntries(fields))(value, path);
  });
}
