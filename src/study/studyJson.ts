/** study.json, schema 1; README.md describes every field. */
import type { Outcome, Plan, Repair } from '../pruning/plan';
import { formatRepair, parseRepair } from '../pruning/repairText';
import { refusal, validatePlan } from '../pruning/validatePlan';
import { amount, both, count, is, list, nullable, object, optional, text, truth } from './checks';
import type { Check } from './checks';
import { energy } from './energyCheck';
import type { LatencyRatio } from './latencyRatio';
import type { OperatingPoint, Proportion, Study } from './record';

export const STUDY_SCHEMA = 1;

/** A plan as it stands in a file: its repair is a text. */
type FilePlan = Omit<Plan, 'repair'> & { readonly repair: string };
type FilePoint = Omit<OperatingPoint, 'plan'> & { readonly plan: FilePlan };

/** Plans of files that were written before there was a minimum or a schedule had none. */
const NO_MINIMUM = 1;
const NO_SCHEDULE = 'one-shot';

export function formatStudy({ environment, points }: Study): string {
  const file = { schema: STUDY_SCHEMA, environment, points: points.map(filePoint) };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** Refuses with a sentence that names the first field that is missing or wrong. */
export function parseStudy(json: string): Outcome<Study> {
  const file = parseJson(json);
  if (!file.ok) return file;
  const complaint = STUDY(file.value, '');
  if (complaint !== null)
    return refusal('study', `${complaint}; this is no study.json of schema 1`);
  const { environment, points } = file.value as { points: FilePoint[] } & Pick<
    Study,
    'environment'
  >;
  return { ok: true, value: { environment, points: points.map(memoryPoint) } };
}

function parseJson(json: string): Outcome<unknown> {
  try {
    return { ok: true, value: JSON.parse(json) };
  } catch (error) {
    const reason = (error as Error).message;
    return refusal('study', `invalid study: not JSON (${reason}); choose a study.json`);
  }
}

function filePoint({ plan, ...measured }: OperatingPoint): FilePoint {
  const { method, scope, ranking, rounding, minChannels, level, repair, schedule, seed } = plan;
  const { shares } = plan;
  return {
    plan: {
      method,
      scope,
      ranking,
      rounding,
      minChannels,
      level,
      ...(shares ? { shares } : {}),
      repair: formatRepair(repair),
      schedule,
      seed,
    },
    ...measured,
  };
}

function memoryPoint({ plan, ...measured }: FilePoint): OperatingPoint {
  const repair = parseRepair(plan.repair);
  if (!repair.ok) throw new Error(`unchecked repair: ${plan.repair}`);
  return { plan: memoryPlan(plan, repair.value), ...measured };
}

function memoryPlan(plan: Omit<FilePlan, 'repair'>, repair: Repair): Plan {
  const { minChannels = NO_MINIMUM, schedule = NO_SCHEDULE } = plan;
  return { ...plan, minChannels, schedule, repair };
}

const plan: Check = (value, path) => {
  const { repair: repairText, ...rest } = value as FilePlan;
  const repair = parseRepair(repairText);
  const checked = repair.ok ? validatePlan(memoryPlan(rest, repair.value)) : repair;
  return checked.ok ? null : `${path}: ${checked.message}`;
};

const proportion = both(
  object({ correct: count, total: count }),
  is('a proportion: correct must not exceed total, and total must be at least 1', (value) => {
    const { correct, total } = value as Proportion;
    return total >= 1 && correct <= total;
  }),
);

const latency = object({
  ...{ median: amount, p25: amount, p75: amount, p95: amount, runs: count },
  vsDense: optional(
    both(
      object({ denseMedian: amount, ratio: amount, low: amount, high: amount }),
      is('a ratio inside its interval: low must not exceed ratio, nor ratio high', (value) => {
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
  'a share from -1 to 1',
  (value) => typeof value === 'number' && value >= -1 && value <= 1,
);

const difference = object({
  ...{ images: count, onlyFirst: count, onlySecond: count, p: amount },
  ...{ difference: share, low: share, high: share },
});

const point = object({
  plan: both(object({ method: text, repair: text }), plan),
  parameters: count,
  nonZeros: count,
  macs: count,
  bytes: object({ dense: count, encoded: count, gzip: count }),
  accuracy: beforeAndAfter(proportion),
  accuracyVsDense: optional(difference),
  repairSteps: optional(list(object({ step: text, accuracy: proportion, seconds: amount }))),
  notes: optional(list(text)),
  crossEntropy: optional(beforeAndAfter(amount)),
  perClass: optional(beforeAndAfter(list(nullable(proportion)))),
  kernels: optional(list(text)),
  latencyMs: object({ tfjs: optional(latency), kernels: optional(latency) }),
  energy: nullable(energy),
});

const environment = object({
  measuredAt: is(
    'a date and time in ISO 8601',
    (value) => !Number.isNaN(Date.parse(String(value))),
  ),
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

const STUDY = object({
  schema: is(`${STUDY_SCHEMA}`, (value) => value === STUDY_SCHEMA),
  environment,
  points: list(point),
});
