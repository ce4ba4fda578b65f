/** Two points side by side: what the second has against the first. */
import { besideOther, poweredIn, ratioToFirst, timedIn } from '../../study/pairComparison';
import { RUNTIMES, type RuntimeId } from '../../study/runtimes';
import { points, ratioText } from '../../study/comparisonWords';
import { withEstimate } from '../../study/energy';
import type { PairedDifference } from '../../study/pairedDifference';
import { finalAccuracy, type OperatingPoint } from '../../study/point';
import { energyText } from '../energy/joules';
import { wordsApart } from './environmentWords';
import { bytes, change, count, milliseconds, millions, percent } from '../../words/numbers';

export interface ComparedRow {
  readonly name: string;
  readonly first: string;
  readonly second: string;
  readonly change: string;
  /** What sets the environments of both figures apart; absent where they are one, or do not matter. */
  readonly places?: readonly [string, string];
}

/** No machine is measured by another's milliseconds or joules. */
const TWO_PLACES = 'not comparable: two environments';

/**
 * @param runtime that energy is estimated for where it was not measured
 * @param paired of the pictures that both have answered; null where their answers are not at hand
 * @param here installation of this browser
 */
export function compareRows(
  first: OperatingPoint,
  second: OperatingPoint,
  runtime: RuntimeId,
  paired: PairedDifference | null,
  here: string,
): ComparedRow[] {
  const [a, b] = [besideOther(first, second), besideOther(second, first)].map((point) =>
    withEstimate(point, runtime),
  );
  const row = (name: string, x: number, y: number, write: (value: number) => string) => ({
    name,
    first: write(x),
    second: write(y),
    change: change(y, x),
  });
  return [
    accuracyRow(a, b, paired),
    row('Parameters', a.parameters, b.parameters, count),
    row('Non-zeros', a.nonZeros, b.nonZeros, count),
    row('Multiplications', a.macs, b.macs, millions),
    row('Bytes, encoded', a.bytes.encoded, b.bytes.encoded, bytes),
    row('Bytes, gzip', a.bytes.gzip, b.bytes.gzip, bytes),
    ...RUNTIMES.flatMap(({ id, label }) => {
      const [x, y] = [a.latencyMs[id]?.median, b.latencyMs[id]?.median];
      if (!x || !y) return [];
      const compared = { ...row(`Latency, ${label}`, x, y, milliseconds), change: ratio(a, b, id) };
      return [placed(compared, wordsApart(timedIn(a, b, id), timedIn(b, a, id), here))];
    }),
    ...energyRows(a, b, here),
  ];
}

/** Figures of two environments have no difference. */
function placed(row: ComparedRow, places: ReturnType<typeof wordsApart>): ComparedRow {
  return places ? { ...row, places, change: TWO_PLACES } : row;
}

function accuracyRow(
  a: OperatingPoint,
  b: OperatingPoint,
  paired: PairedDifference | null,
): ComparedRow {
  const share = (point: OperatingPoint) => {
    const { correct, total } = finalAccuracy(point);
    return `${percent(correct / total)}, n ${count(total)}`;
  };
  const difference = paired
    ? `${points(paired.difference)} points (${points(paired.low)} to ${points(paired.high)})`
    : 'not comparable';
  return { name: 'Accuracy', first: share(a), second: share(b), change: difference };
}

function ratio(a: OperatingPoint, b: OperatingPoint, runtime: RuntimeId): string {
  const found = ratioToFirst(a, b, runtime);
  return found ? ratioText(found, 'the first') : 'not comparable';
}

/** Joules of two sources are not compared; estimated ones are latencies under another name. */
function energyRows(a: OperatingPoint, b: OperatingPoint, here: string): ComparedRow[] {
  const [x, y] = [a.energy, b.energy];
  if (!x || !y) return [];
  const words = wordsApart(poweredIn(a, b), poweredIn(b, a), here);
  return (['gross', 'aboveIdle'] as const).map((key) => {
    const [one, other] = [x.perInferenceJ[key], y.perInferenceJ[key]];
    const apart = one.high < other.low || other.high < one.low;
    const verdict = apart ? '' : ', intervals overlap';
    const comparable = x.source === y.source && one.mean > 0;
    const estimated = x.source === 'estimated' && y.source === 'estimated';
    const written = comparable ? `${change(other.mean, one.mean)}${verdict}` : 'not comparable';
    const row = {
      name: key === 'gross' ? 'Energy, gross' : 'Energy above idle',
      first: energyText(x, key),
      second: energyText(y, key),
      change: estimated && x.runtime === y.runtime && x.runtime ? ratio(a, b, x.runtime) : written,
    };
    return placed(row, words);
  });
}
