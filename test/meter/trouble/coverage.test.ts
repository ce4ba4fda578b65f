/**
 * Power of exactly known energy under everything that is known to lead measurements astray: the 95 % interval holds the
 * truth in at least 95 % of runs of the whole protocol.
 */
import type { Energy } from '../../../src/study/point';
import { describe, expect, it } from 'vitest';
import type { InferenceEnergy } from '../../../src/meter/energy/inferenceEnergy';
import { meterById, type Meter } from '../../../src/meter/meters';
import type { Random } from '../../../src/base/seededRandom';
import { energyRatio } from '../../../src/study/energyRatio';
import { creeping, levels, sine, type Background } from './board';
import { holds, INFERENCE_MS, LOADS, measure, type Found, type Trouble } from './protocol';

/** Each measures two networks. */
const RUNS = 60;

/** Their stated accuracy is left out: it would hide what is tested here. */
function exact(row: Meter): Meter {
  return { ...row, accuracy: { id: 'exact', share: 0, amps: 0 } };
}

const SLOW = exact(meterById('um25c'));
const FAST = exact({ ...meterById('text-lines'), resolution: { volts: 1e-3, amps: 1e-4 } });
const METERS = [
  ['2 readings a second', SLOW],
  ['10 readings a second', FAST],
] as const;

/** Of a window, and of a whole visit: settle, idle, warm-up and window; ms. */
function beat(meter: Meter) {
  const windowMs = meter === SLOW ? 30_000 : 10_000;
  return { windowMs, visitMs: 15_000 + 2 * windowMs };
}

function steps(count: number, stepMs: number, next: (last: number) => number) {
  let watts = 0;
  return levels(
    Array.from({ length: count }, () => (watts = next(watts))),
    stepMs,
  );
}

const phase = (random: Random) => 2 * Math.PI * random();
const walk = (random: Random) => steps(500, 1000, (w) => w + 0.02 * (random() - 0.5));
const spikes = (random: Random) => steps(5000, 100, () => (random() < 0.1 ? 0.5 * random() : 0));
const beating = (watts: number, period: (meter: Meter, random: Random) => number) => {
  return (meter: Meter): Partial<Trouble> => ({
    background: (random) => [sine(watts, period(meter, random), phase(random))],
  });
};
const behind = (background: (random: Random) => Background) => (): Partial<Trouble> => ({
  background: (random) => [background(random)],
});
const glowing =
  (share: number, decayMs: number): NonNullable<Trouble['onLoad']> =>
  (board, { step, toMs, watts }) => {
    if (step.kind === 'window') board.afterglow(toMs, share * watts, decayMs);
  };
/** From a second after the window's beginning, or before its end, so many watts more. */
const odd =
  (which: 'first' | 'last', watts: number): NonNullable<Trouble['onLoad']> =>
  (board, { step, fromMs, toMs }) => {
    if (step.kind !== 'window') return;
    const from = which === 'first' ? fromMs : toMs - 1000;
    board.load(from, from + 1000, watts);
  };

const TROUBLES: Readonly<Record<string, (meter: Meter) => Partial<Trouble>>> = {
  nothing: () => ({}),
  'idle creeps': behind((random) => creeping((0.3 * (random() - 0.5)) / 300_000)),
  'a random walk': behind(walk),
  spikes: behind(spikes),
  'a period of one visit': beating(0.15, (meter) => beat(meter).visitMs),
  'a period of one round': beating(0.15, (meter) => 2 * beat(meter).visitMs),
  'a period of an eighth of a window': beating(0.4, (meter) => beat(meter).windowMs / 8),
  'any period from 1 s to 200 s': beating(0.2, (_, random) => 1000 * 200 ** random()),
  'afterglow that dies away in 8 s': () => ({ onLoad: glowing(0.3, 8000) }),
  'afterglow of 3 s in a random walk': () => ({
    background: (random) => [walk(random)],
    onLoad: glowing(0.2, 3000),
  }),
  'a first second that draws more': () => ({ onLoad: odd('first', 0.8) }),
  'a first second that draws less': () => ({ onLoad: odd('first', -0.5) }),
  'a last second that draws more': () => ({ onLoad: odd('last', 0.8) }),
  'digits cut off': () => ({ faults: { digits: 'cut off' } }),
  'digits cut off, no noise': () => ({ faults: { digits: 'cut off', noise: 0 } }),
  'a filter of 1 s': () => ({ faults: { filterMs: 1000 } }),
  'a filter of 2 s': () => ({ faults: { filterMs: 2000 } }),
  'one reading in twenty lost': () => ({
    faults: { lost: 0.05 },
    background: (random) => [spikes(random)],
  }),
  'four readings in a row lost, one in twenty': () => ({
    faults: { lost: 0.05, lostInRow: 4 },
    background: (random) => [spikes(random)],
  }),
  'instants of a ripple out of step': () => ({
    faults: { reads: 'instant' },
    background: (random) => [sine(0.5, 37.3, phase(random))],
  }),
  'a throttled processor, idle creeping': () => ({
    background: (random) => [creeping((0.3 * (random() - 0.5)) / 300_000)],
    slowing: (random) => ({ from: 0.9 * random(), factor: 1.25 + random() }),
  }),
};

