/** Points as the database keeps them, checked before the page believes them: another version may have written them. */
import * as v from 'valibot';
import { checked, list, number, object, openObject, what } from '../base/schema';
import type { Note } from '../base/outcome';
import type { Plan } from '../pruning/plan';
import { validatePlan } from '../pruning/validatePlan';
import { date, environment } from '../study/environmentSchema';
import type { MeasuredPoint } from '../study/measuredPoint';
import { acceptable, common, options, word } from '../study/planSchema';
import { pointFields } from '../study/pointSchema';

/** In the page a plan's repair is a list; `validatePlan` knows what a step of each kind has. */
const plan = v.pipe(
  openObject({
    method: word,
    ...options,
    level: number,
    ...common,
    repair: list(openObject({ kind: word })),
  }),
  acceptable((value) => validatePlan(value as unknown as Plan)),
);

/** That are sound: points of one study share theirs, and each is large. */
const known = new WeakSet<object>();

const shared = v.lazy((value) => (known.has(value as object) ? v.any() : environment));

const origin = object({ environment: shared, measuredAt: date });
const point = object({ ...pointFields(origin), plan, origin });

const classes = v.instance(Uint16Array, what('is-list'));
const probabilities = v.instance(Float32Array, what('is-list'));
const answers = object({
  ...{ afterCutting: classes, afterRepair: v.nullable(classes) },
  confidences: v.optional(
    object({ afterCutting: probabilities, afterRepair: v.nullable(probabilities) }),
  ),
});

const keptPoint = v.pipe(
  object({ point, answers: v.nullable(answers) }),
  v.check(
    (item) => !item.answers || isWhole(item.answers.afterCutting, item.point),
    what('is-answers'),
  ),
);

/** One for each picture of the accuracy that was counted from them. */
function isWhole(afterCutting: Uint16Array, { accuracy }: v.InferOutput<typeof point>): boolean {
  return afterCutting.length === accuracy.afterCutting.total;
}

/** What is wrong with it first; null for one that can be shown. */
export function unsound(item: MeasuredPoint): Note | null {
  const outcome = checked(keptPoint, item);
  if (!outcome.ok) return outcome;
  known.add(item.point.origin.environment);
  return null;
}
