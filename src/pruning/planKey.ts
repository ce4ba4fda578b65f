import type { Ranking } from './ranking';
import { methodOf } from './methods';
import type { Plan } from './plan';
import { formatRatios } from './ratiosText';
import { formatRepair } from './repairText';
import { isGradual, storingStep, trainingStep } from './repairs';

/** Equal for plans that are ranked alike, whatever their level: the key of a cache of `Ranked`. */
export function rankKey(plan: Plan): string {
  const { criterion, seeded } = methodOf(plan.method);
  const scope = criterion.kind === 'channels' ? plan.scope : '1x1';
  const seed = seeded ? ` seed=${plan.seed}` : '';
  const shares = plan.shares ? ` shares=${plan.shares.join(',')}` : '';
  const ratios = plan.ratios ? ` ratios=${formatRatios(plan.ratios)}` : '';
  return `${plan.method} ${scope} ${effectiveRanking(plan)}${shares}${ratios}${seed}`;
}

/** Equal for plans that make the same network; fields without influence are left out. */
export function planKey(plan: Plan): string {
  const repair = repairKey(plan);
  if (plan.level === 0) return `dense ${repair}`;
  const channels = methodOf(plan.method).criterion.kind === 'channels';
  const limits = channels ? ` rounding=${plan.rounding} min=${plan.minChannels}` : '';
  return `${rankKey(plan)}${limits} level=${plan.level} ${repair}`;
}

/** Training takes the images in an order that the seed decides. */
function repairKey(plan: Plan): string {
  const seed = trainingStep(plan.repair) ? ` order=${plan.seed}` : '';
  const schedule = isGradual(plan) ? ` ${plan.schedule}` : '';
  const stored = storingStep(plan);
  return `${formatRepair(plan.repair)}${schedule}${seed}${stored ? ` ${stored.kind}` : ''}`;
}

/** Every weight costs the same four bytes: ranking weights by bytes is ranking them globally. */
export function effectiveRanking(plan: Plan): Ranking {
  const channels = methodOf(plan.method).criterion.kind === 'channels';
  return plan.ranking === 'global-bytes' && !channels ? 'global' : plan.ranking;
}
