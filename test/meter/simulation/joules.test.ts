/** The whole way at every meter's true pace: scripted power → frames → samples → joules, against the exact integral. */
import { describe, expect, it } from 'vitest';
import { inferenceEnergy, type Interval } from '../../../src/meter/energy/inferenceEnergy';
import { METERS } from '../../../src/meter/meters';
import { seededRandom } from '../../../src/base/seededRandom';
import { powerOf, runMeter, scheduleOf, scriptedCurve } from './scripted';

const RUNS = 100;
const START_MS = 1_700_000_000_000;

/** Default windows, but for the PPK2: 100,000 words a second. */
function windowMsOf(id: string, ratePerSecond: number): number {
  if (id === 'ppk2') return 250;
  return ratePerSecond < 10 ? 30_000 : 10_000;
}

function holds({ low, high }: Interval, truth: number): boolean {
  return truth >= low && truth <= high;
}

describe.each(METERS.map((meter) => [meter.id, meter] as const))('%s', (id, meter) => {
  it(`the interval holds the true joules in 95 % of ${RUNS} runs`, () => {
    let gross = 0;
    let aboveIdle = 0;
    let worst = 0;
    for (let seed = 0; seed < RUNS; seed++) {
      const settleMs = id === 'ppk2' ? 400 : 3000;
      const schedule = scheduleOf(windowMsOf(id, meter.ratePerSecond), settleMs, START_MS);
      const curve = scriptedCurve(schedule, id === 'ppk2' ? 0.5 : 1, seededRandom(seed, 0));
      const session = runMeter(meter, curve, START_MS, schedule.endMs, seed);
      const window = {
        active: powerOf(session, schedule.active),
        inferences: 1,
        idleBefore: powerOf(session, schedule.idleBefore),
        idleAfter: powerOf(session, schedule.idleAfter),
        ...{ latencyDrift: 1, disturbed: false },
      };
      const energy = inferenceEnergy([window]);
      const truth = curve.joules(...schedule.active);
      const idle = (curve.joules(...schedule.idleBefore) + curve.joules(...schedule.idleAfter)) / 2;
      gross += Number(holds(energy.gross, truth));
      aboveIdle += Number(holds(energy.aboveIdle, truth - idle));
      worst = Math.max(worst, Math.abs(energy.gross.mean / truth - 1));
    }
    expect(gross).toBeGreaterThanOrEqual(0.95 * RUNS);
    expect(aboveIdle).toBeGreaterThanOrEqual(0.95 * RUNS);
    expect(worst).toBeLessThan(0.01);
  });
});
