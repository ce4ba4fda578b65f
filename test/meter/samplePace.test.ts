import { sentence } from '../../src/words/sentence';
import { writeTc66 } from '../../src/meter/protocols/rdtechTc66';
import { describe, expect, it } from 'vitest';
import { liveChecks } from '../../src/meter/liveChecks';
import { DEFAULT_OPTIONS } from '../../src/meter/meter';
import { meterById } from '../../src/meter/meters';
import { SampleFlag } from '../../src/meter/sampleBlock';
import { SamplePace } from '../../src/meter/samplePace';
import { MeterSession } from '../../src/meter/session';
import { windowPower } from '../../src/meter/energy/windowPower';
import { seededRandom } from '../../src/base/seededRandom';

const START_MS = 1_700_000_000_000;

/** @param arrivals times in ms, or pairs of a time and how many readings came then */
function rateOf(arrivals: readonly (number | readonly [number, number])[]): number {
  const pace = new SamplePace();
  for (const arrival of arrivals) {
    const [atMs, readings] = typeof arrival === 'number' ? [arrival, 1] : arrival;
    pace.observe(START_MS + atMs, readings);
  }
  return pace.rateHz;
}

const every = (ms: number, count: number) => Array.from({ length: count }, (_, k) => k * ms);

describe('the pace of a meter', () => {
  it.each([2000, 1000, 500, 250, 100, 40, 10, 1])('one reading every %i ms', (ms) => {
    expect(rateOf(every(ms, 400)) * ms).toBeCloseTo(1000, 4);
  });

  it('is unknown before four readings', () => {
    expect(rateOf(every(1000, 3))).toBeNaN();
    expect(rateOf(every(1000, 4))).toBe(1);
  });

  it('bears jitter of a third of the period', () => {
    const random = seededRandom(1, 0);
    const rate = rateOf(every(1000, 60).map((ms) => ms + 660 * (random() - 0.5)));
    expect(Math.abs(rate - 1)).toBeLessThan(0.05);
  });

  it('counts what comes in bunches, however they are cut', () => {
    const bunches = every(1000, 10).map((ms) => [ms, 10] as const);
    expect(rateOf(bunches)).toBeCloseTo(10, 6);
    const cut = every(1000, 10).flatMap((ms) => [[ms, 4] as const, [ms + 1, 6] as const]);
    expect(rateOf(cut)).toBeCloseTo(10, 6);
    const pairs = every(1000, 12).flatMap((ms) => [ms, ms + 100]);
    expect(rateOf(pairs)).toBeCloseTo(2, 0);
  });

  it('does not take gaps for a pace', () => {
    const gaps = every(100, 200).map((ms) => ms + 30_000 * Math.floor(ms / 1500));
    expect(rateOf(gaps)).toBeCloseTo(10, 4);
  });

  it('follows a board that changes its pace, in both directions', () => {
    const fast = every(100, 40);
    const slow = every(1000, 25).map((ms) => 5000 + ms);
    expect(rateOf([...fast, ...slow])).toBeCloseTo(1, 2);
    expect(rateOf([...slow, ...every(100, 60).map((ms) => 30_000 + ms)])).toBeCloseTo(10, 2);
  });
});

/** A board that prints lines; `atMs` tells when the k-th arrives, those of one moment in one piece. */
function board(count: number, atMs: (k: number) => number) {
  const session = new MeterSession(meterById('text-lines'), DEFAULT_OPTIONS, 1 << 14);
  for (let k = 0; k < count;) {
    const arrivalMs = atMs(k);
    let text = '';
    for (; k < count && atMs(k) === arrivalMs; k++) text += `V:5.04${k % 2}V I:0.53${k % 3}A\n`;
    session.receive(new TextEncoder().encode(text), START_MS + arrivalMs);
  }
  return session;
}

function flagged({ ring }: MeterSession, flag: number): number {
  return ring.slice(0, ring.length).flags.filter((flags) => flags & flag).length;
}

describe('a board that prints text', () => {
  it.each([2000, 1000, 500, 100, 20, 10])('a line every %i ms is measured', (periodMs) => {
    const session = board(120, (k) => k * periodMs);
    const untilMs = START_MS + 119 * periodMs;
    const figures = session.figures(untilMs);
    expect(figures.rateHz * periodMs).toBeCloseTo(1000, 4);
    expect(figures.stalled).toBe(false);
    expect(flagged(session, SampleFlag.afterGap)).toBe(0);
    expect(flagged(session, SampleFlag.duplicate)).toBe(0);
    const fromMs = START_MS + 10 * periodMs;
    const samples = session.ring.slice(0, session.ring.length);
    const power = windowPower(samples, fromMs, untilMs, session.measured)!;
    expect(power.coveredShare).toBe(1);
    expect(power.meanW).toBeCloseTo(5.0405 * 0.531, 2);
  });

  it('a line that fails to come is a gap at the board’s own pace', () => {
    const session = board(60, (k) => 1000 * k + (k >= 40 ? 3000 : 0));
    expect(flagged(session, SampleFlag.afterGap)).toBe(1);
  });

  it('a board that falls silent is told from a slow one', () => {
    const session = board(20, (k) => 2000 * k);
    const last = START_MS + 19 * 2000;
    expect(session.figures(last + 4000).stalled).toBe(false);
    expect(session.figures(last + 6000).stalled).toBe(true);
  });

  it('a buffer full of lines is spread over the time in which it was filled', () => {
    const session = board(300, (k) => 5000 * Math.floor(k / 10));
    const { timeMs } = session.ring.slice(277, 287);
    expect(timeMs[9] - timeMs[0]).toBeCloseTo(4500, 3);
  });

  it('says that it is too slow before anything is measured', () => {
    const messages = (periodMs: number) => {
      const session = board(12, (k) => k * periodMs);
      return liveChecks(session.figures(START_MS), session.meter).map(sentence);
    };
    expect(messages(4000)).toEqual([]);
    expect(messages(7000)).toEqual([expect.stringMatching(/one reading in 7 s is too slow/)]);
  });
});

it('a meter that is asked more often than it measures counts only what is new', () => {
  const session = new MeterSession(meterById('tc66'), DEFAULT_OPTIONS, 1 << 10);
  for (let k = 0; k < 80; k++) {
    const atMs = START_MS + 250 * k;
    session.due(atMs);
    const amps = 0.5 + 0.01 * Math.floor(k / 4);
    session.receive(writeTc66({ volts: 5, amps, watts: 5 * amps }), atMs + 10);
  }
  const { rateHz } = session.figures(START_MS + 20_000);
  expect(rateHz).toBeCloseTo(2, 1);
});
