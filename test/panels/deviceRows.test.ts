/** The device page's rows: what each says of what is known, and of what is not. */
import { describe, expect, it } from 'vitest';
import { BOARD_COMMANDS } from '../../src/panels/device/boardCommands';
import { deviceRows, deviceText, type DeviceFacts } from '../../src/panels/device/deviceRows';
import type { BoardStatus } from '../../src/protocol/board';
import type { LoadedLab, RuntimeInfo } from '../../src/protocol/lab';
import { defaultPlan } from '../../src/pruning/validatePlan';
import { driftSentences } from '../../src/study/denseDrift';
import { refusal } from '../../src/words/refusal';
import { sentence } from '../../src/words/sentence';
import { words } from '../../src/words/words';
import { ENVIRONMENT, samplePoint } from '../study/sampleStudy';

const say = words.device;

const BOARD: BoardStatus = {
  model: 'Raspberry Pi 4 Model B Rev 1.4',
  clockMHz: 1500,
  fullClockMHz: 1800,
  celsius: 58.4,
  memoryBytes: 1.94e9,
  availableBytes: 1.2e9,
  throttled: 0,
};

function labWith(kernels: RuntimeInfo['kernels']): LoadedLab {
  const runtime = { tfjsVersion: '4.22.0', backend: 'wasm', simd: true, threads: 1, kernels };
  return { runtime, notes: [] } as unknown as LoadedLab;
}

/** On a Pi, all well. */
const FACTS: DeviceFacts = {
  board: BOARD,
  lab: {
    lab: labWith({ available: true, build: 'relaxed' }),
    environment: ENVIRONMENT,
    ...{ mostThreads: 4, threadLack: null, workerCount: 4, isIsolated: true },
  },
  points: [],
  report: null,
  meter: {
    phase: 'none',
    meter: null,
    kind: null,
    status: null,
    refusal: null,
    mustChooseAgain: false,
  },
  room: { usage: 1e6, quota: 1e9 },
};

function row(id: string, facts: Partial<DeviceFacts> = {}) {
  return deviceRows({ ...FACTS, ...facts }).find((own) => own.id === id)!;
}

describe('rows of the device', () => {
  it('warn of nothing on a board that is well', () => {
    expect(deviceRows(FACTS).filter(({ bad }) => bad)).toEqual([]);
    expect(row('model').value).toBe(BOARD.model);
    expect(row('clock').value).toBe(say.clock('1.50', '1.80'));
    expect(row('supply').value).toBe(say.fine);
  });

  it.each(Object.entries(BOARD_COMMANDS))(
    'tell how %s is had where no page is told',
    (id, command) => {
      expect(row(id, { board: null }).note).toContain(command);
    },
  );

  it('name heat, little memory and full storage, each with its remedy', () => {
    const board = { ...BOARD, celsius: 81, availableBytes: 1e8 };
    expect(row('temperature', { board })).toMatchObject({ bad: true, note: say.hot });
    expect(row('memory', { board })).toMatchObject({ bad: true, note: say.littleMemory });
    const room = { usage: 9.5e8, quota: 1e9 };
    expect(row('storage', { room })).toMatchObject({ bad: true, note: say.fullStorage });
  });

  it('warn of a supply that is too weak now, and only tell of one that was', () => {
    const throttled = (bits: number) => row('supply', { board: { ...BOARD, throttled: bits } });
    const now = throttled(0x10001);
    expect(now.value).toBe(say.now([say.trouble.voltage]));
    expect(now).toMatchObject({ bad: true, note: say.strongerSupply });
    expect(throttled(0xe0000)).toMatchObject({ bad: false, note: say.cooler });
  });

  it('say that the machine changed its speed, as the figures do', () => {
    const plan = { ...defaultPlan(), level: 0 };
    const timed = (median: number) => {
      const point = samplePoint(plan);
      const latencyMs = { kernels: { ...point.latencyMs.tfjs!, median } };
      return { ...point, latencyMs };
    };
    expect(row('pace').value).toBe(say.untimed);
    expect(row('pace', { points: [timed(10), timed(10.5)] }).value).toBe(say.steady);
    const points = [timed(10), timed(14)];
    expect(row('pace', { points })).toMatchObject({ bad: true, value: driftSentences(points)[0] });
  });

  it('give the self-test’s reason', () => {
    const why = refusal('kernel-wrong', { module: 'inference', kernel: 'pointwise' });
    const lab = { ...FACTS.lab, lab: labWith({ available: false, why }) };
    expect(row('selfTest', { lab })).toMatchObject({ bad: true, note: sentence(why) });
  });
});

it('is one line a row as text, whatever is missing', () => {
  const none = { ...FACTS.lab, lab: null, environment: null };
  const rows = deviceRows({ ...FACTS, board: null, lab: none, room: null });
  const lines = deviceText(rows, '2026-01-02T03:04:05Z').trimEnd().split('\n');
  expect(lines).toHaveLength(1 + rows.length);
  for (const [i, { name, value }] of rows.entries())
    expect(lines[i + 1].startsWith(`${name}: ${value}`)).toBe(true);
});
