import type { Layer } from '../../model/network';

export type LayerWord = 'expand' | 'depthwise' | 'project' | 'pointwise' | 'convolution' | 'dense';

/** What a layer does in its block: a 1×1 convolution that stays linear projects, one before a depthwise layer expands. */
export function layerKind({ kind, activation, inChannels, outChannels }: Layer): LayerWord {
  if (kind === 'pool') return 'dense';
  if (kind !== 'pointwise') return kind;
  if (activation === 'linear') return 'project';
  return outChannels > inChannels ? 'expand' : 'pointwise';
}
