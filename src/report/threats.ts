/** What speaks against a study's figures: only what its own points and windows show. */
import { trainingStep } from '../pruning/repairs';
import { planKey } from '../pruning/planKey';
import { paceSentences } from '../study/paceSentences';
import { environmentId } from '../study/environment';
import {
  awaitsPictures,
  energyOrigin,
  finalAccuracy,
  latencyOrigin,
  type Study,
} from '../study/point';
import { studyPlans } from '../study/studyPlans';
import { wilsonInterval } from '../study/wilson';
import { reportWords } from '../words/reportWords';

const say = reportWords.threats;

type Threat = (study: Study) => readonly string[];

/** One row each; several sentences, or none. */
const THREATS: readonly Threat[] = [
  fewPictures,
  differentPictures,
  chosenByTheSame,
  oneTraining,
  mixedEnvironments,
  ({ points }) => paceSentences(points),
  coarseTimer,
  fewRuns,
  noMeter,
  disturbedJoules,
  spoiledWindows,
  spoiledElse,
  missingPoints,
  unanswered,
];

export function threatsOf(study: Study): readonly string[] {
  return THREATS.flatMap((threat) => threat(study));
}

/** The widest interval: two networks that lie nearer to each other may be equal. */
function fewPictures({ points }: Study): string[] {
  const known = points.map(finalAccuracy).filter(({ total }) => total > 0);
  if (known.length === 0) return [];
  const halves = known.map((accuracy) => {
    const { low, high } = wilsonInterval(accuracy);
    return (high - low) / 2;
  });
  return [say.pictures(Math.min(...known.map(({ total }) => total)), Math.max(...halves))];
}

function differentPictures({ points }: Study): string[] {
  const counts = new Set(points.map((point) => finalAccuracy(point).total).filter((n) => n > 0));
  return counts.size > 1 ? [say.differentPictures([...counts].sort((a, b) => a - b))] : [];
}

/** The best of many is a little better by luck. */
function chosenByTheSame({ points }: Study): string[] {
  return points.length > 1 ? [say.chosenByTheSame] : [];
}

function oneTraining({ points }: Study): string[] {
  const trained = points.filter(({ plan }) => trainingStep(plan.repair));
  const seeds = new Set(trained.map(({ plan }) => plan.seed));
  return trained.length > 0 && seeds.size === 1 ? [say.oneTraining(trained.length)] : [];
}

function mixedEnvironments({ points }: Study): string[] {
  const origins = points.flatMap((point) => [
    point.origin,
    ...(latencyOrigin(point) ? [latencyOrigin(point)!] : []),
    ...(energyOrigin(point) ? [energyOrigin(point)!] : []),
  ]);
  const count = new Set(origins.map(({ environment }) => environmentId(environment))).size;
  return count > 1 ? [say.environments(count)] : [];
}

function coarseTimer({ points }: Study): string[] {
  const timed = points.flatMap((point) => latencyOrigin(point)?.environment ?? []);
  return timed.some(({ crossOriginIsolated }) => crossOriginIsolated === false)
    ? [say.coarseTimer]
    : [];
}

/** As many as the lab times at least. */
const USUAL_RUNS = 30;

function fewRuns({ points }: Study): string[] {
  const runs = points.flatMap(({ latencyMs }) => Object.values(latencyMs).map((own) => own.runs));
  const fewest = Math.min(...runs);
  return runs.length > 0 && fewest < USUAL_RUNS ? [say.fewRuns(fewest)] : [];
}

function noMeter({ points }: Study): string[] {
  const of = (source: string) => points.filter(({ energy }) => energy?.source === source).length;
  return (['simulated', 'estimated'] as const).flatMap((source) =>
    of(source) > 0 ? [say[source](of(source))] : [],
  );
}

function disturbedJoules({ points }: Study): string[] {
  const count = points.filter(({ energy }) => energy?.disturbed).length;
  return count > 0 ? [say.disturbed(count)] : [];
}

function spoiledWindows({ points }: Study): string[] {
  const windows = points.flatMap(({ energy }) => energy?.windows ?? []);
  const causes = windows.flatMap(({ spoiled }) => spoiled ?? []);
  return causes.length > 0 ? [say.spoiledWindows(windows.length, counted(causes))] : [];
}

/** What is told of windows is told once. */
function spoiledElse({ about, points }: Study): string[] {
  const windows = points.flatMap(({ energy }) => energy?.windows ?? []);
  const told = windows.map(({ spoiled }) => spoiled);
  const reasons = (about?.spoiled ?? []).map(({ reason }) => reason);
  const causes = reasons.filter((reason) => !told.includes(reason));
  return causes.length > 0 ? [say.spoiledElse(counted(causes))] : [];
}

/** Asked for and not there: a run that broke off, or a plan that could not be measured. */
function missingPoints({ about, points }: Study): string[] {
  const there = new Set(points.map(({ plan }) => planKey(plan)));
  const asked = (about?.runs ?? []).flatMap(({ request }) => {
    const order = studyPlans(request, null);
    return order.ok ? order.value.plans.map(planKey) : [];
  });
  const missing = new Set(asked.filter((key) => !there.has(key)));
  return missing.size > 0 ? [say.missing(missing.size, new Set(asked).size)] : [];
}

function unanswered({ points }: Study): string[] {
  const count = points.filter(awaitsPictures).length;
  return count > 0 ? [say.unanswered(count)] : [];
}

/** `throttled (3)`, the most frequent first. */
function counted(causes: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const cause of causes) counts.set(cause, (counts.get(cause) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a).map(([cause, n]) => say.cause(cause, n));
}
