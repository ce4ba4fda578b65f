import type { Block } from '../../model/blocks';
import type { PlannedFigures } from '../../pruning/plannedFigures';

/** Share of zeros among a block's weights that are left, 0 … 1. */
export function blockZeros({ layers }: Block, planned: Pick<PlannedFigures, 'layers'>): number {
  const costs = layers.map(({ index }) => planned.layers[index]);
  const stored = costs.reduce((sum, { kernelSize }) => sum + kernelSize, 0);
  const nonZeros = costs.reduce((sum, { nonZeros: own }) => sum + own, 0);
  return stored > 0 ? 1 - nonZeros / stored : 0;
}
