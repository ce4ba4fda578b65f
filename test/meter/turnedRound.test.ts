/** A meter in the cable the wrong way round is said, never integrated, and right once its sign is turned. */
import { describe, expect, it } from 'vitest';
import { windowPower } from '../../src/meter/energy/windowPower';
import { liveChecks } from '../../src/meter/liveChecks';
import { DEFAULT_OPTIONS } from '../../src/meter/meter';
import { METERS, type Meter } from '../../src/meter/meters';
import { SampleFlag } from '../../src/meter/sampleBlock';
import { MeterSession } from '../../src/meter/session';
import { frameOf } from './protocols/frameOf';

const START = 1_700_000_000_000;
const SIGNED = METERS.filter(({ signed }) => signed);

function play(meter: Meter, amps: (n: number) => number, turned = false, readings = 60) {
  const session = new MeterSession(meter, { ...DEFAULT_OPTIONS, turned });
  const everyMs = 1000 / Math.min(meter.ratePerSecond, 4);
  for (let n = 0; n < readings; n++) {
    const reading = { volts: 5.1, amps: amps(n), watts: 5.1 * amps(n) };
    session.receive(frameOf(meter.id, reading, n), START + n * everyMs);
  }
  const samples = session.ring.slice(0, session.ring.length);
  const toMs = START + readings * everyMs;
  return {
    figures: session.figures(toMs),
    samples,
    power: windowPower(samples, toMs - 8000, toMs, session.measured),
  };
}

describe.each(SIGNED.map((meter) => [meter.id, meter] as const))('%s', (_, meter) => {
  it('turned round: named with its remedy, and nothing is integrated', () => {
    const { figures, samples, power } = play(meter, () => -0.7);
    expect(figures.amps).toBeCloseTo(-0.7, 2);
    expect(figures.turnedRound).toBe(true);
    expect(samples.flags.some((flag) => flag & SampleFlag.powerMismatch)).toBe(false);
    expect(liveChecks(figures, meter).map(({ code }) => code)).toEqual(['backwards']);
    expect(power).toBeNull();
  });

  it('with its sign turned: the joules of the right way round', () => {
    const { figures, power } = play(meter, () => -0.7, true);
    expect(figures.turnedRound).toBe(false);
    expect(figures.amps).toBeCloseTo(0.7, 2);
    expect(power!.meanW).toBeCloseTo(5.1 * 0.7, 1);
  });
});

describe('the direction of the current', () => {
  const [meter] = SIGNED.filter(({ id }) => id === 'powerz');

  it('noise about zero and a moment backwards are no meter turned round', () => {
    expect(play(meter, (n) => (n % 2 ? -0.02 : 0.02)).figures.turnedRound).toBe(false);
    const { samples, figures } = play(meter, (n) => (n > 30 && n < 36 ? -0.3 : 0.7));
    expect(figures.turnedRound).toBe(false);
    expect(samples.flags.some((flag) => flag & SampleFlag.backwards)).toBe(false);
  });

  it('a meter that is turned while it reads is noticed both times', () => {
    expect(play(meter, (n) => (n < 30 ? 0.7 : -0.7)).figures.turnedRound).toBe(true);
    expect(play(meter, (n) => (n < 30 ? -0.7 : 0.7)).figures.turnedRound).toBe(false);
    expect(play(meter, (n) => (n < 30 ? -0.7 : 0.7), true).figures.turnedRound).toBe(true);
  });

  it('watts without a sign follow the current', () => {
    const text = METERS.find(({ id }) => id === 'text-lines')!;
    const session = new MeterSession(text, { ...DEFAULT_OPTIONS, turned: true });
    for (let n = 0; n < 40; n++)
      session.receive(new TextEncoder().encode('V:5.1V I:-0.7A P:3.57W\n'), START + 100 * n);
    const { amps, watts, flags } = session.figures(START + 4000);
    expect([amps, watts, flags & SampleFlag.powerMismatch]).toEqual([0.7, 3.57, 0]);
  });
});
