/** A table of pixels as text: a picture a line, its label first or last, or in the column that the first line calls so. */
import { note } from '../../words/refusal';
import { FileTrouble } from '../fileTrouble';
import type { PixelTable } from '../pixelTable';

const LABEL = /^"?(label|class|target|y)"?$/i;
const SEPARATOR = /[,;\t]/;

/** @param head the beginning of a file */
export function isPixelCsv(head: Uint8Array): boolean {
  const line = new TextDecoder().decode(head).split(/\r?\n/, 1)[0];
  const cells = line.split(SEPARATOR);
  if (cells.length < 16) return false;
  return cells.slice(0, -1).every((cell) => /^\s*\d{1,5}\s*$/.test(cell)) || cells.some(isHeading);
}

function isHeading(cell: string): boolean {
  return LABEL.test(cell.trim()) || /^"?pix(el)?_?\d+"?$/i.test(cell.trim());
}

/** @throws FileTrouble where lines differ, or their cells are no bytes or no square of them */
export function readCsvPixels(text: string): PixelTable {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const first = lines[0]?.split(SEPARATOR) ?? [];
  const headed = first.some(isHeading);
  const rows = headed ? lines.slice(1) : lines;
  const shape = shapeOf(first.length);
  if (!shape) throw new FileTrouble(note('csv-columns', { columns: first.length }));
  const label = shape.labelled ? labelColumn(first, headed, rows) : -1;
  const values = first.length - (label < 0 ? 0 : 1);
  const pixels = new Uint8Array(rows.length * values);
  const labels = new Uint16Array(rows.length);
  rows.forEach((line, row) => {
    const cells = line.split(SEPARATOR).map(Number);
    const sound = (cell: number, i: number) =>
      Number.isInteger(cell) && cell >= 0 && cell <= (i === label ? 65_535 : 255);
    if (cells.length !== first.length || !cells.every(sound))
      throw new FileTrouble(note('csv-line', { line: row + (headed ? 2 : 1) }));
    if (label >= 0) labels[row] = cells.splice(label, 1)[0];
    pixels.set(cells, row * values);
  });
  const { side, planes } = shape;
  const table = { count: rows.length, rows: side, columns: side, planes, pixels, classNames: null };
  return { ...table, labels: label < 0 ? null : labels };
}

function shapeOf(columns: number) {
  for (const labelled of [true, false]) {
    for (const planes of [1, 3] as const) {
      const side = Math.sqrt((columns - (labelled ? 1 : 0)) / planes);
      if (Number.isInteger(side) && side >= 4) return { side, planes, labelled };
    }
  }
  return null;
}

/** Where no heading tells, the first column, unless it holds what the last one cannot: borders are dark more often than not. */
function labelColumn(first: readonly string[], headed: boolean, rows: readonly string[]): number {
  const named = headed ? first.findIndex((cell) => LABEL.test(cell.trim())) : -1;
  if (named >= 0) return named;
  const cells = rows.map((line) => line.split(SEPARATOR));
  const differs = (column: number) => new Set(cells.map((row) => row.at(column))).size > 1;
  return !differs(0) && differs(-1) ? first.length - 1 : 0;
}
