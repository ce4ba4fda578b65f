import type { Block } from '../../model/blocks';
import { mapStates } from '../../charts/network/mapStates';
import type { Known, Shade } from '../../charts/network/shades';
import type { PlannedFigures } from '../../pruning/plannedFigures';
import { words } from '../../words/words';
import { blockName } from './blockName';
import { blockSum } from './blockSum';
import { blockZeros } from './blockZeros';

const say = words.network;

/** What a plan leaves of a block: its channels, its zeros, and what colours it. */
export function blockSentence(
  block: Block,
  planned: PlannedFigures,
  known: Known,
  shade: Shade,
): string {
  const channels = mapStates(block.maps, planned).map(({ channels: left }, m) =>
    say.leftOf(left, block.maps[m].channels),
  );
  const sum = blockSum(block, known, shade);
  const { label, what, value } = say.shades[shade.id];
  const worth = sum === null ? say.notMeasuredYet(label) : say.shaded(what, value(sum));
  return say.about(blockName(block), channels, blockZeros(block, planned), worth);
}
