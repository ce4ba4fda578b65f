/** Plans that somebody else wrote: in a file, where the repair is a text. */
import * as v from 'valibot';
import { byName, list, number, object, textWithin } from '../base/schema';
import type { Outcome } from '../base/outcome';
import type { Plan } from '../pruning/plan';
import { parseRepair } from '../pruning/repairText';
import { validatePlan } from '../pruning/validatePlan';

/** As a file writes it. */
export type FilePlan = Omit<Plan, 'repair'> & { readonly repair: string };

/** Of files that were written before there was a minimum or a schedule had none. */
const NO_MINIMUM = 1;
const NO_SCHEDULE = 'one-shot';

/** Longer than any id, and short enough to stand in a sentence. */
export const word = textWithin(100);
/** Of all steps. */
export const repairText = textWithin(500);

const ownOptions = {
  scope: word,
  rounding: number,
  minChannels: v.optional(number, NO_MINIMUM),
  shares: v.optional(list(number)),
  ratios: v.optional(byName(number)),
};

/** Of `MethodOptions`. */
export const options = { ...ownOptions, ranking: word };

/** What the plans of a run have in common, but for their repair. Whether it fits together, `validatePlan` tells. */
export const common = {
  ...ownOptions,
  precision: v.optional(word),
  schedule: v.optional(word, NO_SCHEDULE),
  seed: number,
};

const fields = { method: word, ...options, level: number, ...common };

/** Of `FilePlan`. */
export const filePlanSchema = v.pipe(
  object({ ...fields, repair: repairText }),
  acceptable(({ repair: written, ...plan }) => {
    const repair = parseRepair(written);
    return repair.ok ? validatePlan({ ...plan, repair: repair.value } as Plan) : repair;
  }),
);

/** Turns what is read into something else, where that is not refused. */
export function acceptable<From, To>(turned: (value: From) => Outcome<To>) {
  return v.rawTransform<From, To>(({ dataset, addIssue, NEVER }) => {
    const outcome = turned(dataset.value);
    if (outcome.ok) return outcome.value;
    const { code, values } = outcome;
    addIssue({ message: JSON.stringify({ code, values }) });
    return NEVER;
  });
}
