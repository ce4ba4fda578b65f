import { planKey } from '../pruning/planKey';
import type { Plan } from '../pruning/plan';
import type { OperatingPoint, Proportion } from '../study/record';
import type { CompleteMeasurement } from './measurer';

/** An operating point with what only the page keeps: the answers behind its accuracies. */
export interface MeasuredPoint {
  /** Equal for the same method, network and images: a newer measurement takes the older one's place. */
  readonly id: string;
  readonly point: OperatingPoint;
  /** Null where the point came from a file: a study file does not hold single answers. */
  readonly answers: PointAnswers | null;
}

/** Predicted class of each test image, in the order of the file. */
export interface PointAnswers {
  readonly afterCutting: Uint8Array;
  readonly afterRepair: Uint8Array | null;
}

/** Level 0 is the same network for every method, but a point of each method's own line. */
export function pointId(plan: Plan, images: number): string {
  return `${plan.method} ${planKey(plan)} images=${images}`;
}

export function measuredPoint(
  { plan, images, accuracy, size, latency }: CompleteMeasurement,
  labels: Uint8Array,
): MeasuredPoint {
  const answers = {
    afterCutting: accuracy.afterCutting.predictions,
    afterRepair: accuracy.afterRepair?.predictions ?? null,
  };
  const point: OperatingPoint = {
    plan,
    parameters: size.parameters,
    nonZeros: size.nonZeros,
    macs: size.macs,
    bytes: { dense: size.denseBytes, encoded: size.encodedBytes, gzip: size.gzipBytes },
    accuracy: {
      afterCutting: proportion(answers.afterCutting, labels),
      afterRepair: answers.afterRepair && proportion(answers.afterRepair, labels),
    },
    latencyMs: { tfjs: latency },
    energy: null,
  };
  return { id: pointId(plan, images), point, answers };
}

export function importedPoint(point: OperatingPoint): MeasuredPoint {
  return { id: pointId(point.plan, point.accuracy.afterCutting.total), point, answers: null };
}

function proportion(predictions: Uint8Array, labels: Uint8Array): Proportion {
  let correct = 0;
  for (let i = 0; i < predictions.length; i++) if (predictions[i] === labels[i]) correct++;
  return { correct, total: predictions.length };
}

/** The accuracy that counts: after repair where there was one. */
export function finalAccuracy({ accuracy }: OperatingPoint): Proportion {
  return accuracy.afterRepair ?? accuracy.afterCutting;
}

export function finalAnswers({ answers }: MeasuredPoint): Uint8Array | null {
  return answers && (answers.afterRepair ?? answers.afterCutting);
}
