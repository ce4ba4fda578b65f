import type { Network } from '../model/network';
import { fittingOptions, optionsOf, withOptions } from '../pruning/methodOptions';
import { methodOf } from '../pruning/methods';
import type { MethodId, Plan } from '../pruning/plan';
import type { StudyRequest } from './studyPlans';

/**
 * What a request asks of a method at a level, as far as the method has it.
 * @param network null while it is not known
 */
export function requestedPlan(
  { base, ranking, options }: StudyRequest,
  method: MethodId,
  level: number,
  network: Network | null,
): Plan {
  const { defaultRanking } = methodOf(method);
  const plan: Plan = { ...base, method, level, ranking: ranking ?? defaultRanking };
  const asked = options?.[method] ?? optionsOf(plan);
  return withOptions(plan, fittingOptions(method, asked, network));
}
