/** What a method can be told beside its level: these fields are the method's own and come and go with it. */
import type { Network } from '../model/network';
import type { Ranking } from './ranking';
import { methodOf, type Method } from './methods';
import type { MethodId, Plan } from './plan';
import { fittingRatios } from './ratios';

/** Everything in a plan that says how its method chooses what to cut. Level, repair, precision, schedule and seed are not the method's. */
export type MethodOptions = Pick<
  Plan,
  'scope' | 'ranking' | 'rounding' | 'minChannels' | 'shares' | 'ratios'
>;

/** Two channels: nine tenths of the narrowest stream (16) can still be cut. */
const DEFAULT_MIN_CHANNELS = 2;

export function defaultOptions(method: MethodId): MethodOptions {
  return {
    scope: 'inner',
    ranking: methodOf(method).defaultRanking,
    rounding: 1,
    minChannels: DEFAULT_MIN_CHANNELS,
  };
}

export function optionsOf(plan: Plan): MethodOptions {
  const { scope, ranking, rounding, minChannels, shares, ratios } = plan;
  return {
    scope,
    ranking,
    rounding,
    minChannels,
    ...(shares && { shares }),
    ...(ratios && { ratios }),
  };
}

/** The plan with these options, and none of the ones that it had. */
export function withOptions(plan: Plan, options: MethodOptions): Plan {
  const { method, level, repair, precision, schedule, seed } = plan;
  return { method, ...options, level, repair, ...(precision && { precision }), schedule, seed };
}

/**
 * What the method has of these options; it takes its own where it has not the option, or not in this way.
 * @param network null while it is not known
 */
export function fittingOptions(
  method: MethodId,
  options: MethodOptions,
  network: Network | null,
): MethodOptions {
  const row = methodOf(method);
  const { shares, ratios: wanted, ...asked } = options;
  const own = defaultOptions(method);
  const ranking = row.rankings.includes(asked.ranking) ? asked.ranking : own.ranking;
  const limits = row.criterion.kind === 'channels' ? asked : own;
  const ratios = fittingRatios(row, limits.scope, wanted, network);
  if (ratios) return { ...limits, ranking, ratios };
  return { ...limits, ranking, ...(shares && takesShares(row, ranking) && { shares }) };
}

/** Whether the cuts of the method can be spread by hand, set by set. */
export function takesShares({ criterion }: Method, ranking: Ranking): boolean {
  return criterion.kind === 'channels' && ranking === 'set';
}
