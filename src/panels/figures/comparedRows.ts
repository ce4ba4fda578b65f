/** Rows of the card whose value means little without the dense network's: on the same pictures, in the same rounds. */
import type { FigureRow } from './figureRow';
import type { Runtime } from '../../study/runtimes';
import type { LatencySummary } from '../../study/latency';
import { mayBeEqual } from '../../study/latencyRatio';
import { mayBeChance } from '../../study/pairedDifference';
import { awaitsPictures, finalAccuracy, type OperatingPoint } from '../../study/point';
import { shareText } from '../../study/shareText';
import { change, milliseconds, percent, points } from '../../words/numbers';
import { words } from '../../words/words';
import { inWords } from '../../words/inWords';

const say = words.figures;
const compared = words.comparisons;

/** What a ratio's interval does not tell from 1 is called neither faster nor slower. */
export function ratioChange({ vsDense }: LatencySummary): Pick<FigureRow, 'change' | 'sure'> {
  if (!vsDense) return { change: '' };
  const sure = !mayBeEqual(vsDense);
  return { change: sure ? change(vsDense.ratio, 1) : '≈', sure };
}

/** Once a plan was timed, the dense latency is that of the same rounds, not of another moment. */
export function latencyRow(
  runtime: Runtime,
  dense: LatencySummary | undefined,
  measured: LatencySummary | undefined,
): FigureRow {
  const denseMs = measured ? (measured.vsDense?.denseMedian ?? null) : (dense?.median ?? null);
  return {
    id: `latency-${runtime.id}`,
    name: say.rows.latency(inWords('runtimes', runtime).label, (measured ?? dense)?.threads),
    noted: true,
    dense: denseMs === null ? null : milliseconds(denseMs),
    planned: null,
    ...(measured ? ratioChange(measured) : { change: '' }),
    exact: undefined,
    measured: measured ? milliseconds(measured.median) : null,
    detail: measured && timing(measured),
  };
}

export function timing(latency: LatencySummary): string {
  const { vsDense } = latency;
  const ratio = vsDense ? compared.ratioToDense(vsDense, mayBeEqual(vsDense)) : null;
  return say.timing(ratio, latency);
}

/** The accuracy that the point is judged by. The dense one stands beside it only where it is of the same pictures. */
export function accuracyRow(
  dense: OperatingPoint | null,
  measured: OperatingPoint | null,
): FigureRow {
  const row = {
    ...({ id: 'accuracy', name: say.rows.accuracy, noted: true } as const),
    planned: null,
    exact: undefined,
  };
  if (!measured) {
    const alone = dense && accuracyOf(dense);
    return { ...row, dense: alone, change: '', measured: null, detail: undefined };
  }
  const paired = measured.accuracyVsDense;
  const own = { ...row, measured: accuracyOf(measured) };
  const { correct, total } = finalAccuracy(measured);
  if (awaitsPictures(measured))
    return { ...own, dense: dense && accuracyOf(dense), change: '', detail: say.notAnswered };
  if (total === 0) return { ...own, dense: null, change: '', detail: say.noPictures };
  if (paired)
    return {
      ...own,
      dense: percent(correct / total - paired.difference),
      change: points(paired.difference),
      sure: !mayBeChance(paired),
      detail: compared.againstDense(paired, paired.images, mayBeChance(paired)),
    };
  const bare = measured.plan.level === 0;
  const why = say.otherImages(total);
  return { ...own, dense: bare ? own.measured : null, change: '', detail: bare ? undefined : why };
}

/** Null of no images. */
function accuracyOf(point: OperatingPoint): string | null {
  const accuracy = finalAccuracy(point);
  return accuracy.total === 0 ? null : `${shareText(accuracy)} %`;
}
