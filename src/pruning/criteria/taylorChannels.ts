import type { ChannelCriterion } from './criterion';

/**
 * Squared first-order change of the loss if the channel were removed: (γ·∂L/∂γ + β·∂L/∂β)², the mean over mini-batches
 * (Molchanov et al. 2019, with gates behind batch normalisation). An estimate of one and the same loss, so that
 * channels of different sets compare as they are.
 */
export const taylorChannels: ChannelCriterion = {
  kind: 'channels',
  comparable: true,
  score(set, { statistics }) {
    if (!statistics?.gradients)
      throw new Error(`no gradients for ${set.name}: measure them before ranking`);
    return statistics.gradients.channels[set.index];
  },
};
