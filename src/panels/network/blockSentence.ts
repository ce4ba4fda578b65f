import type { Block } from '../../model/blocks';
import { mapStates } from '../../charts/network/mapStates';
import type { Shade } from '../../charts/network/shades';
import type { PlannedFigures } from '../../pruning/plannedFigures';
import { words } from '../../words/words';
import { blockName } from './blockName';

const say = words.network;

/** What a plan leaves of a block: its channels, its zeros, and what colours it. */
export function blockSentence(block: Block, planned: PlannedFigures, shade: Shade): string {
  const states = mapStates(block.maps, planned);
  const channels = states.map(({ channels: left }, m) => ({ left, all: block.maps[m].channels }));
  const costs = block.layers.map(({ index }) => planned.layers[index]);
  const stored = costs.reduce((sum, { kernelSize }) => sum + kernelSize, 0);
  const nonZeros = costs.reduce((sum, { nonZeros: own }) => sum + own, 0);
  const values = block.maps.map((map) => shade.valueOf(map, { planned }));
  const known = values.filter((value) => value !== null);
  const { label, value } = say.shades[shade.id];
  const total = known.reduce((sum, own) => sum + own, 0);
  const worth = known.length > 0 ? say.shaded(label, value(total)) : '';
  return say.about(blockName(block), channels, stored > 0 ? 1 - nonZeros / stored : 0, worth);
}
