/** study.json, schema 2; schema 1 is read. README.md describes every field. */
import type { Energy, OperatingPoint, Origin, Study } from './point';
import type { Outcome } from '../base/outcome';
import { note, refusal } from '../words/refusal';
import { both, type Check, is, object, optional } from '../base/checks';
import { aboutCheck, aboutOf, fileAbout, type FileAbout } from './aboutFile';
import { filePlan, planCheck, planOf, type FilePlan } from './filePlan';
import { environmentId, type Environment } from './environment';
import { notesOf, originOf, type EnvironmentOne } from './schemaOne';
import { schemaOne, schemaTwo } from './studyChecks';

export const STUDY_SCHEMA = 2;

/** Environments are stored once; whatever was measured in one has its id. */
type FileOrigin = Omit<Origin, 'environment'> & { readonly environment: string };
type FileEnergy = Omit<Energy, 'origin'> & { readonly origin?: FileOrigin };
type FilePoint = Omit<OperatingPoint, 'plan' | 'origin' | 'latencyOrigin' | 'energy'> &
  FileOrigin & {
    readonly plan: FilePlan;
    readonly latencyOrigin?: FileOrigin;
    readonly energy: FileEnergy | null;
  };
type FilePointOne = Omit<OperatingPoint, 'plan' | keyof PointOrigins> & { readonly plan: FilePlan };
type PointOrigins = Pick<OperatingPoint, 'origin' | 'latencyOrigin'>;

interface FileOne {
  readonly environment: EnvironmentOne;
  readonly points: readonly FilePointOne[];
}

interface FileTwo {
  readonly study?: FileAbout;
  readonly environments: Readonly<Record<string, Environment>>;
  readonly points: readonly FilePoint[];
}

export function formatStudy({ about, points }: Study): string {
  const environments: Record<string, Environment> = {};
  const written = points.map((point) =>
    filePoint(point, ({ environment, measuredAt }) => {
      const id = environmentId(environment);
      environments[id] = environment;
      return { environment: id, measuredAt };
    }),
  );
  const head = { schema: STUDY_SCHEMA, ...(about && { study: fileAbout(about) }) };
  return `${JSON.stringify({ ...head, environments, points: written }, null, 2)}\n`;
}

/** Refuses with a cause that names the first field that is missing or wrong. */
export function parseStudy(json: string): Outcome<Study> {
  const file = parseJson(json);
  if (!file.ok) return file;
  const cause = STUDY(file.value, '');
  if (cause) return refusal('study-field', { cause });
  const { schema } = file.value as { schema: number };
  const value =
    schema === 1 ? { points: upgraded(file.value as FileOne) } : read(file.value as FileTwo);
  return { ok: true, value };
}

function parseJson(json: string): Outcome<unknown> {
  try {
    return { ok: true, value: JSON.parse(json) };
  } catch (error) {
    const reason = (error as Error).message;
    return refusal('study-no-json', { reason });
  }
}

function upgraded({ environment, points }: FileOne): OperatingPoint[] {
  const origin = originOf(environment);
  return points.map((point) => {
    const { plan: written, energy, notes = [], ...measured } = unplaced(point);
    const plan = planOf(written);
    const told = [...notes, ...notesOf(plan)];
    const more = { energy: energy && unplaced(energy), ...(told.length > 0 && { notes: told }) };
    return { ...measured, plan, origin, ...more };
  });
}

/** Fields that mean something in schema 2 alone, and were not checked. */
function unplaced<T extends object>(value: T): T {
  const fields = Object.entries(value).filter(([name]) => !/^(origin|latencyOrigin)$/.test(name));
  return Object.fromEntries(fields) as T;
}

function read({ study, environments, points }: FileTwo): Study {
  const found = ({ environment, measuredAt }: FileOrigin): Origin => ({
    environment: environments[environment],
    measuredAt,
  });
  return {
    ...(study && { about: aboutOf(study) }),
    points: points.map((point) => memoryPoint(point, found)),
  };
}

function filePoint(point: OperatingPoint, stored: (origin: Origin) => FileOrigin): FilePoint {
  const { plan, origin, latencyOrigin, energy, ...measured } = point;
  return {
    ...stored(origin),
    plan: filePlan(plan),
    ...measured,
    ...(latencyOrigin && { latencyOrigin: stored(latencyOrigin) }),
    energy: energy && withOrigin(energy, stored),
  };
}

function memoryPoint(point: FilePoint, found: (origin: FileOrigin) => Origin): OperatingPoint {
  const { plan, environment, measuredAt, latencyOrigin, energy, ...measured } = point;
  return {
    ...measured,
    plan: planOf(plan),
    origin: found({ environment, measuredAt }),
    ...(latencyOrigin && { latencyOrigin: found(latencyOrigin) }),
    energy: energy && withOrigin(energy, found),
  };
}

function withOrigin<From, To>(
  { origin, ...energy }: Omit<Energy, 'origin'> & { readonly origin?: From },
  turned: (origin: From) => To,
) {
  return { ...energy, ...(origin && { origin: turned(origin) }) };
}

const SCHEMAS: Readonly<Record<number, Check>> = {
  1: schemaOne(planCheck),
  2: both(schemaTwo(planCheck), object({ study: optional(aboutCheck) })),
};

const STUDY = both(
  object({
    schema: is(
      note('is-one-of', { choices: [1, 2] }),
      (value) => value === 1 || value === STUDY_SCHEMA,
    ),
  }),
  (file, path) => SCHEMAS[(file as { schema: number }).schema](file, path),
);
