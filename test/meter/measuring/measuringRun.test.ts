import { defaultSettings } from '../../../src/meter/measuring/measuringSettings';
import type { Step, StepResult } from '../../../src/meter/measuring/step';
import { describe, expect, it } from 'vitest';
import type { WindowPower } from '../../../src/meter/energy/windowPower';
import { MeasuringRun } from '../../../src/meter/measuring/measuringRun';
import { METERS, meterById } from '../../../src/meter/meters';
import { flatPower, sure } from '../energy/flatPower';
import { seededRandom } from '../../../src/base/seededRandom';

const SETTINGS = { ...defaultSettings(meterById('witrn')), mostRepeats: 3 };

function power(step: Step, fromMs: number, meanW: number): WindowPower {
  return flatPower(meanW, fromMs, { toMs: fromMs + step.durationMs, random: sure(0.005) });
}

/** Carries out every step: idle 2.5 W, network k 4 + k W, 100 inferences a second. */
function carryOut(
  run: MeasuringRun,
  spoil: (step: Step, index: number) => Partial<StepResult> = () => ({}),
) {
  const steps: Step[] = [];
  let nowMs = 1000;
  for (let step = run.step; step; step = run.step) {
    const watts = step.network === null ? 2.5 : 4 + step.network;
    const toMs = nowMs + step.durationMs;
    run.finish({
      fromMs: nowMs,
      toMs,
      power: power(step, nowMs, watts),
      inferences: step.kind === 'window' ? step.durationMs / 10 : 0,
      latencyDrift: 1,
      spoiled: null,
      ...spoil(step, steps.length),
    });
    steps.push(step);
    nowMs = toMs;
  }
  return steps;
}

