/** Shares the images of a point out among workers and joins what they answer. */
import type {
  PointPart,
  PointResult,
  AccuracyTick,
  Answers,
  ImageRange,
  RepairedStep,
} from '../protocol/lab';

/** Whole batches, so that no worker runs a short one in between. */
const GRAIN = 16;

/** Up to `parts` ranges that cover the first `images` images in order: one, of none, where there are no images. */
export function splitRange(images: number, parts: number): ImageRange[] {
  if (images === 0) return [{ from: 0, to: 0 }];
  const length = Math.ceil(images / parts / GRAIN) * GRAIN;
  const count = Math.ceil(images / length);
  return Array.from({ length: count }, (_, part) => ({
    from: part * length,
    to: Math.min((part + 1) * length, images),
  }));
}

const STAGES = [
  'cutting',
  'after-cutting',
  'repair',
  'after-repair',
  'rest-after-cutting',
] as const;
const REPAIR = STAGES.indexOf('repair');

/**
 * Sums the ticks of all parts. The stage is that of the part that is behind; parts that are further on count with
 * the last they told of it.
 */
export class TickSum {
  private readonly latest: AccuracyTick[][];

  constructor(parts: number) {
    this.latest = Array.from({ length: parts }, () => []);
  }

  add(part: number, tick: AccuracyTick): AccuracyTick {
    this.latest[part][STAGES.indexOf(tick.stage)] = tick;
    const reached = this.latest.map((ticks) => Math.max(1, ticks.length - 1));
    const behind = Math.min(...reached);
    let [correct, total] = [0, 0];
    for (const ticks of this.latest) {
      correct += ticks[behind]?.correct ?? 0;
      total += ticks[behind]?.total ?? 0;
    }
    const stage = STAGES[behind];
    if (stage !== 'repair') return { stage, correct, total };
    const { step } = this.latest[0][REPAIR] ?? tick;
    // All parts train the same network: one of them tells of it.
    return { stage, correct, total, step, training: part === 0 ? tick.training : undefined };
  }
}

/** @param parts results of neighbouring ranges, in order */
export function joinResults(parts: readonly PointPart[]): PointResult {
  const afterRepair = parts.map((part) => part.afterRepair).filter((answers) => answers !== null);
  return {
    afterCutting: joinAnswers(parts.map((part) => part.afterCutting)),
    afterRepair: afterRepair.length > 0 ? joinAnswers(afterRepair) : null,
    cuttingMs: Math.max(...parts.map((part) => part.cuttingMs)),
    repairMs: Math.max(...parts.map((part) => part.repairMs)),
    repairSteps: joinSteps(parts.map((part) => part.repairSteps)),
    ...(parts[0].saturated && { saturated: parts[0].saturated }),
    notes: parts[0].notes,
    size: parts[0].size!,
  };
}

function joinAnswers(parts: readonly Answers[]): Answers {
  const range = { from: parts[0].range.from, to: parts[parts.length - 1].range.to };
  const predictions = new Uint16Array(range.to - range.from);
  const confidences = new Float32Array(predictions.length);
  for (const part of parts) {
    predictions.set(part.predictions, part.range.from - range.from);
    confidences.set(part.confidences, part.range.from - range.from);
  }
  const crossEntropySum = parts.reduce((sum, part) => sum + part.crossEntropySum, 0);
  return { range, predictions, confidences, crossEntropySum };
}

/** Every part made the same steps on the same network. */
function joinSteps(parts: readonly (readonly RepairedStep[])[]): RepairedStep[] {
  return parts[0].map((first, i) => {
    const own = parts.map((part) => part[i]);
    const sum = (of: (done: RepairedStep) => number) => own.reduce((total, s) => total + of(s), 0);
    return {
      ...first,
      correct: sum(({ correct }) => correct),
      total: sum(({ total }) => total),
      seconds: Math.max(...own.map(({ seconds }) => seconds)),
    };
  });
}
