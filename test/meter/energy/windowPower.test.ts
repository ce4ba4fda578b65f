import { describe, expect, it } from 'vitest';
import { powerHalfW, windowPower } from '../../../src/meter/energy/windowPower';
import { SampleFlag } from '../../../src/meter/sampleBlock';
import { SampleRing } from '../../../src/meter/sampleRing';
import { seededRandom } from '../../../src/base/seededRandom';

const METER = {
  settleMs: 1000,
  ratePerSecond: 2,
  pollEveryMs: 500,
  resolution: { volts: 0.01, amps: 0.001 },
  accuracy: { id: 'assumed', share: 0.01, amps: 0.002 },
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
    const { meanW, sharedW } = measure(late);
    expect(meanW).toBe(5);
    // Whether the last second was really so cannot be told: 2.5 J of 150 J are within the interval.
    expect(1.96 * sharedW).toBeGreaterThan(2.5 / 30);
  });

  it('edges count where the load ran before: their difference is the window’s own', () => {
    const loaded = (ms: number) => (ms >= 10_000 && ms < 11_000 ? 7 : 5);
    expect(measure(loaded).meanW).toBeCloseTo(5 + 2 / 30, 1);
    expect(measure(loaded).meanW).toBeGreaterThan(5.04);
    const stepped = (ms: number) => (ms < 10_000 ? 2.5 : loaded(ms));
    expect(measure(stepped).meanW).toBe(5);
  });

  it('a drift is drift, not noise', () => {
    const power = measure((ms) => 4 + (ms - 25_000) / 30_000);
    expect(power.meanW).toBeCloseTo(4, 6);
    expect(power.driftW).toBeCloseTo(1, 5);
    expect(power.random.standard).toBeLessThan(1e-5);
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

  it('long gaps and invalid samples are left out and counted', () => {
    const gap = (ms: number) => (ms > 20_000 && ms < 26_000 ? null : 0);
    const power = measure((ms) => (ms > 20_000 && ms < 26_000 ? 100 : 4), gap);
    expect(power.meanW).toBe(4);
    expect(power.coveredShare).toBeCloseTo(1 - 6 / 26, 9);
    const wrong = (ms: number) => (ms === 30_000 ? SampleFlag.invalid : 0);
    expect(measure((ms) => (ms === 30_000 ? 100 : 4), wrong).meanW).toBe(4);
  });

  it('a straight line bridges short gaps, which widens the interval', () => {
    const random = seededRandom(9, 0);
    const noisy = Array.from({ length: 121 }, () => 4 + 0.2 * (random() - 0.5));
    const watts = (ms: number) => noisy[ms / 500];
    const gap = (ms: number) => (ms > 20_000 && ms < 22_500 ? null : 0);
    const [whole, bridged] = [measure(watts), measure(watts, gap)];
    expect(bridged.coveredShare).toBeCloseTo(1 - 2.5 / 26, 9);
    expect(Math.abs(bridged.meanW - whole.meanW)).toBeLessThan(0.02);
    const creeping = measure((ms) => 4 + (ms - 25_000) / 30_000, gap);
    expect(creeping.meanW).toBeCloseTo(4, 6);
    const flat = (ms: number) => 4 + 0.1 * ((ms / 500) % 2);
    expect(measure(flat, gap).random.standard).toBeGreaterThan(measure(flat).random.standard);
  });

  it('duplicates hold the value but are no new readings', () => {
    const every = (ms: number) => (ms % 1000 === 0 ? 0 : SampleFlag.duplicate);
    expect(measure(() => 4).samples).toBe(53);
    expect(measure(() => 4, every).samples).toBe(27);
  });

  it('a steady value is uncertain by a whole count: some meters cut digits off', () => {
    const { random, sharedW } = measure(() => 4);
    expect(random.standard).toBe(0);
    expect(sharedW).toBeCloseTo(Math.hypot(4 * (0.01 / 5), 5 * 0.001) / Math.sqrt(3), 9);
  });

  it('the meter’s stated accuracy and its counts are part of the interval', () => {
    const power = measure(() => 4);
    const limits = [0.01 * 4, 5 * 0.002].map((limit) => limit / Math.sqrt(3));
    expect(powerHalfW(power)).toBeCloseTo(1.96 * Math.hypot(power.sharedW, ...limits), 9);
  });
});