describe('measuring run', () => {
  it('settles and rests before and after every window', () => {
    const steps = carryOut(
      new MeasuringRun({ ...SETTINGS, repeats: 1, mostRepeats: 1 }, 2, seededRandom(1, 0)),
    );
    expect(steps.map(({ kind }) => kind)).toEqual([
      ...['settle', 'idle'],
      ...['warm-up', 'window', 'settle', 'idle'],
      ...['warm-up', 'window', 'settle', 'idle'],
    ]);
  });

  it('gives gross and above-idle joules of every network', () => {
    const run = new MeasuringRun(SETTINGS, 3, seededRandom(1, 0));
    carryOut(run);
    for (let network = 0; network < 3; network++) {
      const energy = run.energyOf(network)!;
      expect(energy.gross.mean).toBeCloseTo((4 + network) / 100, 12);
      expect(energy.aboveIdle.mean).toBeCloseTo((1.5 + network) / 100, 6);
    }
  });

  it('visits every network once a round, in changing order', () => {
    const run = new MeasuringRun(
      { ...SETTINGS, repeats: 8, mostRepeats: 8 },
      4,
      seededRandom(1, 0),
    );
    carryOut(run);
    const rounds = Array.from({ length: 8 }, (_, round) =>
      run.windows.filter((window) => window.round === round).map(({ network }) => network),
    );
    for (const round of rounds) expect([...round].sort()).toEqual([0, 1, 2, 3]);
    expect(new Set(rounds.map(String)).size).toBeGreaterThan(1);
  });

  it('repeats a spoiled window, at most twice, and keeps it marked', () => {
    const run = new MeasuringRun(SETTINGS, 1, seededRandom(1, 0));
    carryOut(run, ({ kind, round, attempt }) =>
      kind === 'window' && round === 1 && attempt < 2 ? { spoiled: 'meter-lost' } : {},
    );
    expect(
      run.windows.map(({ round, attempt, measured }) => [round, attempt, measured !== null]),
    ).toEqual([
      [0, 0, true],
      [1, 0, false],
      [1, 1, false],
      [1, 2, true],
      [2, 0, true],
    ]);
    const hopeless = new MeasuringRun(
      { ...SETTINGS, repeats: 1, mostRepeats: 1 },
      1,
      seededRandom(1, 0),
    );
    carryOut(hopeless, ({ kind }) => (kind === 'window' ? { spoiled: 'page-hidden' } : {}));
    expect(hopeless.windows).toHaveLength(3);
    expect(hopeless.windows.every(({ measured }) => measured === null)).toBe(true);
  });

  it('counts the making of networks in the time left, but not again for a window that is measured again', () => {
    const fixed = { ...SETTINGS, repeats: 2, mostRepeats: 2 };
    // A memory for one network: each has to be made whenever the other one ran last.
    let inMemory = NaN;
    const preparation = (network: number) => {
      const there = network === inMemory;
      inMemory = network;
      return there ? 0 : 7_000;
    };
    const run = new MeasuringRun(fixed, 2, seededRandom(1, 0), preparation);
    const promised = run.left.sureMs;
    const steps = carryOut(run, ({ round, kind, attempt }) =>
      round === 0 && kind === 'window' && attempt === 0 ? { spoiled: 'page-hidden' } : {},
    );
    const made = steps.filter(({ preparationMs }) => preparationMs > 0);
    expect(made.map(({ kind, attempt }) => [kind, attempt])).toEqual(
      Array(made.length).fill(['warm-up', 0]),
    );
    const visits = steps.filter(({ kind, attempt }) => kind === 'warm-up' && attempt === 0);
    const turns = visits.filter(({ network }, i) => network !== visits[i - 1]?.network);
    expect(made).toHaveLength(turns.length);
    const taken = steps.reduce((sum, step) => sum + step.preparationMs + step.durationMs, 0);
    expect(run.added.again).toBe(2);
    expect(taken).toBe(promised + run.added.ms);
  });

  it('spoils windows with gaps or few readings by itself', () => {
    const run = new MeasuringRun(
      { ...SETTINGS, repeats: 1, mostRepeats: 1 },
      1,
      seededRandom(1, 0),
    );
    carryOut(run, (step, index) =>
      step.kind === 'window' && step.attempt === 0
        ? { power: { ...power(step, 0, 4), coveredShare: 0.7 } }
        : step.kind === 'window' && step.attempt === 1
          ? { power: { ...power(step, 0, 4), samples: 19 } }
          : index === 1
            ? { power: null }
            : {},
    );
    expect(run.windows.map(({ result }) => result.spoiled)).toEqual(['gaps', 'few-samples', null]);
  });

  it('goes on while the interval is wide, and stops at the budget', () => {
    const noisy = (budgetMs: number) => {
      const run = new MeasuringRun(
        { ...SETTINGS, mostRepeats: 6, budgetMs },
        1,
        seededRandom(1, 0),
      );
      let sign = 1;
      carryOut(run, (step) =>
        step.kind === 'window' ? { power: power(step, 0, 4 + 0.4 * (sign = -sign)) } : {},
      );
      return run.windows.length;
    };
    expect(noisy(Infinity)).toBe(6);
    expect(noisy(60_000)).toBeLessThan(3);
  });

  it.each([
    { budgetMs: Infinity, rounds: 6 },
    { budgetMs: 200_000, rounds: 5 },
    { budgetMs: 60_000, rounds: 1 },
  ])('promises what it takes where the interval stays wide: $budgetMs ms', (given) => {
    const settings = { ...SETTINGS, repeats: 3, mostRepeats: 6, budgetMs: given.budgetMs };
    const run = new MeasuringRun(settings, 1, seededRandom(1, 0));
    const { sureMs, mostMs } = run.left;
    let sign = 1;
    const steps = carryOut(run, (step) =>
      step.kind === 'window' ? { power: power(step, 0, 4 + 0.4 * (sign = -sign)) } : {},
    );
    const takenMs = steps.reduce((sum, { durationMs }) => sum + durationMs, 0);
    expect(run.windows).toHaveLength(given.rounds);
    expect(mostMs).toBeGreaterThanOrEqual(sureMs);
    // The lengths of further rounds are drawn when they come.
    expect(Math.abs(mostMs - takenMs)).toBeLessThan(0.1 * takenMs);
    expect(run.left).toEqual({ sureMs: 0, mostMs: 0 });
  });

  it('default windows hold at least 20 readings for every meter', () => {
    for (const meter of METERS) {
      const { windowMs } = defaultSettings(meter);
      const innerMs = windowMs - 2 * (meter.settleMs + 2000 / meter.ratePerSecond);
      expect((innerMs * meter.ratePerSecond) / 1000).toBeGreaterThanOrEqual(20);
      expect(windowMs).toBe(meter.ratePerSecond >= 10 ? 10_000 : 30_000);
    }
  });
});