function* runs(trouble: Trouble, count = RUNS): Generator<Found> {
  for (let seed = 0; seed < count; seed++) yield* measure(trouble, seed).found;
}

describe.each(METERS)('%s', (_, meter) => {
  it.each(Object.keys(TROUBLES))('%s: the intervals hold the truth in 95 % of runs', (name) => {
    let [count, gross, aboveIdle] = [0, 0, 0];
    for (const { energy, truth } of runs({ meter, ...TROUBLES[name](meter) })) {
      count++;
      gross += Number(holds(energy.gross, truth.gross));
      aboveIdle += Number(holds(energy.aboveIdle, truth.aboveIdle));
    }
    // Every run has a result for both networks.
    expect(count).toBe(2 * RUNS);
    expect(gross / count).toBeGreaterThanOrEqual(0.95);
    expect(aboveIdle / count).toBeGreaterThanOrEqual(0.95);
  });
});

describe('a processor that is throttled alike in every window', () => {
  it('the joules are marked, and cover what an undisturbed inference needs as well', () => {
    for (const share of [0.1, 0.3, 0.6, 0.9]) {
      const slowing = { from: share, factor: 1.5 };
      const { run, found } = measure({ meter: SLOW, slowing: () => slowing }, 1);
      expect(run.hopeless).toBe(true);
      found.forEach(({ energy, truth }, network) => {
        expect(holds(energy.gross, truth.gross)).toBe(true);
        expect(holds(energy.gross, ((2.6 + LOADS[network]) * INFERENCE_MS) / 1000)).toBe(true);
        expect(holds(energy.aboveIdle, (LOADS[network] * INFERENCE_MS) / 1000)).toBe(true);
      });
    }
  });
});

describe('what all windows share', () => {
  const gain = { ...SLOW, accuracy: { id: 'stated', share: 0.01, amps: 0 } };

  it('a meter that is off by as much as it states is covered, and narrower intervals would not be', () => {
    let [count, held, narrow] = [0, 0, 0];
    for (const { energy, truth } of runs({ meter: gain, faults: { gain: 0.0095 } }, 20)) {
      const { mean, random } = energy.gross;
      count++;
      held += Number(holds(energy.gross, truth.gross) && holds(energy.aboveIdle, truth.aboveIdle));
      narrow += Number(Math.abs(mean - truth.gross) <= random);
    }
    expect([held, narrow]).toEqual([count, 0]);
  });

  it('the ratio of two networks does not carry the meter’s factor', () => {
    let held = 0;
    for (let seed = 0; seed < RUNS; seed++) {
      const { found } = measure({ meter: gain, faults: { gain: 0.0095 } }, seed);
      const [dense, own] = found.map(({ energy }) => energyOf(energy));
      for (const key of ['gross', 'aboveIdle'] as const) {
        const ratio = energyRatio(own, dense, key)!;
        const truth = found[1].truth[key] / found[0].truth[key];
        held += Number(holds(ratio, truth));
        const { high, mean } = dense.perInferenceJ[key];
        expect((ratio.high - ratio.mean) / ratio.mean).toBeLessThan((high - mean) / mean);
      }
    }
    expect(held / (2 * RUNS)).toBeGreaterThanOrEqual(0.95);
  });

  it('instants of a ripple in step with them mislead: nothing in the readings tells', () => {
    const ripple = (random: Random) => sine(0.5, 1000 / FAST.ratePerSecond, phase(random));
    const trouble: Trouble = {
      ...{ meter: FAST, faults: { reads: 'instant' } },
      background: (random) => [ripple(random)],
    };
    let missed = 0;
    for (const { energy, truth } of runs(trouble, 20))
      missed += Number(!holds(energy.gross, truth.gross));
    expect(missed).toBeGreaterThan(20);
    expect(FAST.averages).toBe(false);
  });
});

function energyOf(perInferenceJ: InferenceEnergy): Energy {
  return { source: 'measured', meter: 'meter', perInferenceJ, windows: [] };
}
