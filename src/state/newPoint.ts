import { runtimeOf } from '../study/runtimes';
import { idOf, pointId, type MeasuredPoint } from '../study/measuredPoint';
import type { OperatingPoint, Origin } from '../study/point';
import { formatStep } from '../pruning/repairText';
import { endsBehindCut } from '../pruning/repairs';
import type { Plan } from '../pruning/plan';
import type { PointResult, Answers, CountedSize, LoadedLab } from '../protocol/lab';
import type { Subject } from '../subject/subject';
import { sentence } from '../words/sentence';
import { confusionMatrix, correctAnswers, perClassAccuracy } from '../study/confusion';
import type { CompleteMeasurement, NetworkTiming } from './measurer';

/** A point of what workers have just measured; its latency is timed later. */
export function newPoint(
  { plan, images, runtime, accuracy }: CompleteMeasurement,
  {
    testLabels,
    subject,
  }: Pick<LoadedLab, 'testLabels'> & { readonly subject: Pick<Subject, 'network'> },
  origin: Origin,
): MeasuredPoint {
  const { size } = accuracy;
  const point: OperatingPoint = {
    plan,
    origin,
    runtime: runtimeOf(plan, runtime),
    ...figuresOf(size, size.gzipBytes),
    ...(size.kernels ? { kernels: size.kernels } : {}),
    ...summary(accuracy, testLabels, subject.network.classes),
    ...repairOf(accuracy),
    latencyMs: {},
    energy: null,
  };
  const answers = {
    afterCutting: accuracy.afterCutting.predictions,
    afterRepair: accuracy.afterRepair?.predictions ?? null,
    confidences: {
      afterCutting: accuracy.afterCutting.confidences,
      afterRepair: accuracy.afterRepair?.confidences ?? null,
    },
  };
  return { id: pointId(plan, images, origin.environment), point, answers };
}

/** A point of what was timed before its pictures are answered. */
export function timedPoint(
  plan: Plan,
  { latencyMs, size }: NetworkTiming,
  origin: Origin,
): MeasuredPoint {
  const point: OperatingPoint = {
    plan,
    origin,
    ...figuresOf(size, null),
    accuracy: { afterCutting: NONE, afterRepair: endsBehindCut(plan) ? NONE : null },
    latencyMs,
    energy: null,
  };
  return { id: idOf(point), point, answers: null };
}

const NONE = { correct: 0, total: 0 };

function figuresOf(size: CountedSize, gzip: number | null) {
  const { parameters, nonZeros, macs, denseBytes: dense, encodedBytes: encoded } = size;
  return { parameters, nonZeros, macs, bytes: { dense, encoded, gzip } };
}

function summary(accuracy: PointResult, labels: Uint16Array, classes: number) {
  if (accuracy.afterCutting.predictions.length === 0) return withoutPictures(accuracy);
  const cut = judged(accuracy.afterCutting, labels, classes);
  const repaired = accuracy.afterRepair && judged(accuracy.afterRepair, labels, classes);
  return {
    accuracy: { afterCutting: cut.correct, afterRepair: repaired?.correct ?? null },
    crossEntropy: { afterCutting: cut.crossEntropy, afterRepair: repaired?.crossEntropy ?? null },
    perClass: { afterCutting: cut.perClass, afterRepair: repaired?.perClass ?? null },
  };
}

/** Nothing is known of it: neither accuracy nor loss. */
function withoutPictures({ afterRepair }: PointResult) {
  return { accuracy: { afterCutting: NONE, afterRepair: afterRepair && NONE } };
}

function repairOf({ repairSteps, saturated, notes }: PointResult) {
  const steps = repairSteps.map(({ step, correct, total, seconds, workers }) => ({
    step: formatStep(step),
    accuracy: { correct, total },
    seconds,
    ...(workers && { workers }),
  }));
  const told = [...new Set(notes.map(sentence))];
  return {
    ...(steps.length > 0 && { repairSteps: steps }),
    ...(saturated && { saturated }),
    ...(told.length > 0 && { notes: told }),
  };
}

function judged({ predictions, crossEntropySum }: Answers, labels: Uint16Array, classes: number) {
  const matrix = confusionMatrix(predictions, labels, classes);
  return {
    correct: correctAnswers(matrix),
    crossEntropy: crossEntropySum / predictions.length,
    perClass: perClassAccuracy(matrix),
  };
}
