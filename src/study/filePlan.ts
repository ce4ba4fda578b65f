/** A plan as it stands in study.json: its repair is a text. */
import type { Plan, Repair } from '../pruning/plan';
import { formatRepair, parseRepair } from '../pruning/repairText';
import { validatePlan } from '../pruning/validatePlan';
import { both, type Check, object, text } from '../base/checks';
import { note } from '../words/refusal';

export type FilePlan = Omit<Plan, 'repair'> & { readonly repair: string };

/** Plans of files that were written before there was a minimum or a schedule had none. */
const NO_MINIMUM = 1;
const NO_SCHEDULE = 'one-shot';

export function filePlan({ repair, shares, ratios, ...plan }: Plan): FilePlan {
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

/** Of a plan that was checked. */
export function planOf({ repair, ...plan }: FilePlan): Plan {
  return memoryPlan(plan, repairOf(repair));
}

/** Of a text that was checked. */
export function repairOf(text: string): Repair {
  const repair = parseRepair(text);
  if (!repair.ok) throw new Error(`unchecked repair: ${text}`);
  return repair.value;
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

export const planCheck = both(object({ method: text, repair: text }), validPlan);
