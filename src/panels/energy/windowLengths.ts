import { LEAST_SAMPLES, type MeasuringSettings } from '../../meter/measuring/measuringSettings';
import { windowRangeMs } from '../../meter/measuring/schedule';
import { words } from '../../words/words';

/** A window of its own choice that needs no word of why. */
const AUTO_SECONDS = 10;

/**
 * How long windows are, and why they are not what was chosen.
 * @param chosen seconds; null: as long as the meter needs
 * @param rate of the meter, readings a second
 */
export function windowsText(
  settings: MeasuringSettings,
  chosen: number | null,
  rate: number,
): string {
  const { least, most } = windowRangeMs(settings);
  return settings.leastWindowMs <= 1000 * (chosen ?? AUTO_SECONDS)
    ? words.energy.windows(least, most)
    : words.energy.longerWindows({ least, most, chosen, rate, readings: LEAST_SAMPLES });
}
