/** Boxes by where they lie: of thousands only those near another one are looked at. */
import { overlap, type Box } from './endLabels';

/** Pixels; about a label's width. */
const CELL = 64;

export class BoxGrid {
  readonly #cells = new Map<string, Box[]>();

  add(box: Box): void {
    for (const cell of cellsOf(box)) {
      const own = this.#cells.get(cell);
      if (own) own.push(box);
      else this.#cells.set(cell, [box]);
    }
  }

  isFree(box: Box): boolean {
    return cellsOf(box).every(
      (cell) => !this.#cells.get(cell)?.some((other) => overlap(box, other)),
    );
  }
}

function cellsOf({ left, right, top, bottom }: Box): string[] {
  const cells: string[] = [];
  for (let x = Math.floor(left / CELL); x <= right / CELL; x++)
    for (let y = Math.floor(top / CELL); y <= bottom / CELL; y++) cells.push(`${x} ${y}`);
  return cells;
}
