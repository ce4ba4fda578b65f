import { describe, expect, it } from 'vitest';
import { inferenceEnergy, relativeHalf } from '../../../src/meter/energy/inferenceEnergy';
import { IdleModel } from '../../../src/meter/energy/idleModel';
import { student95 } from '../../../src/meter/energy/student';
import { normal } from '../../../src/meter/simulation/simulatedMeter';
import { estimatedEnergy, supplyVoltsAt } from '../../../src/meter/simulation/piPower';
import { seededRandom } from '../../../src/base/seededRandom';
import { flatPower, sure, windowOf } from './flatPower';

/** Above idle does not matter here. */
const NO_IDLE = new IdleModel({ idles: [flatPower(2), flatPower(2, 30_000)], loads: [] });

describe('joules per inference', () => {
  it('mean power × exact time, above both idle levels', () => {
    const energy = inferenceEnergy([windowOf([2.4, 5, 2.6], 1000)]);
    expect(energy.gross.mean).toBeCloseTo(0.05, 12);
    expect(energy.aboveIdle.mean).toBeCloseTo(0.025, 4);
    expect(energy.aboveIdle.high).toBeGreaterThan(energy.aboveIdle.mean);
  });

  it('idle uncertainty widens only what is above idle', () => {
    const idle = (standard: number, fromMs: number) =>
      flatPower(2, fromMs, { random: sure(standard) });
    const energy = inferenceEnergy([
      windowOf([2, 5, 2], 1, { idleBefore: idle(0.3, 0), idleAfter: idle(0.4, 30_000) }),
    ]);
    expect(energy.gross.high - energy.gross.low).toBe(0);
    expect((energy.aboveIdle.high - energy.aboveIdle.low) / 2).toBeCloseTo(1.96 * 0.25 * 10, 6);
  });

  it('repeats that agree by chance do not beat what each window says of itself', () => {
    const active = flatPower(5, 15_000, { random: sure(0.1) });
    const window = windowOf([2, 5, 2], 1, { active });
    expect(relativeHalf(inferenceEnergy([window, window, window]).gross)).toBeCloseTo(
      (1.96 * 0.1) / Math.sqrt(3) / 5,
      12,
    );
  });

  it('three repeats: Student’s interval holds the truth in 95 % of 2000 draws', () => {
    const random = seededRandom(7, 0);
    let held = 0;
    for (let draw = 0; draw < 2000; draw++) {
      const windows = [0, 1, 2].map(() => windowOf([2, 5 + 0.1 * normal(random), 2], 1));
      const { low, high } = inferenceEnergy(windows, NO_IDLE).gross;
      held += Number(low <= 50 && high >= 50);
    }
    expect(held / 2000).toBeGreaterThan(0.94);
    expect(held / 2000).toBeLessThan(0.96);
  });

  it('tells random and systematic apart, and combines them by their squares', () => {
    const active = flatPower(5, 15_000, {
      ...{ random: sure(0.1), sharedW: 0.03, gainShare: 0.01, offsetW: 0.02 },
    });
    const { gross, aboveIdle } = inferenceEnergy([windowOf([2, 5, 2], 1, { active })]);
    const joules = (watts: number) => expect.closeTo(1.96 * 10 * watts, 9);
    expect(gross.random).toEqual(joules(0.1));
    expect(gross.gain).toEqual(joules(0.05 / Math.sqrt(3)));
    const systematic = Math.hypot(0.03, 0.02 / Math.sqrt(3), 0.05 / Math.sqrt(3));
    expect(gross.systematic).toEqual(joules(systematic));
    expect((gross.high - gross.low) / 2).toEqual(joules(Math.hypot(0.1, systematic)));
    // What the meter adds to every power falls out of the difference, and its factor acts on the difference.
    expect(aboveIdle.gain).toEqual(joules(0.03 / Math.sqrt(3)));
    expect(aboveIdle.systematic).toBeLessThan(gross.systematic);
  });

  it('more repeats make the random part smaller, not the systematic one', () => {
    const window = windowOf([2, 5, 2], 1, {
      active: flatPower(5, 15_000, { random: sure(0.1), sharedW: 0.05 }),
    });
    const [once, often] = [1, 9].map((n) => inferenceEnergy(Array(n).fill(window)).gross);
    expect(often.random).toBeCloseTo(once.random / 3, 9);
    expect(often.systematic).toBe(once.systematic);
  });

  it('a disturbed window may be off by what changed within it', () => {
    const slowed = windowOf([2, 5, 2], 1, { latencyDrift: 1.5 });
    expect(inferenceEnergy([slowed]).gross.systematic).toBe(0);
    const { gross } = inferenceEnergy([{ ...slowed, disturbed: true }]);
    // First inferences take 0.8 of the mean time, the last ones 1.2, at 5 W.
    expect(gross.low).toBeLessThan(0.8 * 50);
    expect(gross.high).toBeGreaterThan(1.2 * 50);
  });

  it('Student’s t agrees with tables beyond the stored ones', () => {
    expect(student95(2)).toBe(4.303);
    expect(student95(60)).toBeCloseTo(2.0, 2);
    expect(student95(1000)).toBeCloseTo(1.962, 3);
  });
});

describe('estimate', () => {
  it('latency × documented power, within its documented range', () => {
    const { gross, aboveIdle } = estimatedEnergy(10, 4);
    expect(gross.mean).toBeCloseTo(0.064, 12);
    expect([gross.low, gross.high]).toEqual([0.042, 0.071].map((j) => expect.closeTo(j, 12)));
    expect(aboveIdle.mean).toBeCloseTo(0.037, 12);
  });

  it('the supply’s voltage solves V² − E·V + R·P = 0', () => {
    const volts = supplyVoltsAt(6.4);
    expect(volts * ((5.1 - volts) / 0.08)).toBeCloseTo(6.4, 9);
  });
});
