import type { Layer } from '../../model/network';
import type { Method } from '../../pruning/methods';

/** Inputs of an output that are cut together, where a method cuts several. */
const INPUTS: Readonly<Partial<Record<Method['id'], number>>> = {
  'block-inputs': 4,
  'pair-inputs': 2,
};
const GROUP = 4;

/** Weights of a kernel that a method cuts together or against each other: so many outputs, so many inputs. */
export function cutUnit(
  { id, criterion }: Method,
  { kind }: Layer,
): { outputs: number; inputs: number } {
  if (kind !== 'pointwise') return { outputs: 1, inputs: 1 };
  if (criterion.kind === 'groups') return { outputs: 1, inputs: GROUP };
  const outputs = criterion.kind === 'weights' ? criterion.blockWidth : 1;
  return { outputs, inputs: INPUTS[id] ?? 1 };
}
