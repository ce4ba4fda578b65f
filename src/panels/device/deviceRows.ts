/** What is known of the device, a row each: the page shows them, and a bug report is their text. */
import type { BenchReport } from '../../protocol/bench';
import type { BoardStatus } from '../../protocol/board';
import type { LabCondition } from '../../state/labCondition.svelte';
import { boardTroubles } from '../../base/boardTroubles';
import { paceSentences, remediesOf } from '../../study/paceSentences';
import type { OperatingPoint } from '../../study/point';
import { bytes, decimal, milliseconds } from '../../words/numbers';
import { sentence } from '../../words/sentence';
import { words } from '../../words/words';
import { benchRows, BENCH_SETTINGS } from '../benchmark/benchmarkRows';
import { connectionSentence, type MeterFacts } from '../meter/connection';
import { BOARD_COMMANDS } from './boardCommands';

const say = words.device;
const { badges } = words.shell;

export interface DeviceFacts {
  /** Null where the page's server does not tell. */
  readonly board: BoardStatus | null;
  readonly lab: Pick<
    LabCondition,
    'lab' | 'environment' | 'mostThreads' | 'threadLack' | 'workerCount' | 'isIsolated'
  >;
  /** Of the study that is open. */
  readonly points: readonly OperatingPoint[];
  readonly report: BenchReport | null;
  readonly meter: MeterFacts;
  readonly room: { readonly usage: number; readonly quota: number } | null;
}

/** What a row says: the value, and what is lost and how to get it back. */
interface Said {
  readonly value: string;
  readonly note?: string;
  /** The value is trouble. */
  readonly bad?: boolean;
}

export interface DeviceRow extends Required<Said> {
  readonly id: RowId;
  readonly name: string;
}

type RowId = keyof typeof say.rows;

/** A Raspberry Pi slows down at 80 °C, and a little from 60 °C on where it is told to. */
const HOT_CELSIUS = 75;
const LITTLE_BYTES = 300e6;
const NEARLY_FULL = 0.9;

const UNKNOWN: Said = { value: say.unknown };
const LOADING: Said = { value: say.loading };

const ROWS: readonly { readonly id: RowId; readonly say: (facts: DeviceFacts) => Said | null }[] = [
  { id: 'model', say: modelRow },
  { id: 'processor', say: processorRow },
  { id: 'memory', say: memoryRow },
  { id: 'clock', say: clockRow },
  { id: 'temperature', say: temperatureRow },
  { id: 'supply', say: supplyRow },
  { id: 'pace', say: paceRow },
  { id: 'system', say: systemRow },
  { id: 'browser', say: browserRow },
  { id: 'tfjs', say: tfjsRow },
  { id: 'kernels', say: kernelsRow },
  { id: 'selfTest', say: selfTestRow },
  { id: 'timer', say: timerRow },
  { id: 'workers', say: ({ lab }) => ({ value: String(lab.workerCount) }) },
  { id: 'threads', say: threadsRow },
  { id: 'benchmark', say: benchmarkRow },
  { id: 'meter', say: ({ meter }) => ({ value: connectionSentence(meter) }) },
  { id: 'storage', say: storageRow },
  { id: 'notes', say: notesRow },
];

/** In the order of the page; what there is nothing to say of is left out. */
export function deviceRows(facts: DeviceFacts): DeviceRow[] {
  return ROWS.flatMap(({ id, say: rowOf }) => {
    const said = rowOf(facts);
    return said ? [{ note: '', bad: false, ...said, id, name: say.rows[id] }] : [];
  });
}

/** For a bug report: a line each. @param date ISO 8601 */
export function deviceText(rows: readonly DeviceRow[], date: string): string {
  const lines = rows.map(({ name, value, note }) => say.line(name, value, note));
  return [say.headline(date), ...lines, ''].join('\n');
}

function modelRow({ board, lab: { environment } }: DeviceFacts): Said {
  const model = board?.model ?? environment?.device.model;
  return model ? { value: model } : untold(BOARD_COMMANDS.model);
}

function processorRow({ lab: { environment } }: DeviceFacts): Said {
  if (!environment) return LOADING;
  const { architecture, bitness, cores } = environment.device;
  const kind = architecture && words.environments.architecture(architecture, bitness);
  const parts = [kind ?? say.unknown, ...(cores === null ? [] : [words.environments.cores(cores)])];
  return { value: words.environments.list(parts) };
}

function memoryRow({ board, lab: { environment } }: DeviceFacts): Said {
  if (board?.memoryBytes) return boardMemory(board.memoryBytes, board.availableBytes);
  const told = environment?.device.memoryGb;
  return told ? { value: say.toldMemory(told) } : UNKNOWN;
}

function boardMemory(total: number, available: number | null): Said {
  const little = available !== null && available < LITTLE_BYTES;
  const value = say.memory(bytes(total), available === null ? null : bytes(available));
  return { value, ...(little && { note: say.littleMemory, bad: true }) };
}

