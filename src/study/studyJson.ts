/** Reads study.json, schema 2; schema 1 is upgraded. README.md describes every field. */
import * as v from 'valibot';
import { byName, checked, list, object, oneOf, what } from '../base/schema';
import type { Outcome } from '../base/outcome';
import { refusal } from '../words/refusal';
import { fileAboutSchema } from './aboutSchema';
import type { Environment } from './environment';
import { date, environment } from './environmentSchema';
import { STUDY_SCHEMA } from './formatStudy';
import type { Study } from './point';
import { pointFields } from './pointSchema';
import { studyOne } from './schemaOne';

type Environments = Readonly<Record<string, Environment>>;

/** Refuses with a cause that names the first field that is missing or wrong. */
export function parseStudy(json: string): Outcome<Study> {
  const file = parseJson(json);
  if (!file.ok) return file;
  const study = readStudy(file.value);
  return study.ok ? study : refusal('study-field', { cause: study });
}

function parseJson(json: string): Outcome<unknown> {
  try {
    return { ok: true, value: JSON.parse(json) };
  } catch (error) {
    const reason = (error as Error).message;
    return refusal('study-no-json', { reason });
  }
}

const versioned = object({ schema: oneOf([1, STUDY_SCHEMA]) });
const surrounded = object({ environments: byName(environment) });

/** Environments first: points are checked against the ids that there are. */
function readStudy(file: unknown): Outcome<Study> {
  const version = checked(versioned, file);
  if (!version.ok) return version;
  if (version.value.schema === 1) return checked(studyOne, file);
  const found = checked(surrounded, file);
  return found.ok ? checked(studyTwo(found.value.environments), file) : found;
}

function studyTwo(environments: Environments) {
  const id = v.pipe(
    v.string(what('is-environment-id')),
    v.check((name) => Object.hasOwn(environments, name), what('is-environment-id')),
    v.transform((name) => environments[name]),
  );
  const origin = { environment: id, measuredAt: date };
  const fields = pointFields(object(origin));
  const point = v.pipe(
    object({ ...origin, ...fields }),
    v.transform(({ environment: own, measuredAt, ...rest }) => ({
      ...rest,
      origin: { environment: own, measuredAt },
    })),
  );
  return v.pipe(
    object({ study: v.optional(fileAboutSchema), points: list(point) }),
    v.transform(({ study, points }): Study => ({ ...(study && { about: study }), points })),
  );
}
