import type { Refusal } from '../../../src/base/outcome';
import { refusal } from '../../../src/words/refusal';
import type { Layer, Network } from '../../../src/model/network';

/** Null where the training kernels compute the network both ways; else it names the layer. */
export function refuseTraining({ layers }: Network): Refusal | null {
  for (const layer of layers) {
    const refused = unsupported(layer);
    if (refused) return refused;
  }
  const last = layers[layers.length - 1];
  return last.kind === 'dense' ? null : refusal('training-last-layer', { layer: last.name });
}

function unsupported({ name: layer, kind, from, adds, stride, padding }: Layer): Refusal | null {
  if (kind === 'convolution')
    return from === null ? null : refusal('training-convolution', { layer });
  if (from === null) return refusal('training-image-layer', { layer, kind });
  if (kind === 'pool' && adds !== null) return refusal('training-adding-pool', { layer });
  const bordered = Object.values(padding).some((pixels: number) => pixels > 0);
  if (kind === 'pointwise' && (stride > 1 || bordered)) {
    return refusal('training-pointwise-stride', { layer });
  }
  return null;
}
