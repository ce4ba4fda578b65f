import { shortName } from '../../src/pruning/planName';
import { note, refusal } from '../../src/words/refusal';
import { words } from '../../src/words/words';
import { tooHigh } from './fakeLab';
import type { Energy } from '../../src/study/point';
import type { RuntimeId } from '../../src/study/runtimes';
import { describe, expect, it, vi } from 'vitest';
import type { Plan } from '../../src/pruning/plan';
import { defaultPlan } from '../../src/pruning/validatePlan';
import type { BoardStatus } from '../../src/protocol/board';
import type { ConnectedMeter } from '../../src/state/connectedMeter';
import { EnergyState, type EnergyProgress } from '../../src/state/energyState.svelte';
import { energyTime } from '../../src/state/energyTime';
import type { TraceWindow } from '../../src/meter/trace';
import { FakeBoard, FakePage } from './fakeBoard';
import { FakeClock } from './fakeClock';
import { FakeLab } from './fakeLab';
import { settled } from './testWorkbench';

const PLANS = [0.1, 0.2, 0.3].map((level) => ({ ...defaultPlan(), level }));

function bench() {
  const clock = new FakeClock();
  const board = new FakeBoard(clock);
  const page = new FakePage(clock);
  const lab = new FakeLab();
  lab.repeat = board.repeat;
  const found = new Map<number, Energy>();
  const shown: { windows: readonly TraceWindow[] } = { windows: [] };
  let meter: ConnectedMeter | null = board;
  const told = { throttled: null as number | null, asked: 0, whileMeasuring: 0 };
  const energy = new EnergyState({
    labWorkers: lab,
    clock,
    page,
    askBoard: async () => {
      told.asked++;
      if (board.measuring) told.whileMeasuring++;
      return { throttled: told.throttled } as BoardStatus;
    },
    meter: () => meter,
    networks: board,
    onEnergy: (plan, value) => found.set(plan.level, value),
    onWindows: (windows) => (shown.windows = windows),
  });
  energy.change({ windowSeconds: 10, repeats: 2 });
  const disconnect = () => (meter = null);
  return { clock, board, page, lab, found, shown, energy, disconnect, told };
}

type Bench = ReturnType<typeof bench>;

const USUAL = { runtime: 'kernels', threads: 1 } as const;

/** Turns the clock second by second until the run is over; `each` may disturb it. */
async function carryOut(
  { energy, clock }: Bench,
  plans: readonly Plan[] = PLANS,
  each: (second: number) => void = () => {},
  by: { readonly runtime: RuntimeId; readonly threads: number } = USUAL,
) {
  const outcome = energy.start(plans, by.runtime, by.threads);
  await vi.dynamicImportSettled();
  await settled();
  for (let second = 0; energy.phase !== 'idle'; second++) {
    if (second > 3600) throw new Error('the run does not end');
    each(second);
    clock.turn(1000);
    await settled();
  }
  return outcome;
}

/** Calls `act` once, while the n-th window runs. */
function inWindow({ board }: Bench, n: number, act: () => void) {
  let done = false;
  return () => {
    if (done || !board.measuring || board.windows !== n) return;
    done = true;
    act();
  };
}

const spoils = ({ windows }: Energy) => windows.map(({ spoiled }) => spoiled);

