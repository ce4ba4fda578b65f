/** What the latest reading says about the set-up, for the Connect dialog. */
import type { Note } from '../base/outcome';
import { note } from '../words/refusal';
import type { Meter } from './meters';
import { SampleFlag } from './sampleBlock';
import { SLOWEST_HZ } from './samplePace';
import type { MeterFigures } from './session';

/** The board's own warning comes at 4.63 V. */
const LOW_VOLTS = 4.8;
const HIGH_VOLTS = 5.5;
const NEAR_LIMIT = 0.9;
/** A board that runs this page draws at least this. */
const LEAST_WATTS = 0.5;

export function liveChecks(figures: MeterFigures, meter: Meter): readonly Note[] {
  const { volts, amps, watts, flags } = figures;
  if (Number.isNaN(watts)) return [];
  const checks: Note[] = [];
  if (figures.notice) checks.push(figures.notice);
  const slow = tooSlow(figures.rateHz);
  if (slow) checks.push(slow);
  if (flags & SampleFlag.powerMismatch) checks.push(note('power-mismatch', { volts, amps, watts }));
  if (volts < LOW_VOLTS) checks.push(note('low-supply', { volts, least: LOW_VOLTS }));
  if (Math.abs(amps) > NEAR_LIMIT * meter.mostAmps)
    checks.push(note('near-limit', { amps, most: meter.mostAmps }));
  const wrong = flags & SampleFlag.invalid && !(flags & SampleFlag.backwards);
  if (volts > HIGH_VOLTS || wrong) checks.push(note('no-such-board', { volts, amps }));
  else if (Math.abs(watts) < LEAST_WATTS) checks.push(note('too-little-power', { watts }));
  if (figures.turnedRound) checks.push(note('backwards', { amps }));
  return checks;
}

/** Why a meter at this pace cannot measure an inference's energy, or null. */
export function tooSlow(rateHz: number): Note | null {
  if (!(rateHz < SLOWEST_HZ)) return null;
  return note('meter-too-slow', { seconds: 1 / rateHz, most: 1 / SLOWEST_HZ });
}
