/** What study.json says of the study besides its points: its field `study`. */
import { both, type Check, count, list, nullable, object, optional, text } from '../base/checks';
import { findMethod } from '../pruning/methods';
import type { MethodId } from '../pruning/plan';
import type { Precision } from '../pruning/precisions';
import { precisionOf, withPrecision } from '../pruning/repairs';
import { validatePlan } from '../pruning/validatePlan';
import type { Refusal } from '../base/outcome';
import { formatRepair, parseRepair } from '../pruning/repairText';
import { note } from '../words/refusal';
import type { AskedRun, Spoiled, StudyAbout } from './about';
import { filePlan, planCheck, planOf, repairOf, type FilePlan } from './filePlan';
import { bundle, date, wholeShare } from './studyChecks';
import type { StudyRequest } from './studyPlans';
import { requestedPlan } from './requestedPlan';

type FileRequest = Omit<StudyRequest, 'base'> & {
  readonly base: Omit<StudyRequest['base'], 'repair'> & { readonly repair: string };
};
type FileRun = Omit<AskedRun, 'request'> & { readonly request: FileRequest };
type FileSpoiled = Omit<Spoiled, 'plan'> & { readonly plan?: FilePlan };
export type FileAbout = Omit<StudyAbout, 'runs' | 'spoiled'> & {
  readonly runs: readonly FileRun[];
  readonly spoiled: readonly FileSpoiled[];
};

export function fileAbout({ runs, spoiled, ...about }: StudyAbout): FileAbout {
  return {
    ...about,
    runs: runs.map((run) => ({ ...run, request: fileRequest(run.request) })),
    spoiled: spoiled.map((one) => withPlan(one, filePlan)),
  };
}

/** Of a file that was checked. */
export function aboutOf(file: FileAbout): StudyAbout {
  const { id, name, question, createdAt, subject, runs, spoiled, notes } = file;
  return {
    ...{ id, name, question, createdAt, subject, notes },
    runs: runs.map((run) => ({ ...run, request: requestOf(run.request) })),
    spoiled: spoiled.map((one) => withPlan(one, planOf)),
  };
}

function fileRequest({ base, ...request }: StudyRequest): FileRequest {
  return { ...request, base: { ...base, repair: formatRepair(base.repair) } };
}

function requestOf({ base, ...request }: FileRequest): StudyRequest {
  return { ...request, base: { ...base, repair: repairOf(base.repair) } };
}

function withPlan<From, To>(
  { plan, ...rest }: Omit<Spoiled, 'plan'> & { readonly plan?: From },
  turned: (plan: From) => To,
) {
  return { ...rest, ...(plan !== undefined && { plan: turned(plan) }) };
}

/** Level 0 is for every method: what else a request says is checked with it. */
const validRequest: Check = (value, path) => {
  const refused = refusalOf(value as FileRequest);
  return refused && note('field-plan', { path, cause: refused });
};

function refusalOf({ base, ...rest }: FileRequest): Refusal | null {
  const repair = parseRepair(base.repair);
  if (!repair.ok) return repair;
  const request: StudyRequest = { ...rest, base: { ...base, repair: repair.value } };
  const { methods, precisions = [precisionOf(base)] } = request;
  for (const method of methods)
    for (const precision of precisions) {
      const asked = validRequested(request, method, precision);
      if (!asked.ok) return asked;
    }
  return null;
}

/** An unknown method has no options to look for. */
function validRequested(request: StudyRequest, method: MethodId, precision: Precision) {
  const known = findMethod(method) ? method : 'magnitude-global';
  const plan = { ...requestedPlan(request, known, 0, null), ...withPrecision(precision), method };
  return validatePlan(plan);
}

const request = both(
  object({
    methods: list(text),
    levels: list(wholeShare),
    precisions: optional(list(text)),
    base: object({ repair: text }),
    options: optional(object({})),
  }),
  validRequest,
);

export const aboutCheck = object({
  ...{ id: text, name: text, question: text, createdAt: date, notes: text },
  subject: nullable(object({ model: bundle, dataset: bundle })),
  runs: list(object({ request, images: count, startedAt: date })),
  spoiled: list(object({ plan: optional(planCheck), at: date, reason: text })),
});
