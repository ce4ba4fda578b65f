import type { Known, Shade } from '../../charts/network/shades';
import type { Block } from '../../model/blocks';

/** What colours a block, over all of its maps; null where it is known of none. */
export function blockSum(block: Block, known: Known, shade: Shade): number | null {
  const values = block.maps
    .map((map) => shade.valueOf(map, known))
    .filter((value) => value !== null);
  return values.length > 0 ? values.reduce((sum, value) => sum + value, 0) : null;
}
