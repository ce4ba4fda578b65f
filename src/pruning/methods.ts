/**
 * Every pruning method, one row each. The page, the command line, the tests and the documentation read this table.
 *
 * What there is beside it:
 *   validatePlan(plan), defaultPlan(method?)                validatePlan.ts
 *   planKey(plan), rankKey(plan)                            planKey.ts
 *   REPAIRS, repairRow(kind)                                repairs.ts    every repair step, one row each
 *   parseRepair(text), formatRepair(repair)                 repairText.ts
 *   rank(network, weights, plan, statistics?) → Ranked      rank.ts       once for (method, scope, ranking, seed)
 *   select(ranked, level, rounding, minChannels) → Cut      select.ts     at every level
 *   planTable(ranked, weights, rounding, minChannels)       planTable.ts  what is left at every slider stop
 *   compact(network, weights, kept), applyMasks(…)          surgery.ts
 *   encodeWeights, decodeWeights, encodedBytes, denseBytes  sparseEncoding.ts
 *   Statistics, by kind                                    statistics.ts
 *   measuredLayer(set), ActivationStatistics                activationStatistics.ts
 *   GradientSums, MovementSums                              gradientStatistics.ts
 */
import { apoz, meanActivation } from './criteria/activations';
import { blockMagnitude } from './criteria/blockMagnitude';
import { bnScale } from './criteria/bnScale';
import type { Criterion } from './criteria/criterion';
import { fpgm } from './criteria/fpgm';
import { groupOfFour } from './criteria/groupOfFour';
import { inputBlocks, inputPairs } from './criteria/inputBlocks';
import { l1Norm } from './criteria/l1Norm';
import { l2Norm } from './criteria/l2Norm';
import { lamp } from './criteria/lamp';
import { magnitude } from './criteria/magnitude';
import { movement } from './criteria/movement';
import { randomChannels, randomWeights } from './criteria/random';
import { snip } from './criteria/snip';
import { taylorChannels } from './criteria/taylorChannels';
import { taylorWeights } from './criteria/taylorWeights';
import type { Unsaid } from '../words/rows';
import type { Ranking } from './ranking';
import type { StatisticsKind } from './statistics';

export type Family = 'unstructured' | 'semi-structured' | 'structured';
export type Granularity = 'weight' | 'N:M' | 'block' | 'channel';

interface MethodRow {
  readonly id: string;
  readonly label: string;
  /** Number of its colour and its mark (`src/charts/series.ts`), never given twice: points keep their looks. */
  readonly series: number;
  readonly family: Family;
  readonly granularity: Granularity;
  /** One sentence for the person who chooses. */
  readonly summary: string;
  readonly rankings: readonly Ranking[];
  readonly defaultRanking: Ranking;
  /** What has to be known before ranking: the weights alone, or also one of the `Statistics`. */
  readonly needs: 'weights' | StatisticsKind;
  /** Whether the plan's seed changes the result. */
  readonly seeded: boolean;
  /** The only levels there are; null where every level in [0, 1) is possible. */
  readonly levels: readonly number[] | null;
  readonly criterion: Criterion;
}

const GLOBAL: readonly Ranking[] = ['global', 'global-macs', 'global-bytes'];
const ALL: readonly Ranking[] = ['set', ...GLOBAL];
const SET: readonly Ranking[] = ['set'];

const weightDefaults = { needs: 'weights', seeded: false, levels: null } as const;
const unstructured = { ...weightDefaults, family: 'unstructured', granularity: 'weight' } as const;
const semiStructured = { ...weightDefaults, family: 'semi-structured' } as const;
const structured = {
  ...weightDefaults,
  family: 'structured',
  granularity: 'channel',
  rankings: ALL,
  defaultRanking: 'set',
} as const;

