/** What the browser kept for the next visit, by the schemas of study.json: another version of the lab may have written it. */
import { checked, object } from '../base/schema';
import type { Outcome } from '../base/outcome';
import type { StudyAbout } from './about';
import { aboutSchema } from './aboutSchema';
import { date, environment } from './environmentSchema';
import { planSchema } from './planSchema';
import type { OperatingPoint } from './point';
import { pointFields } from './pointSchema';

const origin = object({ environment, measuredAt: date });
const point = object({ origin, ...pointFields(planSchema, origin) });

/** Refused with the note of the first field that is missing or wrong. */
export function keptPoint(value: unknown): Outcome<OperatingPoint> {
  return checked(point, value);
}

/** Refused with the note of the first field that is missing or wrong. */
export function keptAbout(value: unknown): Outcome<StudyAbout> {
  return checked(aboutSchema, value);
}
