import type { Energy } from '../study/record';
import { planKey } from '../pruning/planKey';
import { formatRepair } from '../pruning/repairText';
import type { Plan } from '../pruning/plan';
import { isDense } from '../pruning/repairs';
import type { AccuracyResult, Answers, LoadedLab } from '../protocol/lab';
import { confusionMatrix, correctAnswers, perClassAccuracy } from '../study/confusion';
import { withoutEstimate } from '../study/energy';
import { environmentId, type Environment, type Origin } from '../study/environment';
import type { OperatingPoint } from '../study/record';
import type { CompleteMeasurement, Latencies } from './measurer';

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
}

/** Level 0 is the same network for every method, but a point of each method's own line. */
export function pointId(plan: Plan, images: number, environment: Environment): string {
  return `${plan.method} ${planKey(plan)} images=${images} ${environmentId(environment)}`;
}

/** Equal for plans that draw the same energy: the uncut network, unless it is trained, has nothing to repair. */
export function energyKey(plan: Plan): string {
  return planKey(isDense(plan) ? { ...plan, repair: [] } : plan);
}

/** Its latency is timed later. */
export function measuredPoint(
  { plan, images, runtime, accuracy }: CompleteMeasurement,
  { testLabels, classNames }: Pick<LoadedLab, 'testLabels' | 'classNames'>,
  origin: Origin,
): MeasuredPoint {
  const { size } = accuracy;
  const point: OperatingPoint = {
    plan,
    origin,
    runtime,
    parameters: size.parameters,
    nonZeros: size.nonZeros,
    macs: size.macs,
    bytes: { dense: size.denseBytes, encoded: size.encodedBytes, gzip: size.gzipBytes },
    ...summary(accuracy, testLabels, classNames.length),
    ...repairOf(accuracy),
    ...(size.kernels ? { kernels: size.kernels } : {}),
    latencyMs: {},
    energy: null,
  };
  const answers = {
    afterCutting: accuracy.afterCutting.predictions,
    afterRepair: accuracy.afterRepair?.predictions ?? null,
  };
  return { id: pointId(plan, images, origin.environment), point, answers };
}

function summary(accuracy: AccuracyResult, labels: Uint16Array, classes: number) {
  const cut = judged(accuracy.afterCutting, labels, classes);
  const repaired = accuracy.afterRepair && judged(accuracy.afterRepair, labels, classes);
  return {
    accuracy: { afterCutting: cut.correct, afterRepair: repaired?.correct ?? null },
    crossEntropy: { afterCutting: cut.crossEntropy, afterRepair: repaired?.crossEntropy ?? null },
    perClass: { afterCutting: cut.perClass, afterRepair: repaired?.perClass ?? null },
  };
}

function repairOf({ repairSteps, notes }: AccuracyResult) {
  const steps = repairSteps.map(({ step, correct, total, seconds, workers }) => ({
    step: formatRepair([step]),
    accuracy: { correct, total },
    seconds,
    ...(workers && { workers }),
  }));
  return { ...(steps.length > 0 && { repairSteps: steps }), ...(notes.length > 0 && { notes }) };
}

function judged({ predictions, crossEntropySum }: Answers, labels: Uint16Array, classes: number) {
  const matrix = confusionMatrix(predictions, labels, classes);
  return {
    correct: correctAnswers(matrix),
    crossEntropy: crossEntropySum / predictions.length,
    perClass: perClassAccuracy(matrix),
  };
}

export function withLatency(
  item: MeasuredPoint,
  latencyMs: Latencies,
  latencyOrigin: Origin,
): MeasuredPoint {
  const energy = withoutEstimate(item.point.energy);
  return { ...item, point: { ...item.point, latencyMs, latencyOrigin, energy } };
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

/** Later points take the place of earlier ones with the same id, where those stood. */
export function merged(
  first: readonly MeasuredPoint[],
  second: readonly MeasuredPoint[],
): readonly MeasuredPoint[] {
  return [...new Map([...first, ...second].map((point) => [point.id, point])).values()];
}

/** A latency without its ratio is of before there were ratios: it is timed once more. */
export function isTimed(point: OperatingPoint | undefined): boolean {
  const timed = point?.latencyMs.tfjs;
  return timed !== undefined && (timed.vsDense !== undefined || isDense(point!.plan));
}
