import { describe, expect, it } from 'vitest';
import { inferenceEnergy, relativeHalf } from '../../../src/meter/energy/inferenceEnergy';
import { student95 } from '../../../src/meter/energy/student';
import type { WindowPower } from '../../../src/meter/energy/windowPower';
import { normal } from '../../../src/meter/simulation/simulatedMeter';
import { estimatedEnergy, supplyVoltsAt } from '../../../src/meter/simulation/piPower';
import { seededRandom } from '../../../src/pruning/seededRandom';

function power(meanW: number, randomHalfW = 0, sharedHalfW = 0): WindowPower {
  return {
    fromMs: 0,
    toMs: 10_000,
    meanW,
    randomHalfW,
    sharedHalfW,
    samples: 100,
    coveredShare: 1,
    driftW: 0,
    meanVolts: 5,
    lowestVolts: 5,
  };
}

describe('joules per inference', () => {
  it('mean power × exact time, above both idle levels', () => {
    const energy = inferenceEnergy([
      { active: power(5), inferences: 1000, idleBefore: power(2.4), idleAfter: power(2.6) },
    ]);
    expect(energy.gross.mean).toBeCloseTo(0.05, 12);
    expect(energy.aboveIdle.mean).toBeCloseTo(0.025, 12);
    expect(energy.aboveIdle.high).toBeGreaterThan(energy.aboveIdle.mean);
  });

  it('idle uncertainty widens only what is above idle', () => {
    const energy = inferenceEnergy([
      { active: power(5), inferences: 1, idleBefore: power(2, 0.3), idleAfter: power(2, 0.4) },
    ]);
    expect(energy.gross.high - energy.gross.low).toBe(0);
    expect((energy.aboveIdle.high - energy.aboveIdle.low) / 2).toBeCloseTo(0.25 * 10, 9);
  });

  it('repeats that agree by chance do not beat what each window says of itself', () => {
    const window = {
      active: power(5, 0.1),
      inferences: 1,
      idleBefore: power(2),
      idleAfter: power(2),
    };
    expect(relativeHalf(inferenceEnergy([window, window, window]).gross)).toBeCloseTo(
      0.1 / Math.sqrt(3) / 5,
      12,
    );
  });

  it('three repeats: Student’s interval holds the truth in 95 % of 2000 draws', () => {
    const random = seededRandom(7, 0);
    let held = 0;
    for (let draw = 0; draw < 2000; draw++) {
      const windows = [0, 1, 2].map(() => ({
        active: power(5 + 0.1 * normal(random)),
        inferences: 1,
        idleBefore: power(2),
        idleAfter: power(2),
      }));
      const { low, high } = inferenceEnergy(windows).gross;
      held += Number(low <= 50 && high >= 50);
    }
    expect(held / 2000).toBeGreaterThan(0.94);
    expect(held / 2000).toBeLessThan(0.96);
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
