import { describe, expect, it } from 'vitest';
import { windowPower } from '../../../src/meter/energy/windowPower';
import { SampleFlag } from '../../../src/meter/sampleBlock';
import { SampleRing } from '../../../src/meter/sampleRing';
import { seededRandom } from '../../../src/pruning/seededRandom';

const METER = {
  settleMs: 1000,
  ratePerSecond: 2,
  pollEveryMs: 500,
  resolution: { volts: 0.01, amps: 0.001 },
};

/** A reading every 500 ms from 0 to 60 s; the window is 10 s to 40 s. */
function measure(
  watts: (timeMs: number) => number,
  flags: (timeMs: number) => number | null = () => 0,
) {
  const ring = new SampleRing(1000);
  for (let ms = 0; ms <= 60_000; ms += 500) {
    const flag = flags(ms);
    if (flag !== null) ring.push(ms, 5, watts(ms) / 5, watts(ms), flag);
  }
  return windowPower(ring.slice(0, ring.length), 10_000, 40_000, METER)!;
}

describe('window power', () => {
  it('edges that still show what was before do not count', () => {
    const late = (ms: number) => (ms <= 11_000 || ms > 39_000 ? 2.5 : 5);
    expect(measure(late).meanW).toBe(5);
  });

  it('a drift is drift, not noise', () => {
    const power = measure((ms) => 4 + (ms - 25_000) / 30_000);
    expect(power.meanW).toBeCloseTo(4, 6);
    expect(power.driftW).toBeCloseTo(1, 5);
    expect(power.randomHalfW).toBeLessThan(1e-5);
  });

  it('at real page times nothing is lost between the parts of the window', () => {
    const random = seededRandom(4, 0);
    for (let run = 0; run < 100; run++) {
      const startMs = 1.78e12 + 1e9 * random();
      const ring = new SampleRing(200);
      for (let i = 0; i < 80; i++) ring.push(startMs + 500 * (i + 0.1 * random()), 5, 0.8, 4, 0);
      const from = startMs + 1000 * random() + 1000;
      const power = windowPower(ring.slice(0, 80), from, from + 30_000, METER)!;
      expect(power.coveredShare).toBeCloseTo(1, 6);
    }
  });

  it('gaps and invalid samples are left out and counted', () => {
    const gap = (ms: number) => (ms > 20_000 && ms < 26_000 ? null : 0);
    const power = measure((ms) => (ms > 20_000 && ms < 26_000 ? 100 : 4), gap);
    expect(power.meanW).toBe(4);
    expect(power.coveredShare).toBeCloseTo(1 - 6 / 26, 9);
    const wrong = (ms: number) => (ms === 30_000 ? SampleFlag.invalid : 0);
    expect(measure((ms) => (ms === 30_000 ? 100 : 4), wrong).meanW).toBe(4);
  });

  it('duplicates hold the value but are no new readings', () => {
    const every = (ms: number) => (ms % 1000 === 0 ? 0 : SampleFlag.duplicate);
    expect(measure(() => 4).samples).toBe(53);
    expect(measure(() => 4, every).samples).toBe(27);
  });

  it('a steady value is still uncertain by its counts', () => {
    const { randomHalfW, sharedHalfW } = measure(() => 4);
    expect(randomHalfW).toBe(0);
    expect(sharedHalfW).toBeCloseTo(0.566 * Math.hypot(4 * (0.01 / 5), 5 * 0.001), 3);
  });
});
