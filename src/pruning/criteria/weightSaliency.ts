import type { Layer } from '../../model/network';
import type { WeightSaliency } from '../gradientStatistics';
import type { Statistics } from '../statistics';

export function saliencyOf(
  layer: Layer,
  statistics: Statistics | null | undefined,
): WeightSaliency {
  const saliency = statistics?.gradients?.weights[layer.index];
  if (!saliency) throw new Error(`no gradients for ${layer.name}: measure them before ranking`);
  return saliency;
}
