import type { Block } from '../../model/blocks';
import { words } from '../../words/words';

/** As its layers are numbered. */
export function blockName({ kind, number }: Pick<Block, 'kind' | 'number'>): string {
  return kind === 'block' ? words.network.blocks.block(number ?? 0) : words.network.blocks[kind];
}
