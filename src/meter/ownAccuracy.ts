import type { Meter } from './meters';
import type { Outcome } from '../base/outcome';
import { refusal } from '../words/refusal';
import type { AccuracyRow, MeterOptions } from './meter';

/** ± % of the reading. */
const LEAST = 0.01;
const MOST = 50;

const OWN: AccuracyRow = { id: 'own', share: 0, amps: 0, source: 'as the user entered it' };

/** The meter with the user's own accuracy, where one was entered, in place of its row's. */
export function withOwnAccuracy(
  meter: Meter,
  { accuracyPercent }: Pick<MeterOptions, 'accuracyPercent'>,
): Meter {
  if (accuracyPercent === null) return meter;
  return { ...meter, accuracy: { ...OWN, share: accuracyPercent / 100 } };
}

/** @param text as it was typed, with a decimal point or comma; empty: null, the meter's own */
export function readAccuracyPercent(text: string): Outcome<number | null> {
  const typed = text.trim();
  if (typed === '') return { ok: true, value: null };
  const percent = Number(typed.replace(',', '.'));
  if (percent >= LEAST && percent <= MOST) return { ok: true, value: percent };
  return refusal('accuracy-range', { typed, least: LEAST, most: MOST });
}
