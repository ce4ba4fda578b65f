/** Cuts of a small network with random weights, for the tests of ranking and selection. */
import type { MethodId, Plan, Rounding } from '../../src/pruning/plan';
import { rank, type Ranked } from '../../src/pruning/rank';
import { select, type ChannelCut, type WeightCut } from '../../src/pruning/select';
import { defaultPlan } from '../../src/pruning/validatePlan';
import { randomStatistics, randomWeights, SMALL } from './networks';

export const weights = randomWeights(SMALL, 21);
const statistics = randomStatistics(SMALL, 22);

export function ranked(method: MethodId, changes: Partial<Plan> = {}): Ranked {
  return rank(SMALL, weights, { ...defaultPlan(method), ...changes }, statistics);
}

export function cutWeights(from: Ranked, level: number): WeightCut {
  const cut = select(from, level, 1, 1);
  if (!cut.ok || cut.value.kind !== 'weights')
    throw new Error(`no weights cut: ${JSON.stringify(cut)}`);
  return cut.value;
}

export function cutChannels(
  from: Ranked,
  level: number,
  rounding: Rounding = 1,
  least = 1,
): ChannelCut {
  const cut = select(from, level, rounding, least);
  if (!cut.ok || cut.value.kind !== 'channels')
    throw new Error(`no channels cut: ${JSON.stringify(cut)}`);
  return cut.value;
}

export function zerosOf(mask: Uint8Array | null): number {
  return mask ? mask.reduce((zeros, stays) => zeros + 1 - stays, 0) : 0;
}

export function zeros({ masks }: WeightCut): number {
  return masks.reduce((sum, mask) => sum + zerosOf(mask), 0);
}

export const sizes = (cut: ChannelCut) => cut.kept.map(({ length }) => length);
