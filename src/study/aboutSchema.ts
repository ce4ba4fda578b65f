/** What somebody else wrote of a study besides its points. */
import * as v from 'valibot';
import { byName, count, list, number, object, shareFrom, text, textWithin } from '../base/schema';
import type { Outcome } from '../base/outcome';
import { findMethod } from '../pruning/methods';
import type { MethodId } from '../pruning/plan';
import type { Precision } from '../pruning/precisions';
import { precisionOf, withPrecision } from '../pruning/repairs';
import { parseRepair } from '../pruning/repairText';
import { validatePlan } from '../pruning/validatePlan';
import { bundle, date } from './environmentSchema';
import { acceptable, repairText, word, common, filePlanSchema, options } from './planSchema';
import { requestedPlan } from './requestedPlan';
import type { StudyRequest } from './studyPlans';

/** What the page leaves in a base beside it, and nobody reads. */
const unread = {
  method: v.optional(word),
  level: v.optional(number),
  ranking: v.optional(word),
};
const base = { ...unread, ...common };

/** But for its repair. */
const asked = {
  methods: list(word),
  levels: list(shareFrom(0, 1)),
  precisions: v.optional(list(word)),
  ranking: v.optional(word),
  options: v.optional(byName(object(options))),
};

const fileRequest = v.pipe(
  object({ ...asked, base: object({ ...base, repair: repairText }) }),
  acceptable(({ base: written, ...rest }) => {
    const repair = parseRepair(written.repair);
    return repair.ok
      ? possible({ ...rest, base: { ...written, repair: repair.value } } as StudyRequest)
      : repair;
  }),
);

/** Of `StudyAbout` as a file writes it. */
export const fileAboutSchema = object({
  ...{ id: text, name: text, question: text, createdAt: date },
  subject: v.nullable(object({ model: bundle, dataset: bundle })),
  runs: list(object({ request: fileRequest, images: count, startedAt: date })),
  spoiled: list(object({ plan: v.optional(filePlanSchema), at: date, reason: text })),
  notes: textWithin(1e6),
});

/** Level 0 is for every method: what else a request says is checked with it, once for each of its networks. */
function possible(wished: StudyRequest): Outcome<StudyRequest> {
  const { methods, precisions = [precisionOf(wished.base)] } = wished;
  for (const method of new Set(methods))
    for (const precision of new Set(precisions)) {
      const plan = possiblePlan(wished, method, precision);
      if (!plan.ok) return plan;
    }
  return { ok: true, value: wished };
}

/** An unknown method has no options to look for. */
function possiblePlan(wished: StudyRequest, method: MethodId, precision: Precision) {
  const known = findMethod(method) ? method : 'magnitude-global';
  const plan = { ...requestedPlan(wished, known, 0, null), ...withPrecision(precision), method };
  return validatePlan(plan);
}
