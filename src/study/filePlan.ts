import type { Plan } from '../pruning/plan';
import { formatRepair } from '../pruning/repairText';
import type { FilePlan } from './planSchema';

/** A plan as study.json writes it: always in one order, its repair as a text. */
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
