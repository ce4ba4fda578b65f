/** study.csv: one row a point, units in the header. */
import {
  energyOrigin,
  finalAccuracy,
  latencyOrigin,
  type OperatingPoint,
  type Origin,
  type Study,
} from './point';
import { csvText, percentCell, type Cell } from './csvText';
import type { LatencySummary } from './latency';
import { RUNTIMES, type Runtime, type RuntimeId } from './runtimes';
import { percentDigits } from '../base/percent';
import { formatRatios } from '../pruning/ratiosText';
import { formatRepair } from '../pruning/repairText';
import { precisionOf } from '../pruning/repairs';
import { energyFigures } from './energy';
import type { Bundle } from '../subject/bundle';
import { environmentId, type Environment } from './environment';
import { wilsonInterval } from './wilson';

type Column = readonly [header: string, cell: (point: OperatingPoint) => Cell];
type EnvironmentColumn = readonly [header: string, cell: (environment: Environment) => Cell];

/** Of the point itself: where latency or energy have another one, its id stands in a column of its own. */
const ENVIRONMENT: readonly EnvironmentColumn[] = [
  ['architecture', ({ device }) => device.architecture],
  ['bitness', ({ device }) => device.bitness],
  ['platform', ({ device }) => device.platform],
  ['platform_version', ({ device }) => device.platformVersion],
  ['device_model', ({ device }) => device.model],
  ['cores', ({ device }) => device.cores],
  ['memory_gb', ({ device }) => device.memoryGb],
  ['browser', ({ browser }) => browser.version],
  ['user_agent', ({ browser }) => browser.userAgent],
  ['tfjs_version', ({ engine }) => engine?.tfjsVersion],
  ['backend', ({ engine }) => engine?.backend],
  ['simd', ({ engine }) => yesOrNo(engine?.simd)],
  ['threads', ({ engine }) => engine?.threads],
  ['kernel_build', ({ engine }) => engine?.kernels],
  ['workers', ({ workers }) => workers],
  ['cross_origin_isolated', ({ crossOriginIsolated }) => yesOrNo(crossOriginIsolated)],
  ['model', ({ model }) => model.name ?? model.id],
  ['model_sha256', ({ model }) => checksums(model)],
  ['dataset', ({ dataset }) => dataset.name ?? dataset.id],
  ['dataset_sha256', ({ dataset }) => checksums(dataset)],
];

const RATIO_CELLS = [
  ['dense_median_ms', 'denseMedian'],
  ['ratio_to_dense', 'ratio'],
  ['ratio_to_dense_low_95', 'low'],
  ['ratio_to_dense_high_95', 'high'],
] as const;

const COLUMNS: readonly Column[] = [
  ['method', ({ plan }) => plan.method],
  ['scope', ({ plan }) => plan.scope],
  ['ranking', ({ plan }) => plan.ranking],
  ['rounding', ({ plan }) => plan.rounding],
  ['min_channels', ({ plan }) => plan.minChannels],
  ['level', ({ plan }) => plan.level],
  ['repair', ({ plan }) => formatRepair(plan.repair)],
  ['precision', ({ plan }) => precisionOf(plan)],
  ['shares', ({ plan }) => plan.shares?.join(' ')],
  ['ratios', ({ plan }) => formatRatios(plan.ratios)],
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
  ['accuracy_after_cutting_percent', ({ accuracy }) => percentCell(accuracy.afterCutting)],
  ['accuracy_after_repair_percent', ({ accuracy }) => percentCell(accuracy.afterRepair)],
  ['final_accuracy_low_95_percent', (point) => bound(point, 'low')],
  ['final_accuracy_high_95_percent', (point) => bound(point, 'high')],
  ['accuracy_minus_dense_percent', (point) => points(point, 'difference')],
  ['accuracy_minus_dense_low_95_percent', (point) => points(point, 'low')],
  ['accuracy_minus_dense_high_95_percent', (point) => points(point, 'high')],
  ['accuracy_minus_dense_mcnemar_p', ({ accuracyVsDense }) => accuracyVsDense?.p],
  ['cross_entropy_after_cutting_nats', ({ crossEntropy }) => crossEntropy?.afterCutting],
  ['cross_entropy_after_repair_nats', ({ crossEntropy }) => crossEntropy?.afterRepair],
  ['saturated_percent', ({ saturated }) => saturated && 100 * saturated.share],
  ...RUNTIMES.flatMap(latencyColumns),
  ['energy_source', ({ energy }) => energy?.source],
  ['energy_meter', ({ energy }) => energy?.meter],
  ['energy_runtime', ({ energy }) => energy?.runtime],
  ['energy_cores', ({ energy }) => energy?.cores],
  ['energy_threads', ({ energy }) => energy?.cores && (energy.threads ?? 1)],
  ...energyColumns('gross', 'gross'),
  ...energyColumns('above_idle', 'aboveIdle'),
  ['energy_mean_power_w', (point) => figuresOf(point)?.meanW],
  ['energy_idle_power_w', (point) => figuresOf(point)?.idleW],
  ['energy_droop_v', (point) => figuresOf(point)?.droopVolts],
  ['energy_latency_drift', (point) => figuresOf(point)?.latencyDrift],
  ['energy_troubles', (point) => figuresOf(point)?.troubles.join(' ')],
  ['energy_windows', ({ energy }) => energy?.windows.length],
  [
    'energy_spoiled_windows',
    ({ energy }) => energy?.windows.filter(({ spoiled }) => spoiled).length,
  ],
  ['energy_disturbed', ({ energy }) => energy?.disturbed?.join(' ')],
  ['runtime', ({ runtime }) => runtime],
  ...originColumns('', ({ origin }) => origin),
  ...originColumns('latency_', latencyOrigin),
  ...originColumns('energy_', energyOrigin),
  ...ENVIRONMENT.map(([name, cell]): Column => [name, ({ origin }) => cell(origin.environment)]),
];

