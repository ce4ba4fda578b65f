/** study.json, schema 2; schema 1 is read. README.md describes every field. */
import type { Energy, OperatingPoint, Origin, Study } from './point';
import type { Outcome } from '../base/outcome';
import { note, refusal } from '../words/refusal';
import type { Plan, Repair } from '../pruning/plan';
import { formatRepair, parseRepair } from '../pruning/repairText';
import { validatePlan } from '../pruning/validatePlan';
import { both, type Check, is, object, text } from '../base/checks';
import { environmentId, type Environment } from './environment';
import { notesOf, originOf, type EnvironmentOne } from './schemaOne';
import { schemaOne, schemaTwo } from './studyChecks';

export const STUDY_SCHEMA = 2;

/** A plan as it stands in a file: its repair is a text. */
type FilePlan = Omit<Plan, 'repair'> & { readonly repair: string };
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
  readonly environments: Readonly<Record<string, Environment>>;
  readonly points: readonly FilePoint[];
}

/** Plans of files that were written before there was a minimum or a schedule had none. */
const NO_MINIMUM = 1;
const NO_SCHEDULE = 'one-shot';

export function formatStudy({ points }: Study): string {
  const environments: Record<string, Environment> = {};
  const written = points.map((point) =>
    filePoint(point, ({ environment, measuredAt }) => {
      const id = environmentId(environment);
      environments[id] = environment;
      return { environment: id, measuredAt };
    }),
  );
  return `${JSON.stringify({ schema: STUDY_SCHEMA, environments, points: written }, null, 2)}\n`;
}

/** Refuses with a cause that names the first field that is missing or wrong. */
export function parseStudy(json: string): Outcome<Study> {
  const file = parseJson(json);
  if (!file.ok) return file;
  const cause = STUDY(file.value, '');
  if (cause) return refusal('study-field', { cause });
  const { schema } = file.value as { schema: number };
  const points = schema === 1 ? upgraded(file.value as FileOne) : read(file.value as FileTwo);
  return { ok: true, value: { points } };
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

function read({ environments, points }: FileTwo): OperatingPoint[] {
  const found = ({ environment, measuredAt }: FileOrigin): Origin => ({
    environment: environments[environment],
    measuredAt,
  });
  return points.map((point) => memoryPoint(point, found));
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

function filePlan({ repair, shares, ratios, ...plan }: Plan): FilePlan {
  const { method, scope, ranking, rounding, minChannels, level, precision, schedule, seed } = plan;
  return {
    method,
    scope,
    ranking,
    rounding,
    minChannels,
    level,
    ...(shares ? { shares } : {}),
    ...(ratios ? { ratios } : {}),
    repair: formatRepair(repair),
    ...(precision ? { precision } : {}),
    schedule,
    seed,
  };
}

function planOf({ repair: repairText, ...plan }: FilePlan): Plan {
  const repair = parseRepair(repairText);
  if (!repair.ok) throw new Error(`unchecked repair: ${repairText}`);
  return memoryPlan(plan, repair.value);
}

function memoryPlan(plan: Omit<FilePlan, 'repair'>, repair: Repair): Plan {
  const { minChannels = NO_MINIMUM, schedule = NO_SCHEDULE } = plan;
  return { ...plan, minChannels, schedule, repair };
}

const validPlan: Check = (value, path) => {
  const { repair: repairText, ...rest } = value as FilePlan;
  const repair = parseRepair(repairText);
  const checked = repair.ok ? validatePlan(memoryPlan(rest, repair.value)) : repair;
  return checked.ok ? null : note('field-plan', { path, cause: checked });
};

const plan = both(object({ method: text, repair: text }), validPlan);
const SCHEMAS: Readonly<Record<number, Check>> = { 1: schemaOne(plan), 2: schemaTwo(plan) };

const STUDY = both(
  object({
    schema: is(
      note('is-one-of', { choices: [1, 2] }),
      (value) => value === 1 || value === STUDY_SCHEMA,
    ),
  }),
  (file, path) => SCHEMAS[(file as { schema: number }).schema](file, path),
);