const ROWS = [
  {
    ...unstructured,
    id: 'magnitude-global',
    label: 'Magnitude, global',
    series: 1,
    summary:
      'Zeroes the smallest weights of all 1×1 convolutions together, so that each layer keeps what it needs.',
    rankings: GLOBAL,
    defaultRanking: 'global',
    criterion: magnitude,
  },
  {
    ...unstructured,
    id: 'magnitude-layer',
    label: 'Magnitude, per layer',
    series: 2,
    summary: 'Zeroes the same share of the smallest weights in every 1×1 convolution.',
    rankings: SET,
    defaultRanking: 'set',
    criterion: magnitude,
  },
  {
    ...unstructured,
    id: 'lamp',
    label: 'LAMP',
    series: 5,
    summary: 'Global magnitude with each weight measured against what its layer would have left.',
    rankings: GLOBAL,
    defaultRanking: 'global',
    criterion: lamp,
  },
  {
    ...unstructured,
    id: 'random-weights',
    label: 'Random weights',
    series: 6,
    summary: 'Zeroes weights by lot: the floor that every other method must beat.',
    rankings: ALL,
    defaultRanking: 'set',
    seeded: true,
    criterion: randomWeights,
  },
  {
    ...unstructured,
    id: 'taylor-weights',
    label: 'Taylor, weights',
    series: 15,
    summary:
      'Zeroes the weights whose absence would change the loss least, by gradient times weight.',
    rankings: ALL,
    defaultRanking: 'global',
    needs: 'gradients',
    criterion: taylorWeights,
  },
  {
    ...unstructured,
    id: 'snip',
    label: 'SNIP, one shot',
    series: 16,
    summary:
      'Zeroes by gradient times weight of all images at once: made for untrained networks, shown for comparison.',
    rankings: ALL,
    defaultRanking: 'global',
    needs: 'gradients',
    criterion: snip,
  },
  {
    ...unstructured,
    id: 'movement',
    label: 'Movement',
    series: 17,
    summary:
      'Zeroes the weights that a short fine-tuning pushes towards zero, however large: poor without long training.',
    rankings: ALL,
    defaultRanking: 'global',
    needs: 'movement',
    criterion: movement,
  },
  {
    ...semiStructured,
    id: 'nm-2-4',
    label: '2:4 sparsity',
    series: 7,
    granularity: 'N:M',
    summary:
      'Keeps the 2 largest of every 4 consecutive input weights: exactly half, evenly spread.',
    rankings: SET,
    defaultRanking: 'set',
    levels: [0, 0.5],
    criterion: groupOfFour,
  },
  {
    ...semiStructured,
    id: 'nm-1-4',
    label: '1:4 sparsity',
    series: 8,
    granularity: 'N:M',
    summary:
      'Keeps the largest of every 4 consecutive input weights: exactly a quarter, evenly spread.',
    rankings: SET,
    defaultRanking: 'set',
    levels: [0, 0.75],
    criterion: groupOfFour,
  },
  {
    ...semiStructured,
    id: 'block-1x4',
    label: '1×4 blocks',
    series: 9,
    granularity: 'block',
    summary:
      'Zeroes weights of four neighbouring output channels together, as a SIMD kernel reads them.',
    rankings: ALL,
    defaultRanking: 'global',
    criterion: blockMagnitude,
  },
  {
    ...semiStructured,
    id: 'block-inputs',
    label: '1×4 input blocks',
    series: 19,
    granularity: 'block',
    summary:
      'Zeroes four consecutive input weights of an output together, as an int8 kernel reads them.',
    rankings: ALL,
    defaultRanking: 'global',
    criterion: inputBlocks,
  },
  {
    ...semiStructured,
    id: 'pair-inputs',
    label: '1×2 input pairs',
    series: 20,
    granularity: 'block',
    summary:
      'Zeroes two consecutive input weights of an output together: between single weights and blocks of four.',
    rankings: ALL,
    defaultRanking: 'global',
    criterion: inputPairs,
  },
  {
    ...structured,
    id: 'l1-norm',
    label: 'L1 norm',
    series: 3,
    summary: 'Removes the channels whose filters have the smallest sum of absolute weights.',
    criterion: l1Norm,
  },
  {
    ...structured,
    id: 'l2-norm',
    label: 'L2 norm',
    series: 10,
    summary: 'Removes the channels whose filters have the smallest Euclidean norm.',
    criterion: l2Norm,
  },
  {
    ...structured,
    id: 'fpgm',
    label: 'FPGM',
    series: 4,
    summary:
      'Removes the channels whose filters lie nearest to all others and are the easiest to replace.',
    criterion: fpgm,
  },
  {
    ...structured,
    id: 'bn-scale',
    label: 'BN scale',
    series: 11,
    summary:
      'Removes the channels that batch normalisation scales down most; made for the slimmed network, trained with L1 on γ.',
    defaultRanking: 'global',
    criterion: bnScale,
  },
  {
    ...structured,
    id: 'apoz',
    label: 'APoZ',
    series: 12,
    summary: 'Removes the channels that are most often zero on training images.',
    needs: 'activations',
    criterion: apoz,
  },
  {
    ...structured,
    id: 'mean-activation',
    label: 'Mean activation',
    series: 13,
    summary: 'Removes the channels whose activations are smallest on training images.',
    needs: 'activations',
    criterion: meanActivation,
  },
  {
    ...structured,
    id: 'taylor-channels',
    label: 'Taylor, channels',
    series: 18,
    summary: 'Removes the channels whose absence would change the loss least, by its gradient.',
    defaultRanking: 'global',
    needs: 'gradients',
    criterion: taylorChannels,
  },
  {
    ...structured,
    id: 'random-channels',
    label: 'Random channels',
    series: 14,
    summary: 'Removes channels by lot: the floor that every other method must beat.',
    seeded: true,
    criterion: randomChannels,
  },
] as const satisfies readonly MethodRow[];

/** In words by `inWords('methods', method)`. */
export interface Method extends Unsaid<'methods', MethodRow> {
  readonly id: (typeof ROWS)[number]['id'];
}

export const METHODS: readonly Method[] = ROWS;

export function findMethod(id: string): Method | undefined {
  return METHODS.find((method) => method.id === id);
}

/** @throws RangeError on an id without a row; check foreign plans with `validatePlan` first. */
export function methodOf(id: Method['id']): Method {
  const method = findMethod(id);
  if (!method) throw new RangeError(`unknown method: ${id}`);
  return method;
}

/** Whether it ranks without a picture. */
export function looksAtWeights(id: Method['id']): boolean {
  return methodOf(id).needs === 'weights';
}
