/** The columns of the table of results, a row each: what stands in a cell, and what its column is sorted by. */
import { methodOf, METHODS } from '../../pruning/methods';
import type { Plan } from '../../pruning/plan';
import { settingWords } from '../../pruning/planName';
import { formatRepair } from '../../pruning/repairText';
import type { Slowness } from '../../study/denseDrift';
import { troubleWords } from '../../study/paceSentences';
import { withEstimate } from '../../study/energy';
import { environmentWords } from '../../study/environmentTraits';
import { mayBeEqual } from '../../study/latencyRatio';
import type { MeasuredPoint } from '../../study/measuredPoint';
import { mayBeChance } from '../../study/pairedDifference';
import { awaitsPictures, type Energy, type OperatingPoint } from '../../study/point';
import { shareOf, type Proportion } from '../../study/proportion';
import { RUNTIMES, type Runtime, type RuntimeId } from '../../study/runtimes';
import { shareText } from '../../study/shareText';
import { inWords } from '../../words/inWords';
import { bytes, decimal, levelText, millions } from '../../words/numbers';
import { words } from '../../words/words';
import { energyDetail, energyText } from '../energy/joules';
import { timing } from '../figures/comparedRows';

const say = words.results.table;
const compared = words.comparisons;

export interface PointRow {
  readonly item: MeasuredPoint;
  /** As the page shows it: beside the dense network. */
  readonly point: OperatingPoint;
  /** Measured, or estimated where it was not. */
  readonly energy: Energy | null;
  /** As it is given on the command line. */
  readonly repair: string;
  /** What sets its environment apart; '' where there is only one. */
  readonly where: string;
  /** How slow the machine itself was. */
  readonly slow: Slowness;
}

export interface Column {
  readonly id: string;
  readonly head: string;
  /** What rows are sorted by; null where the row has none of it. */
  readonly value: (row: PointRow) => number | string | null;
  readonly text: (row: PointRow) => string;
  readonly hint?: (row: PointRow) => string | undefined;
  /** Whether the cell says little: chance, or an estimate. */
  readonly soft?: (row: PointRow) => boolean;
}

/** @param kept whether the plan's network is kept in the browser */
export function pointRow(
  item: MeasuredPoint,
  point: OperatingPoint,
  runtime: RuntimeId,
  kept: boolean,
  where: string,
  slow: Slowness = {},
): PointRow {
  const repair = formatRepair(point.plan.repair);
  const { energy } = withEstimate(point, runtime);
  return { item, point, energy, repair: kept ? say.kept(repair) : repair, where, slow };
}

/** By method as in the chooser, then by level. */
export function usualOrder({ method, level }: Plan): number {
  return METHODS.findIndex(({ id }) => id === method) + level;
}

/** The method, and what differs from its defaults. */
export function methodText({ plan }: OperatingPoint): string {
  const { label } = inWords('methods', methodOf(plan.method));
  return words.planNames.list([label, ...settingWords(plan)]);
}

const FIRST: readonly Column[] = [
  {
    id: 'method',
    head: say.method,
    value: ({ point }) => usualOrder(point.plan),
    text: ({ point }) => methodText(point),
  },
  {
    id: 'level',
    head: say.level,
    value: ({ point }) => point.plan.level,
    text: ({ point }) => levelText(point.plan.level),
  },
  accuracyColumn('cut', say.cut, ({ accuracy }) => accuracy.afterCutting),
  accuracyColumn('repaired', say.repaired, ({ accuracy }) => accuracy.afterRepair),
  {
    id: 'images',
    head: say.images,
    value: ({ point }) => point.accuracy.afterCutting.total,
    text: ({ point }) =>
      awaitsPictures(point) ? say.waiting : `${point.accuracy.afterCutting.total}`,
  },
  {
    id: 'against-dense',
    head: say.againstDense,
    value: ({ point }) => point.accuracyVsDense?.difference ?? null,
    text: ({ point: { accuracyVsDense: paired } }) => (paired ? compared.difference(paired) : '–'),
    soft: ({ point: { accuracyVsDense: paired } }) => Boolean(paired && mayBeChance(paired)),
  },
  sizeColumn('parameters', say.parameters, ({ parameters }) => parameters, millions),
  sizeColumn('non-zeros', say.nonZeros, ({ nonZeros }) => nonZeros, millions),
  sizeColumn('macs', say.macs, ({ macs }) => macs, millions),
  sizeColumn('encoded', say.encoded, (point) => point.bytes.encoded, bytes),
  sizeColumn('gzip', say.gzip, (point) => point.bytes.gzip, bytes),
  ...RUNTIMES.filter(({ tellsMemory }) => tellsMemory).map(memoryColumn),
  ...RUNTIMES.flatMap((runtime) => [latencyColumn(runtime), ratioColumn(runtime)]),
  energyColumn('energy', say.energy, 'gross'),
  energyColumn('above-idle', say.aboveIdle, 'aboveIdle'),
  {
    id: 'repair',
    head: say.repair,
    value: ({ repair }) => repair,
    text: ({ repair }) => repair,
    soft: () => true,
  },
];