function clockRow({ board }: DeviceFacts): Said {
  if (!board?.clockMHz) return untold(BOARD_COMMANDS.clock);
  const full = board.fullClockMHz === null ? null : gigahertz(board.fullClockMHz);
  return { value: say.clock(gigahertz(board.clockMHz), full) };
}

function gigahertz(mhz: number): string {
  return decimal(mhz / 1000, 2);
}

function temperatureRow({ board }: DeviceFacts): Said {
  if (board?.celsius == null) return untold(BOARD_COMMANDS.temperature);
  const hot = board.celsius >= HOT_CELSIUS;
  return {
    value: say.celsius(decimal(board.celsius, 0)),
    ...(hot && { note: say.hot, bad: true }),
  };
}

function supplyRow({ board }: DeviceFacts): Said {
  if (board?.throttled == null) return untold(BOARD_COMMANDS.supply);
  const { now, before } = boardTroubles(board.throttled);
  const all = [...now, ...before];
  if (all.length === 0) return { value: say.fine };
  const named = (ids: typeof all) => ids.map((id) => say.trouble[id]);
  const value = [
    ...(now.length > 0 ? [say.now(named([...now]))] : []),
    ...(before.length > 0 ? [say.since(named([...before]))] : []),
  ].join('; ');
  return { value, note: remediesOf(all).join(' '), bad: now.length > 0 };
}

function paceRow({ points }: DeviceFacts): Said {
  const timed = points.some(({ latencyMs }) => Object.keys(latencyMs).length > 0);
  if (!timed) return { value: say.untimed };
  const told = paceSentences(points);
  return told.length > 0 ? { value: told.join(' '), bad: true } : { value: say.steady };
}

function systemRow({ lab: { environment } }: DeviceFacts): Said {
  const { platform, platformVersion } = environment?.device ?? {};
  return platform
    ? { value: words.environments.platform(platform, platformVersion ?? null) }
    : UNKNOWN;
}

function browserRow({ lab: { environment } }: DeviceFacts): Said {
  const { version, userAgent } = environment?.browser ?? {};
  return { value: version ?? userAgent ?? say.unknown };
}

function tfjsRow({ lab: { lab } }: DeviceFacts): Said {
  if (!lab) return LOADING;
  const { simd, tfjsVersion, backend } = lab.runtime;
  return { value: (simd ? badges.simd : badges.noSimd).detail(tfjsVersion, backend), bad: !simd };
}

function kernelsRow({ lab: { lab } }: DeviceFacts): Said {
  if (!lab) return LOADING;
  const { kernels } = lab.runtime;
  if (!kernels.available) return { value: badges.noKernels, bad: true };
  return kernels.build === 'relaxed'
    ? { value: badges.fusedKernels.detail }
    : { value: badges.plainKernels.detail, bad: true };
}

function selfTestRow({ lab: { lab } }: DeviceFacts): Said {
  if (!lab) return LOADING;
  const { kernels } = lab.runtime;
  return kernels.available
    ? { value: say.selfTestPassed }
    : { value: say.selfTestFailed, note: sentence(kernels.why), bad: true };
}

function timerRow({ lab: { isIsolated, workerCount } }: DeviceFacts): Said {
  if (isIsolated) return { value: badges.isolated.label, note: badges.isolated.detail };
  const { label, detail } = badges.notIsolated;
  return { value: label, note: detail(workerCount), bad: true };
}

function threadsRow({ lab: { mostThreads, threadLack } }: DeviceFacts): Said {
  return { value: say.threads(mostThreads), ...(threadLack && { note: sentence(threadLack) }) };
}

function benchmarkRow({ report }: DeviceFacts): Said {
  const dense = report && benchRows(report, BENCH_SETTINGS[0]).at(0);
  if (!report || !dense) return { value: say.notRun, note: say.runIt };
  const fastest = Math.max(...report.kernels.map(({ gflops }) => gflops));
  const value = say.bench(milliseconds(dense.tfjsMs), milliseconds(dense.labMs));
  return { value, note: say.perSecond(decimal(fastest, 1)) };
}

function storageRow({ room }: DeviceFacts): Said {
  if (!room) return { value: say.unknown, note: say.storageUnknown };
  const full = room.usage > NEARLY_FULL * room.quota;
  const value = say.storage(bytes(room.usage), bytes(room.quota));
  return { value, ...(full && { note: say.fullStorage, bad: true }) };
}

function notesRow({ lab: { lab } }: DeviceFacts): Said | null {
  const notes = lab?.notes ?? [];
  return notes.length > 0 ? { value: notes.map(sentence).join(' '), bad: true } : null;
}

function untold(command: string): Said {
  return { value: say.unknown, note: say.onPi(command) };
}
