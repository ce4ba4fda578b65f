import { awaitsPictures, type Energy, hasLatency, type OperatingPoint, type Origin } from './point';
import type { Latencies } from './latency';
import { planKey } from '../pruning/planKey';
import type { Plan } from '../pruning/plan';
import { isDense } from '../pruning/repairs';
import { withoutEstimate } from './energy';
import { environmentId, type Environment } from './environment';

/** An operating point with what only the page keeps: the answers behind its accuracies. */
export interface MeasuredPoint {
  /** Equal for the same method, network, images and environment: a newer measurement takes the older one's place. */
  readonly id: string;
  readonly point: OperatingPoint;
  /** Null where the point came from a file: a study file does not hold single answers. */
  readonly answers: PointAnswers | null;
}

/** Predicted class of each test image, in the order of the file. */
export interface PointAnswers {
  readonly afterCutting: Uint16Array;
  readonly afterRepair: Uint16Array | null;
  /** Softmax probability of each of these classes, 0 to 1; absent where an earlier version of the page stored the point. */
  readonly confidences?: {
    readonly afterCutting: Float32Array;
    readonly afterRepair: Float32Array | null;
  };
}

/** Level 0 is the same network for every method, but a point of each method's own line. */
export function pointId(plan: Plan, images: number, environment: Environment): string {
  return `${plan.method} ${planKey(plan)} images=${images} ${environmentId(environment)}`;
}

/** Equal for plans that draw the same energy: the uncut network, unless it is trained, has nothing to repair. */
export function energyKey(plan: Plan): string {
  return planKey(isDense(plan) ? { ...plan, repair: [] } : plan);
}

/** One plan of each network that is metered for itself: the last of those that draw the same energy. */
export function networksOf(plans: readonly Plan[]): Plan[] {
  return [...new Map(plans.map((plan) => [energyKey(plan), plan])).values()];
}

export function withLatency(
  item: MeasuredPoint,
  latencyMs: Latencies,
  latencyOrigin: Origin,
): MeasuredPoint {
  const energy = withoutEstimate(item.point.energy);
  return { ...item, point: { ...item.point, latencyMs, latencyOrigin, energy } };
}

/** The answers have come: the latency that came first stays. */
export function withEarlierLatency(
  item: MeasuredPoint,
  before: MeasuredPoint | null | undefined,
): MeasuredPoint {
  if (!before || !awaitsPictures(before.point) || hasLatency(item.point)) return item;
  const { latencyMs, latencyOrigin, origin } = before.point;
  return hasLatency(before.point) ? withLatency(item, latencyMs, latencyOrigin ?? origin) : item;
}

export function withEnergy(item: MeasuredPoint, energy: Energy): MeasuredPoint {
  return { ...item, point: { ...item.point, energy } };
}

export function importedPoint(point: OperatingPoint): MeasuredPoint {
  return { id: idOf(point), point, answers: null };
}

export function idOf({ plan, accuracy, origin }: OperatingPoint): string {
  return pointId(plan, accuracy.afterCutting.total, origin.environment);
}

export function finalAnswers({ answers }: MeasuredPoint): Uint16Array | null {
  return answers && (answers.afterRepair ?? answers.afterCutting);
}

/**
 * Later points take the place of earlier ones with the same id, where those stood. One that was timed before its
 * pictures were answered goes where there is one of the same network that has answered, on however many.
 */
export function merged(
  first: readonly MeasuredPoint[],
  second: readonly MeasuredPoint[],
): readonly MeasuredPoint[] {
  const all = [...byId([...first, ...second]).values()];
  const answered = new Set(
    all.filter(({ point }) => !awaitsPictures(point)).map(({ point }) => awaitingId(point)),
  );
  return all.filter(({ id, point }) => !awaitsPictures(point) || !answered.has(id));
}

/** The last of each id, where its first stood. */
export function byId(points: readonly MeasuredPoint[]): ReadonlyMap<string, MeasuredPoint> {
  return new Map(points.map((item) => [item.id, item]));
}

/** Of points that have joules, by what draws the same energy; the first of each. */
export function energiesOf(points: readonly MeasuredPoint[]): ReadonlyMap<string, Energy> {
  const metered = points.flatMap(({ point: { plan, energy } }) =>
    energy ? [[energyKey(plan), energy] as const] : [],
  );
  return new Map(metered.reverse());
}

/** Of the point that its network has while its pictures wait. */
export function awaitingId({ plan, origin }: Pick<OperatingPoint, 'plan' | 'origin'>): string {
  return pointId(plan, 0, origin.environment);
}

/** A latency without its ratio is of before there were ratios: it is timed once more. */
export function isTimed({ plan, latencyMs }: OperatingPoint): boolean {
  const besideDense = Object.values(latencyMs).some(({ vsDense }) => vsDense !== undefined);
  return besideDense || (hasLatency({ latencyMs }) && isDense(plan));
}
