/** study.csv: one row a point, RFC 4180 (comma, CRLF, quotes doubled inside quotes), units in the header. */
import { formatRepair } from '../pruning/repairText';
import { finalAccuracy, type OperatingPoint, type Proportion, type Study } from './record';
import { wilsonInterval } from './wilson';

type Cell = string | number | undefined;
type Column = readonly [header: string, cell: (point: OperatingPoint) => Cell];

const COLUMNS: readonly Column[] = [
  ['method', ({ plan }) => plan.method],
  ['scope', ({ plan }) => plan.scope],
  ['ranking', ({ plan }) => plan.ranking],
  ['rounding', ({ plan }) => plan.rounding],
  ['min_channels', ({ plan }) => plan.minChannels],
  ['level', ({ plan }) => plan.level],
  ['repair', ({ plan }) => formatRepair(plan.repair)],
  ['schedule', ({ plan }) => plan.schedule],
  ['seed', ({ plan }) => plan.seed],
  ['parameters', ({ parameters }) => parameters],
  ['non_zeros', ({ nonZeros }) => nonZeros],
  ['macs', ({ macs }) => macs],
  ['dense_bytes', ({ bytes }) => bytes.dense],
  ['encoded_bytes', ({ bytes }) => bytes.encoded],
  ['gzip_bytes', ({ bytes }) => bytes.gzip],
  ['images', ({ accuracy }) => accuracy.afterCutting.total],
  ['correct_after_cutting', ({ accuracy }) => accuracy.afterCutting.correct],
  ['correct_after_repair', ({ accuracy }) => accuracy.afterRepair?.correct],
  ['accuracy_after_cutting_percent', ({ accuracy }) => percent(accuracy.afterCutting)],
  ['accuracy_after_repair_percent', ({ accuracy }) => percent(accuracy.afterRepair)],
  ['final_accuracy_low_95_percent', (point) => bound(point, 'low')],
  ['final_accuracy_high_95_percent', (point) => bound(point, 'high')],
  ['cross_entropy_after_cutting_nats', ({ crossEntropy }) => crossEntropy?.afterCutting],
  ['cross_entropy_after_repair_nats', ({ crossEntropy }) => crossEntropy?.afterRepair ?? undefined],
  ...latencyColumns('tfjs'),
  ...latencyColumns('kernels'),
];

export function studyCsv({ points }: Pick<Study, 'points'>): string {
  const header = COLUMNS.map(([name]) => name);
  const rows = points.map((point) => COLUMNS.map(([, cell]) => quoted(cell(point))));
  return [header, ...rows].map((cells) => `${cells.join(',')}\r\n`).join('');
}

function latencyColumns(runtime: 'tfjs' | 'kernels'): Column[] {
  const fields = ['median', 'p25', 'p75', 'p95'] as const;
  return [
    ...fields.map((field): Column => [
      `latency_${runtime}_${field}_ms`,
      ({ latencyMs }) => latencyMs[runtime]?.[field],
    ]),
    [`latency_${runtime}_runs`, ({ latencyMs }) => latencyMs[runtime]?.runs],
  ];
}

/** Two decimals: the correct and total beside it are exact. */
function percent(value: Proportion | null): Cell {
  return value ? ((100 * value.correct) / value.total).toFixed(2) : undefined;
}

function bound(point: OperatingPoint, side: 'low' | 'high'): string {
  return (100 * wilsonInterval(finalAccuracy(point))[side]).toFixed(2);
}

function quoted(cell: Cell): string {
  const text = cell === undefined ? '' : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
