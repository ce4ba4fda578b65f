/**
 * What a criterion is. Every score is ≥ 0 (or +Infinity) and the smallest is cut first; ties are broken by
 * index. Criteria only score: ranking and selection are the same for all of them.
 */
import type { ChannelSet, Layer, Network, Weights } from '../../model/network';
import type { Random } from '../../base/seededRandom';
import type { Statistics } from '../statistics';

/** Scores the weights of one 1×1 convolution, or blocks of them, on their own. */
export interface WeightCriterion {
  readonly kind: 'weights';
  /** Neighbouring output channels of the same input that are cut together. */
  readonly blockWidth: 1 | 4;
  /**
   * @param kernel [in][out]
   * @param statistics with what the method's row `needs`
   * @returns one score a block, [in][ceil(out / blockWidth)]
   */
  score(
    kernel: Float32Array,
    layer: Layer,
    random: Random,
    statistics?: Statistics | null,
  ): Float32Array;
}

/** Ranks weights only against the others of their group of four. */
export interface GroupCriterion {
  readonly kind: 'groups';
  /**
   * @param kernel [in][out]
   * @returns place of each weight in its group, 0 (smallest) to 3, [in][out]
   */
  place(kernel: Float32Array, layer: Layer): Uint8Array;
}

/** Scores the channels of one set. */
export interface ChannelCriterion {
  readonly kind: 'channels';
  /** Scores of different sets are in one unit: a global ranking does not divide them by their set's mean. */
  readonly comparable?: true;
  /** @returns one score a channel of the set */
  score(set: ChannelSet, source: ChannelSource): Float32Array;
}

export type Criterion = WeightCriterion | GroupCriterion | ChannelCriterion;

/** What a channel criterion may look at. */
export interface ChannelSource {
  readonly network: Network;
  readonly weights: Weights;
  /** Holds what the method's row `needs`. */
  readonly statistics: Statistics | null;
  /** Numbers of this set alone, so that another scope leaves them as they are. */
  readonly random: Random;
}
