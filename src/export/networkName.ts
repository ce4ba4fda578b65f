import { levelPercent } from '../base/percent';
import type { Plan } from '../pruning/plan';
import { settingIds } from '../pruning/planName';
import { formatRepair } from '../pruning/repairText';

/** `l1-norm-50-finetune-60s`; what differs from the method's default stands in it, in every language alike. */
export function networkName(plan: Plan): string {
  const { method, level, repair } = plan;
  const parts = [method, levelPercent(level), ...settingIds(plan), formatRepair(repair)];
  return parts
    .join('-')
    .toLowerCase()
    .replace(/[^a-z0-9.]+/g, '-');
}