describe('measuring energy', () => {
  it('gives every plan its joules, with what was measured and how', async () => {
    const world = bench();
    expect(await carryOut(world)).toEqual({ ok: true, value: null });
    expect([...world.found.keys()].sort()).toEqual([0.1, 0.2, 0.3]);
    for (const energy of world.found.values()) {
      expect(energy).toMatchObject({ source: 'measured', meter: 'WITRN', cores: 1 });
      expect(energy.perInferenceJ.gross.mean).toBeCloseTo(3.5 * 0.002, 12);
      expect(energy.perInferenceJ.aboveIdle.mean).toBeCloseTo(1 * 0.002, 6);
      expect(spoils(energy)).toEqual([null, null]);
    }
    expect(world.lab.calls).toEqual(['reserve energy', 'release energy']);
    expect(world.page.awake).toBe(0);
  });

  it('marks a window while the board was in trouble, asks before and after windows alone, and counts it', async () => {
    const world = bench();
    const during = inWindow(world, 2, () => (world.told.throttled = 0x50005));
    await carryOut(world, PLANS, during);
    const windows = [...world.found.values()].flatMap((energy) => energy.windows);
    expect(windows.map(({ spoiled }) => spoiled)).toEqual(windows.map(() => null));
    const troubled = windows.filter(({ troubles }) => troubles);
    expect(troubled.length).toBe(windows.length - 1);
    for (const { troubles } of troubled) expect(troubles).toEqual(['voltage', 'throttled']);
    expect([world.told.asked, world.told.whileMeasuring]).toEqual([2 * windows.length, 0]);
  });

  it('says what really ran a plan, and on how many threads', async () => {
    const [float32] = PLANS;
    const int8: Plan = { ...float32, level: 0.2, precision: 'int8' };
    for (const [runtime, expected] of [
      ['kernels', { runtime: 'kernels', threads: 2 }],
      ['tfjs', { runtime: 'tfjs', threads: undefined }],
    ] as const) {
      const world = bench();
      await carryOut(world, [float32, int8], undefined, { runtime, threads: 2 });
      const { runtime: by, threads } = world.found.get(float32.level)!;
      expect({ runtime: by, threads }).toEqual(expected);
      expect(world.found.get(int8.level)).toMatchObject({ runtime: 'kernels', threads: 2 });
    }
  });

  it('tells the page nothing while a window runs', async () => {
    const world = bench();
    let [told, watched] = [0, 0];
    let before: unknown = null;
    await carryOut(world, PLANS, () => {
      const now = [world.energy.progress, world.shown.windows, world.found.size];
      if (world.board.measuring && before) {
        watched++;
        if (JSON.stringify(now) !== before) told++;
      }
      before = world.board.measuring ? JSON.stringify(now) : null;
    });
    expect(watched).toBeGreaterThan(30);
    expect(told).toBe(0);
    expect(world.board.quiet).toBe(false);
  });

  it('keeps the screen awake, tells how far it is and how long it takes', async () => {
    const world = bench();
    const left: number[] = [];
    await carryOut(world, PLANS, () => {
      expect(world.page.awake).toBe(1);
      left.push(world.energy.progress!.left.sureMs / 1000);
    });
    // Settle and idle once, then twice three visits of 10 + 10 + 5 + 10 s, and random parts of all of them.
    expect(left[0]).toBeGreaterThan(15 + 6 * 35);
    expect(left[0]).toBeLessThan(1.5 * (15 + 6 * 35));
    expect(energyTime(world.energy, PLANS)!.sureMs / 1000).toBe(left[0]);
    expect(left).toEqual([...left].sort((a, b) => b - a));
    expect(Math.abs(left.length - left[0])).toBeLessThan(30);
  });

  it('promises the time for making networks as well, once', async () => {
    const world = bench();
    const bare = energyTime(world.energy, PLANS)!.sureMs / 1000;
    world.board.preparationMs = 60_000;
    const promised = energyTime(world.energy, PLANS)!.sureMs / 1000;
    const left: number[] = [];
    await carryOut(world, PLANS, () => left.push(world.energy.progress!.left.sureMs / 1000));
    expect(left[0]).toBe(promised);
    expect(Math.abs(left.length - promised)).toBeLessThan(30);
    // Up to a visit more for the place where a round begins.
    expect(promised - bare).toBeGreaterThan(100);
    expect(energyTime(world.energy, PLANS)!.sureMs / 1000).toBe(bare);
  });

  it('measures one network once, whatever the methods of its points', async () => {
    const world = bench();
    const dense = [defaultPlan('fpgm'), defaultPlan()].map((plan) => ({ ...plan, level: 0 }));
    await carryOut(world, dense);
    expect(world.board.windows).toBe(2);
  });

  it('repeats a window during which the page was hidden, and keeps it marked', async () => {
    const world = bench();
    const disturb = inWindow(world, 2, () => world.page.hides++);
    await carryOut(world, PLANS.slice(0, 1), disturb);
    expect(spoils(world.found.get(0.1)!)).toEqual([null, 'page-hidden', null]);
    expect(world.shown.windows.map(({ kind, label, spoiled }) => [kind, label, spoiled])).toEqual([
      ['idle', words.energy.idle, false],
      ['window', shortName(PLANS[0]), false],
      ['idle', words.energy.idle, false],
      ['window', shortName(PLANS[0]), true],
      ['idle', words.energy.idle, false],
      ['window', shortName(PLANS[0]), false],
      ['idle', words.energy.idle, false],
    ]);
    expect(world.found.get(0.1)!.perInferenceJ.gross.mean).toBeCloseTo(0.007, 12);
  });

  it('marks a window with gaps in the trace as well', async () => {
    const world = bench();
    const { board } = world;
    await carryOut(world, PLANS.slice(0, 1), () => {
      board.coveredShare = board.measuring && board.windows === 1 ? 0.5 : 1;
    });
    expect(spoils(world.found.get(0.1)!)).toEqual(['gaps', null, null]);
    const marked = world.shown.windows.filter(({ kind }) => kind === 'window');
    expect(marked.map(({ spoiled }) => spoiled)).toEqual([true, false, false]);
  });

  it('waits while the page is hidden', async () => {
    const world = bench();
    let [waited, hiddenFor] = [false, 0];
    const disturb = inWindow(world, 1, () => world.page.hide());
    await carryOut(world, PLANS.slice(0, 1), () => {
      disturb();
      if (world.energy.phase !== 'paused') return;
      waited = true;
      expect(world.energy.pauseReason?.code).toBe('waits-for-page');
      if (++hiddenFor > 100) world.page.hidden = false;
    });
    expect(waited).toBe(true);
    expect(spoils(world.found.get(0.1)!)).toEqual(['page-hidden', null, null]);
  });

  it('ends early where no clean window will come, and gives the joules of the disturbed ones', async () => {
    const world = bench();
    world.board.drift = 1.5;
    expect(await carryOut(world)).toEqual({ ok: true, value: null });
    // Three for the first network, until it is seen that none is clean; then three rounds for the others.
    expect(world.board.windows).toBe(9);
    const cause = note('disturbed', { reasons: ['throttled'] });
    expect(world.energy.notice).toEqual(note('energy-ended-early', { cause }));
    for (const energy of world.found.values()) {
      expect(energy.disturbed).toEqual(['throttled']);
      const { mean, low, high } = energy.perInferenceJ.gross;
      expect(mean).toBeCloseTo(3.5 * 0.002, 12);
      // From 0.8 to 1.2 of the mean latency within each window.
      expect([low < 0.8 * mean, high > 1.2 * mean]).toEqual([true, true]);
    }
  });

  it('keeps disturbed windows out of a result that has clean ones, and says nothing', async () => {
    const world = bench();
    await carryOut(world, PLANS.slice(0, 1), () => {
      world.board.drift = world.board.windows < 2 ? 1.5 : 1;
    });
    const energy = world.found.get(0.1)!;
    expect(spoils(energy)).toEqual(['throttled', null, null]);
    expect(energy.disturbed).toBeUndefined();
    expect(world.energy.notice).toBeNull();
  });

  it('takes inferences that become faster for disturbed as well', async () => {
    const world = bench();
    world.board.drift = 0.7;
    await carryOut(world, PLANS.slice(0, 1));
    expect(world.found.get(0.1)!.disturbed).toEqual(['throttled']);
  });

  it('says by how much the time left grew, and why', async () => {
    const world = bench();
    const added: EnergyProgress['added'][] = [];
    const left: number[] = [];
    const disturb = inWindow(world, 1, () => world.page.hides++);
    await carryOut(world, PLANS.slice(0, 1), () => {
      disturb();
      left.push(world.energy.progress!.left.sureMs / 1000);
      added.push(world.energy.progress!.added);
    });
    const rise = left.findIndex((seconds, i) => i > 0 && seconds > left[i - 1]);
    expect(rise).toBeGreaterThan(0);
    expect(added[rise - 1].ms).toBe(0);
    expect(added[rise].ms).toBeGreaterThan(0);
    expect(added[rise]).toMatchObject({ again: 1, causes: ['page-hidden'], rounds: 0 });
  });

  it('names the plan that cannot run', async () => {
    const world = bench();
    const why = tooHigh(0.1);
    world.board.trouble = why;
    expect(await carryOut(world, PLANS.slice(0, 1))).toEqual(refusal('no-energy', { cause: why }));
    expect(world.energy.failures).toEqual([{ plan: PLANS[0], why }]);
  });

  it('needs a meter', async () => {
    const { energy, disconnect } = bench();
    expect(energy.settings()?.windowMs).toBe(10_000);
    disconnect();
    expect(energy.settings()).toBeNull();
    expect(await energy.start(PLANS, 'kernels', 1)).toMatchObject({ ok: false, code: 'no-meter' });
  });
});

