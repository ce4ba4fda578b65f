/** What the latest reading says about the set-up, in sentences for the Connect dialog. */
import type { Meter } from './meters';
import { SampleFlag } from './sampleBlock';
import { SLOWEST_HZ } from './samplePace';
import type { MeterFigures } from './session';
import { TURNED_ROUND_MESSAGE } from './turnedRound';

export interface LiveCheck {
  readonly code:
    | 'calibration'
    | 'too-slow'
    | 'power-mismatch'
    | 'low-supply'
    | 'near-limit'
    | 'implausible'
    | 'backwards';
  readonly message: string;
}

/** The board's own warning comes at 4.63 V. */
const LOW_VOLTS = 4.8;
const HIGH_VOLTS = 5.5;
const NEAR_LIMIT = 0.9;
/** A board that runs this page draws at least this. */
const LEAST_WATTS = 0.5;

export function liveChecks(figures: MeterFigures, meter: Meter): readonly LiveCheck[] {
  const { volts, amps, watts, flags } = figures;
  if (Number.isNaN(watts)) return [];
  const checks: LiveCheck[] = [];
  const say = (code: LiveCheck['code'], message: string) => checks.push({ code, message });
  if (figures.notice) say('calibration', figures.notice);
  const slow = tooSlow(figures.rateHz);
  if (slow) say('too-slow', slow);
  if (flags & SampleFlag.powerMismatch)
    say(
      'power-mismatch',
      `${watts.toFixed(2)} W is not ${volts.toFixed(2)} V × ${amps.toFixed(3)} A: check the columns or units`,
    );
  if (volts < LOW_VOLTS)
    say(
      'low-supply',
      `${volts.toFixed(2)} V is under ${LOW_VOLTS} V: use a shorter cable or a stronger supply`,
    );
  if (Math.abs(amps) > NEAR_LIMIT * meter.mostAmps)
    say('near-limit', `${amps.toFixed(2)} A is near the meter’s limit of ${meter.mostAmps} A`);
  const wrong = flags & SampleFlag.invalid && !(flags & SampleFlag.backwards);
  if (volts > HIGH_VOLTS || wrong)
    say(
      'implausible',
      `${volts.toFixed(2)} V and ${amps.toFixed(2)} A cannot be a 5 V board: is this the right meter?`,
    );
  else if (Math.abs(watts) < LEAST_WATTS)
    say(
      'implausible',
      `${watts.toFixed(2)} W is too little for a running board: is it fed through the meter?`,
    );
  if (figures.turnedRound)
    say('backwards', `${amps.toFixed(2).replace('-', '−')} A: ${TURNED_ROUND_MESSAGE}`);
  return checks;
}

/** Why a meter at this pace cannot measure an inference's energy, or null. */
export function tooSlow(rateHz: number): string | null {
  if (!(rateHz < SLOWEST_HZ)) return null;
  const seconds = (1 / rateHz).toFixed(0);
  return `one reading in ${seconds} s is too slow to measure energy: let it send one a second, or one in ${1 / SLOWEST_HZ} s at least`;
}
