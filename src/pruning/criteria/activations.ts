import type { ChannelSet } from '../../model/network';
import type { SetStatistics } from '../activationStatistics';
import type { ChannelCriterion, ChannelSource } from './criterion';

/** Mean |a| of the channel. */
export const meanActivation: ChannelCriterion = {
  kind: 'channels',
  score: (set, source) => measured(set, source).meanMagnitude,
};

/**
 * Share of activations that are not zero (APoZ, Hu et al. 2016, turned round: many zeros are cut first).
 * Streams are linear and hardly ever exactly zero, so they are scored by mean |a|.
 */
export const apoz: ChannelCriterion = {
  kind: 'channels',
  score(set, source) {
    const { zeroShare, meanMagnitude } = measured(set, source);
    return set.kind === 'stream' ? meanMagnitude : zeroShare.map((zeros) => 1 - zeros);
  },
};

function measured(set: ChannelSet, { statistics }: ChannelSource): SetStatistics {
  if (!statistics?.activations)
    throw new Error(`no activation statistics for ${set.name}: measure them before ranking`);
  return statistics.activations.sets[set.index];
}
