/** Methods worth starting with, each with what a small drawing of it shows: one row a card. All others are one step away. */
import type { MethodId } from '../../pruning/plan';

/** Weights of a layer: inputs run across, output channels run down. */
export const CELLS = 8;

export interface CardMethod {
  readonly id: MethodId;
  /** Whether the drawing's weight stays. */
  readonly stays: (output: number, input: number) => boolean;
  /** What is drawn darker, as the larger weights are. */
  readonly strength: (output: number, input: number) => number;
}

/** A drawing's weights, looking as if they had been learnt: the same at every visit. */
function learnt(output: number, input: number): number {
  const mixed = Math.sin(output * 12.9898 + input * 78.233) * 43758.5453;
  return mixed - Math.floor(mixed);
}

/** The two largest of four neighbours along the inputs. */
function ofFour(output: number, input: number): boolean {
  const first = input - (input % 4);
  const group = [0, 1, 2, 3].map((i) => learnt(output, first + i)).sort((a, b) => b - a);
  return learnt(output, input) >= group[1];
}

/** Mean of four neighbours along the outputs. */
function block(output: number, input: number): number {
  const first = output - (output % 4);
  return [0, 1, 2, 3].reduce((sum, i) => sum + learnt(first + i, input), 0) / 4;
}

/** Channels that the drawing takes away: small ones, and one of each pair of likes. */
const SMALL = [1, 4, 6];
const TWINS = [2, 3, 7];

export const CARD_METHODS: readonly CardMethod[] = [
  { id: 'magnitude-global', stays: (o, i) => learnt(o, i) > 0.5, strength: learnt },
  { id: 'nm-2-4', stays: ofFour, strength: learnt },
  { id: 'block-1x4', stays: (o, i) => block(o, i) > 0.48, strength: block },
  {
    id: 'l1-norm',
    stays: (o) => !SMALL.includes(o),
    strength: (o, i) => (SMALL.includes(o) ? 0.3 : 1) * learnt(o, i),
  },
  {
    id: 'fpgm',
    stays: (o) => !TWINS.includes(o),
    // A channel that goes looks like the one above it.
    strength: (o, i) => learnt(TWINS.includes(o) ? (o === 3 ? 1 : o - 1) : o, i),
  },
];
