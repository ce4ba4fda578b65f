/** The table that `npm run study` prints. */
import { RUNTIMES } from '../src/study/runtimes';
import type { Plan } from '../src/pruning/plan';
import { levelPercent } from '../src/base/percent';
import { settingWords, unusualRepair } from '../src/pruning/planName';
import { adviceSentence } from '../src/study/adviceSentence';
import { betterPoint } from '../src/study/betterPoint';
import { paceSentences } from '../src/study/paceSentences';
import type { LatencySummary } from '../src/study/latency';
import { shareText } from '../src/study/shareText';
import { type OperatingPoint } from '../src/study/point';
import { words } from '../src/words/words';
import { commands } from '../src/words/commands';
import { inWords } from '../src/words/inWords';

const heads = commands.study.columns;
const MEMORY = RUNTIMES.filter(({ tellsMemory }) => tellsMemory);
const COLUMNS = [
  ...[...heads.point, ...heads.accuracy],
  ...MEMORY.map((row) => heads.memory(inWords('runtimes', row).label)),
  ...RUNTIMES.flatMap((row) => heads.latency(inWords('runtimes', row).label)),
  ...heads.energy,
];

/** One line a point, columns aligned, units in the head; below, the notes of points that have some. */
export function studyTable(points: readonly OperatingPoint[]): string {
  const rows = [[...COLUMNS], ...points.map(row)];
  const widths = COLUMNS.map((_, column) => Math.max(...rows.map((cells) => cells[column].length)));
  const lines = rows.map((cells) => align(cells, widths));
  const below = [...points.flatMap(noteLines), ...adviceLines(points), ...paceSentences(points)];
  return [...lines, ...below].join('\n');
}

/** Of points that another precision of less cutting leaves behind; the table itself shows the others. */
function adviceLines(points: readonly OperatingPoint[]): string[] {
  return points.flatMap((point) => {
    const better = betterPoint(point, points);
    if (!better?.quantisedFirst) return [];
    const { plan } = point;
    return [commands.study.note(nameOf(plan), levelOf(plan), adviceSentence(point, better))];
  });
}

function noteLines({ plan, notes = [] }: OperatingPoint): string[] {
  return notes.map((note) => commands.study.note(nameOf(plan), levelOf(plan), note));
}

/** The method's id, and whatever differs from its default. */
function nameOf(plan: Plan): string {
  return [plan.method, ...settingWords(plan), ...unusualRepair(plan)].join(', ');
}

/** Three decimals, or as many as it has. */
function levelOf({ level }: Plan): string {
  const exact = String(levelPercent(level) / 100);
  return exact.length > 5 ? exact : level.toFixed(3);
}

/** After one step after another where there were several: `74.10 > 91.60 > 92.40`. */
function repaired({ accuracy, repairSteps = [] }: OperatingPoint): string {
  if (repairSteps.length > 1)
    return repairSteps.map((step) => shareText(step.accuracy)).join(' > ');
  return shareText(accuracy.afterRepair);
}

function row(point: OperatingPoint): string[] {
  return [
    nameOf(point.plan),
    levelOf(point.plan),
    String(point.parameters),
    String(point.nonZeros),
    (point.macs / 1e6).toFixed(2),
    (point.bytes.encoded / 1e3).toFixed(0),
    shareText(point.accuracy.afterCutting),
    repaired(point),
    point.accuracyVsDense ? words.comparisons.difference(point.accuracyVsDense) : '–',
    ...MEMORY.map(({ id }) => memoryCell(point.latencyMs[id])),
    ...RUNTIMES.flatMap(({ id }) => latencyCells(point.latencyMs[id])),
    ...energyCells(point),
  ];
}

function memoryCell(timed: LatencySummary | undefined): string {
  return timed?.memoryBytes === undefined ? '–' : (timed.memoryBytes / 1e3).toFixed(0);
}

function latencyCells(timed: LatencySummary | undefined): string[] {
  return [
    timed?.median.toFixed(2) ?? '–',
    timed?.vsDense ? words.comparisons.ratio(timed.vsDense) : '–',
  ];
}

/** Half of the interval behind each value; what is not measured says so. */
function energyCells({ energy }: OperatingPoint): string[] {
  if (!energy) return ['–', '–', '–'];
  const { gross, aboveIdle } = energy.perInferenceJ;
  const cell = ({ mean, low, high }: typeof gross) =>
    `${(1e3 * mean).toFixed(3)} ± ${(500 * (high - low)).toFixed(3)}`;
  return [cell(gross), cell(aboveIdle), energy.source];
}

function align(cells: readonly string[], widths: readonly number[]): string {
  return cells
    .map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i])))
    .join('  ');
}