export function studyCsv({ points }: Pick<Study, 'points'>): string {
  const header = COLUMNS.map(([name]) => name);
  return csvText([header, ...points.map((point) => COLUMNS.map(([, cell]) => cell(point)))]);
}

function latencyColumns({ id: runtime, threaded, tellsMemory }: Runtime): Column[] {
  const fields = ['median', 'p25', 'p75', 'p95'] as const;
  return [
    ...fields.map((field): Column => [
      `latency_${runtime}_${field}_ms`,
      ({ latencyMs }) => latencyMs[runtime]?.[field],
    ]),
    [`latency_${runtime}_runs`, ({ latencyMs }) => latencyMs[runtime]?.runs],
    ...(threaded ? [threadColumn(runtime)] : []),
    ...(tellsMemory ? [memoryColumn(runtime)] : []),
    [`latency_${runtime}_troubles`, ({ latencyMs }) => latencyMs[runtime]?.troubles?.join(' ')],
    ...RATIO_CELLS.map(([name, field]): Column => [
      `latency_${runtime}_${name}`,
      ({ latencyMs }) => latencyMs[runtime]?.vsDense?.[field],
    ]),
  ];
}

function threadColumn(runtime: RuntimeId): Column {
  const threads = (timed: LatencySummary | undefined) => timed && (timed.threads ?? 1);
  return [`latency_${runtime}_threads`, ({ latencyMs }) => threads(latencyMs[runtime])];
}

function memoryColumn(runtime: RuntimeId): Column {
  return [`peak_memory_${runtime}_bytes`, ({ latencyMs }) => latencyMs[runtime]?.memoryBytes];
}

function energyColumns(name: string, key: 'gross' | 'aboveIdle'): Column[] {
  return (['mean', 'low', 'high', 'random', 'systematic'] as const).map((side): Column => [
    `energy_${name}_${side === 'mean' ? '' : `${side}_`}mj`,
    ({ energy }) => millijoules(energy?.perInferenceJ[key][side]),
  ]);
}

function millijoules(joules: number | undefined): Cell {
  return joules === undefined ? undefined : 1000 * joules;
}

function originColumns(prefix: string, origin: (point: OperatingPoint) => Origin | null): Column[] {
  const id = (found: Origin | null) => found && environmentId(found.environment);
  return [
    [`${prefix}environment`, (point) => id(origin(point))],
    [`${prefix}measured_at`, (point) => origin(point)?.measuredAt],
  ];
}

function yesOrNo(value: boolean | null | undefined): Cell {
  return value === true ? 'yes' : value === false ? 'no' : null;
}

/** `weights.bin=df2f… manifest.json=4f70…` */
function checksums({ checksums }: Bundle): string {
  return Object.entries(checksums)
    .map(([file, sum]) => `${file}=${sum}`)
    .join(' ');
}

function figuresOf({ energy }: OperatingPoint) {
  return energy && energyFigures(energy);
}

function points({ accuracyVsDense }: OperatingPoint, key: 'difference' | 'low' | 'high'): Cell {
  return accuracyVsDense && (100 * accuracyVsDense[key]).toFixed(2);
}

function bound(point: OperatingPoint, side: 'low' | 'high'): Cell {
  const accuracy = finalAccuracy(point);
  if (accuracy.total === 0) return undefined;
  return percentDigits(wilsonInterval(accuracy)[side], 2);
}
