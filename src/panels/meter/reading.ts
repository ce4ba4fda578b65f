/** What a meter reads, how often, and what was lost on the way, in words. */
import type { MeterFigures } from '../../meter/session';
import type { MeterTotals } from '../../meter/totals';
import type { MeterStatus } from '../../protocol/meter';
import { words } from '../../words/words';

export interface Reading {
  readonly volts: string;
  readonly amps: string;
  readonly watts: string;
}

/** Null before the first sample. */
export function readingOf(figures: MeterFigures | null): Reading | null {
  return figures && !Number.isNaN(figures.watts) ? written(figures) : null;
}

export function noReading(): Reading {
  return written({ volts: NaN, amps: NaN, watts: NaN });
}

function written({ volts, amps, watts }: Pick<MeterFigures, 'volts' | 'amps' | 'watts'>): Reading {
  return {
    volts: words.meter.volts(volts),
    amps: words.meter.amps(amps),
    watts: words.meter.watts(watts),
  };
}

/** New readings a second as they come; slow meters in seconds per reading. */
export function rateText({ rateHz, stalled }: Pick<MeterFigures, 'rateHz' | 'stalled'>): string {
  if (stalled) return words.meter.rates.none;
  if (Number.isNaN(rateHz)) return words.meter.rates.counting;
  return rateHz < 0.95
    ? words.meter.rates.secondsEach(1 / rateHz)
    : words.meter.rates.hertz(rateHz);
}

/** What was lost on the way, or null where nothing was. */
export function droppedText({ figures, hiccups, losses }: MeterStatus): string | null {
  const { lostSamples = 0, skippedBytes = 0 } = figures?.counts ?? {};
  const { samples, bytes, readErrors, unplugged } = words.meter.droppedOf;
  const parts = [
    lostSamples > 0 ? samples(lostSamples) : null,
    skippedBytes > 0 ? bytes(skippedBytes) : null,
    hiccups > 0 ? readErrors(hiccups) : null,
    losses > 0 ? unplugged(losses) : null,
  ].filter((part) => part !== null);
  return parts.length > 0 ? words.meter.list(parts) : null;
}

/** Null before two readings. */
export function totalsText(totals: MeterTotals | undefined): string | null {
  return totals && totals.seconds > 0 ? words.meter.totals(totals) : null;
}
