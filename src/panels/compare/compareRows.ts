/** Two points side by side: what the second has against the first. */
import { besideOther, poweredIn, ratioToFirst, timedIn } from '../../study/pairComparison';
import { RUNTIMES, type RuntimeId } from '../../study/runtimes';
import { withEstimate } from '../../study/energy';
import { mayBeEqual } from '../../study/latencyRatio';
import type { PairedDifference } from '../../study/pairedDifference';
import { finalAccuracy, type OperatingPoint } from '../../study/point';
import { shareText } from '../../study/shareText';
import { energyText } from '../energy/joules';
import { wordsApart } from '../results/environmentsApart';
import { bytes, change, count, milliseconds, millions } from '../../words/numbers';
import { words } from '../../words/words';
import { inWords } from '../../words/inWords';

const say = words.results.compare;
const names = words.figures.rows;
const compared = words.comparisons;

export interface ComparedRow {
  readonly name: string;
  readonly first: string;
  readonly second: string;
  readonly change: string;
  /** What sets the environments of both figures apart; absent where they are one, or do not matter. */
  readonly places?: readonly [string, string];
}

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
  const row = (
    name: string,
    x: number | null,
    y: number | null,
    write: (value: number) => string,
  ) => ({
    name,
    first: x === null ? '–' : write(x),
    second: y === null ? '–' : write(y),
    change: x === null || y === null ? '' : change(y, x),
  });
  return [
    accuracyRow(a, b, paired),
    row(names.parameters, a.parameters, b.parameters, count),
    row(names.nonZeros, a.nonZeros, b.nonZeros, count),
    row(names.macs, a.macs, b.macs, millions),
    row(names.bytesEncoded, a.bytes.encoded, b.bytes.encoded, bytes),
    row(names.bytesGzip, a.bytes.gzip, b.bytes.gzip, bytes),
    ...RUNTIMES.flatMap((runtime) => {
      const [x, y] = [a, b].map(({ latencyMs }) => latencyMs[runtime.id]?.memoryBytes);
      const name = names.memory(inWords('runtimes', runtime).label);
      return x && y ? [row(name, x, y, bytes)] : [];
    }),
    ...RUNTIMES.flatMap((runtime) => {
      const { id } = runtime;
      const [x, y] = [a.latencyMs[id]?.median, b.latencyMs[id]?.median];
      if (!x || !y) return [];
      const timed = {
        ...row(names.latency(inWords('runtimes', runtime).label), x, y, milliseconds),
        change: ratio(a, b, id),
      };
      return [placed(timed, wordsApart(timedIn(a, b, id), timedIn(b, a, id), here))];
    }),
    ...energyRows(a, b, here),
  ];
}

/** Figures of two environments have no difference: no machine is measured by another's milliseconds or joules. */
function placed(row: ComparedRow, places: ReturnType<typeof wordsApart>): ComparedRow {
  return places ? { ...row, places, change: say.twoEnvironments } : row;
}

function accuracyRow(
  a: OperatingPoint,
  b: OperatingPoint,
  paired: PairedDifference | null,
): ComparedRow {
  const share = (point: OperatingPoint) => {
    const accuracy = finalAccuracy(point);
    return accuracy.total === 0 ? '–' : say.accuracy(shareText(accuracy), accuracy.total);
  };
  const difference = paired ? compared.twoPoints(paired) : say.notComparable;
  return { name: names.accuracy, first: share(a), second: share(b), change: difference };
}

function ratio(a: OperatingPoint, b: OperatingPoint, runtime: RuntimeId): string {
  const found = ratioToFirst(a, b, runtime);
  return found ? compared.ratioToFirst(found, mayBeEqual(found)) : say.notComparable;
}

/** Joules of two sources are not compared; estimated ones are latencies under another name. */
function energyRows(a: OperatingPoint, b: OperatingPoint, here: string): ComparedRow[] {
  const [x, y] = [a.energy, b.energy];
  if (!x || !y) return [];
  const places = wordsApart(poweredIn(a, b), poweredIn(b, a), here);
  return (['gross', 'aboveIdle'] as const).map((key) => {
    const [one, other] = [x.perInferenceJ[key], y.perInferenceJ[key]];
    const apart = one.high < other.low || other.high < one.low;
    const written = change(other.mean, one.mean);
    const comparable = x.source === y.source && one.mean > 0;
    const estimated = x.source === 'estimated' && y.source === 'estimated';
    const verdict = apart ? written : say.intervalsOverlap(written);
    const own = comparable ? verdict : say.notComparable;
    const row = {
      name: say.energy[key],
      first: energyText(x, key),
      second: energyText(y, key),
      change: estimated && x.runtime === y.runtime && x.runtime ? ratio(a, b, x.runtime) : own,
    };
    return placed(row, places);
  });
}