describe('a meter that is unplugged in mid-study', () => {
  it('pauses it with a message; when it is back, the spoiled window is repeated and no point is lost', async () => {
    const world = bench();
    const { board, energy, found } = world;
    const unplug = inWindow(world, 3, () => board.unplug());
    let [pausedFor, kept] = [0, 0];
    await carryOut(world, PLANS, () => {
      unplug();
      if (energy.phase !== 'paused') return;
      kept = found.size;
      expect(energy.pauseReason?.code).toBe('meter-lost');
      expect(board.quiet).toBe(false);
      if (++pausedFor > 20) board.connected = true;
    });
    expect(pausedFor).toBeGreaterThan(20);
    expect(kept).toBe(2);
    expect(found.size).toBe(3);
    const all = [...found.values()];
    expect(all.flatMap(spoils).filter((spoiled) => spoiled === 'meter-lost')).toHaveLength(1);
    for (const energy of all) expect(spoils(energy).filter((s) => s === null)).toHaveLength(2);
  });

  it('spoils the window also where it came back before its end', async () => {
    const world = bench();
    const flicker = inWindow(world, 1, () => world.board.losses++);
    await carryOut(world, PLANS.slice(0, 1), flicker);
    expect(spoils(world.found.get(0.1)!)).toEqual(['meter-lost', null, null]);
  });
});

describe('cancelling', () => {
  it('keeps what is measured and gives the workers back', async () => {
    const world = bench();
    const stop = inWindow(world, 3, () => world.energy.cancel());
    expect(await carryOut(world, PLANS, stop)).toEqual({ ok: true, value: null });
    expect(world.found.size).toBe(2);
    expect(world.lab.calls).toEqual(['reserve energy', 'cancel energy', 'release energy']);
    expect([world.page.awake, world.board.quiet]).toEqual([0, false]);
  });

  it('ends a pause', async () => {
    const world = bench();
    const unplug = inWindow(world, 1, () => world.board.unplug());
    await carryOut(world, PLANS, () => {
      unplug();
      if (world.energy.phase === 'paused') world.energy.cancel();
    });
    expect(world.energy.phase).toBe('idle');
  });
});
