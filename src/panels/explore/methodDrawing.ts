/** A card's small drawing as few shapes: the page's first screen has five, and each element of it takes time to build. */
import { groupBy } from '../../base/groupBy';
import { CELLS, type CardMethod } from './cardMethods';

/** Of one cell, which is 1 apart from the next. */
const SIDE = 0.86;
/** More are not told apart at this size. */
const INKS = 6;
const FAINTEST = 0.35;

export interface DrawnCells {
  /** Opacity, more for larger weights; 0 for those that the method takes away. */
  readonly ink: number;
  /** SVG path data of all of them, in cells. */
  readonly path: string;
}

/** Those of one ink together. */
export function drawn({ stays, strength }: CardMethod): DrawnCells[] {
  const places = Array.from({ length: CELLS * CELLS }, (_, at) => [
    Math.floor(at / CELLS),
    at % CELLS,
  ]);
  const inks = groupBy(places, ([output, input]) =>
    stays(output, input) ? inkOf(strength(output, input)) : 0,
  );
  return [...inks].map(([ink, cells]) => ({ ink, path: cells.map(cellPath).join('') }));
}

function inkOf(strength: number): number {
  return FAINTEST + ((1 - FAINTEST) * Math.round(strength * (INKS - 1))) / (INKS - 1);
}

function cellPath([output, input]: readonly number[]): string {
  return `M${input} ${output}h${SIDE}v${SIDE}h${-SIDE}z`;
}
