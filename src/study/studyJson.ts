/** study.json, schema 2; schema 1 is read. README.md describes every field. */
import * as v from 'valibot';
import { byName, checked, list, object, oneOf, what } from '../base/schema';
import type { Outcome } from '../base/outcome';
import { refusal } from '../words/refusal';
import { fileAbout } from './aboutFile';
import { fileAboutSchema } from './aboutSchema';
import { environmentId, type Environment } from './environment';
import { date, environment } from './environmentSchema';
import { filePlan } from './filePlan';
import { filePlanSchema } from './planSchema';
import type { Energy, OperatingPoint, Origin, Study } from './point';
import { pointFields } from './pointSchema';
import { studyOne } from './schemaOne';

export const STUDY_SCHEMA = 2;

/** Environments are stored once; whatever was measured in one has its id. */
type Environments = Readonly<Record<string, Environment>>;
type FileOrigin = Omit<Origin, 'environment'> & { readonly environment: string };

export function formatStudy({ about, points }: Study): string {
  const environments: Record<string, Environment> = {};
  const written = points.map((point) =>
    filePoint(point, ({ environment: own, measuredAt }) => {
      const id = environmentId(own);
      environments[id] = own;
      return { environment: id, measuredAt };
    }),
  );
  const head = { schema: STUDY_SCHEMA, ...(about && { study: fileAbout(about) }) };
  return `${JSON.stringify({ ...head, environments, points: written }, null, 2)}\n`;
}

function filePoint(point: OperatingPoint, stored: (origin: Origin) => FileOrigin) {
  const { plan, origin, latencyOrigin, energy, ...measured } = point;
  return {
    ...stored(origin),
    plan: filePlan(plan),
    ...measured,
    ...(latencyOrigin && { latencyOrigin: stored(latencyOrigin) }),
    energy: energy && fileEnergy(energy, stored),
  };
}

function fileEnergy({ origin, ...energy }: Energy, stored: (origin: Origin) => FileOrigin) {
  return { ...energy, ...(origin && { origin: stored(origin) }) };
}

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
  const fields = pointFields(filePlanSchema, object(origin));
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