const PLACE: Column = {
  id: 'where',
  head: say.measuredWith,
  value: ({ where }) => where,
  text: ({ where }) => where,
  hint: ({ point: { origin } }) =>
    say.measuredAt(environmentWords(origin.environment), origin.measuredAt),
  soft: () => true,
};

/** @param several environments: a column tells them apart */
export function columnsOf(several: boolean): readonly Column[] {
  return several ? [...FIRST, PLACE] : FIRST;
}

function accuracyColumn(
  id: string,
  head: string,
  of: (point: OperatingPoint) => Proportion | null,
): Column {
  const share = (accuracy: Proportion | null) => accuracy && shareOf(accuracy);
  return {
    ...{ id, head },
    value: ({ point }) => share(of(point)),
    text: ({ point }) => shareText(of(point)),
  };
}

function sizeColumn(
  id: string,
  head: string,
  of: (point: OperatingPoint) => number | null | undefined,
  text: (value: number) => string,
): Column {
  return {
    ...{ id, head },
    value: ({ point }) => of(point) ?? null,
    text: ({ point }) => written(of(point), text),
  };
}

function memoryColumn(runtime: Runtime): Column {
  const { label } = inWords('runtimes', runtime);
  return sizeColumn(
    `memory-${runtime.id}`,
    words.figures.rows.memory(label),
    ({ latencyMs }) => latencyMs[runtime.id]?.memoryBytes,
    bytes,
  );
}

function latencyColumn(runtime: Runtime): Column {
  const timed = ({ point }: PointRow) => point.latencyMs[runtime.id];
  return {
    id: `latency-${runtime.id}`,
    head: say.milliseconds(inWords('runtimes', runtime).label),
    value: (row) => timed(row)?.median ?? null,
    text: (row) =>
      written(timed(row)?.median, (median) => {
        const text = decimal(median, 2);
        return timingMarks(row, runtime.id).length === 0 ? text : say.slow(text);
      }),
    hint: (row) => {
      const latency = timed(row);
      return (
        latency && timingMarks(row, runtime.id).reduce((text, mark) => mark(text), timing(latency))
      );
    },
  };
}

/** What the machine has done to these milliseconds: each adds to what is said of them. */
function timingMarks({ point, slow }: PointRow, runtime: RuntimeId): ((text: string) => string)[] {
  const share = slow[runtime];
  const { troubles = [] } = point.latencyMs[runtime] ?? {};
  return [
    ...(share === undefined ? [] : [(text: string) => say.slowHint(text, share)]),
    ...(troubles.length === 0
      ? []
      : [(text: string) => say.troubledHint(text, troubleWords(troubles))]),
  ];
}

function ratioColumn({ id }: Runtime): Column {
  const ratio = ({ point }: PointRow) => point.latencyMs[id]?.vsDense;
  return {
    id: `ratio-${id}`,
    head: say.ratio,
    value: (row) => ratio(row)?.ratio ?? null,
    text: (row) => written(ratio(row), compared.ratio),
    soft: (row) => {
      const known = ratio(row);
      return known !== undefined && mayBeEqual(known);
    },
  };
}

function energyColumn(id: string, head: string, key: keyof Energy['perInferenceJ']): Column {
  return {
    ...{ id, head },
    value: ({ energy }) => energy?.perInferenceJ[key].mean ?? null,
    text: ({ energy }) => (energy ? energyText(energy, key) : '–'),
    hint: ({ energy }) => (energy ? energyDetail(energy) : undefined),
    soft: ({ energy }) => energy?.source === 'estimated',
  };
}

function written<T>(value: T | null | undefined, text: (value: T) => string): string {
  return value === null || value === undefined ? '–' : text(value);
}
