/** A profiler's 100,000 rows a second are more than a replay needs: their means keep the energy. */
import type { Column } from './protocols/textHeaders';
import { readNumber, type Decimal } from './protocols/textNumbers';
import { tokensOf, VALUE } from './protocols/textRows';

export interface Row {
  readonly text: string;
  readonly atMs: number;
}

/** How a log's rows are written. */
export interface Notation {
  readonly header: readonly Column[] | null;
  readonly decimal: Decimal;
}

const MOST_PER_SECOND = 500;
const STEP_MS = 10;

/** The rows as they are, or the mean of each 10 ms where there are more than 500 a second. */
export function thinned(rows: readonly Row[], notation: Notation): readonly Row[] {
  const seconds = (rows[rows.length - 1].atMs - rows[0].atMs) / 1000;
  if (rows.length <= MOST_PER_SECOND * seconds) return rows;
  const means: Row[] = [];
  for (let from = 0; from < rows.length;) {
    let to = from + 1;
    while (to < rows.length && rows[to].atMs < rows[from].atMs + STEP_MS) to++;
    means.push(meanOf(rows.slice(from, to), notation));
    from = to;
  }
  return means;
}

/** Column by column; what is no number stays the first row's. */
function meanOf(rows: readonly Row[], notation: Notation): Row {
  const separator = /[;\t]/.exec(rows[0].text)?.[0] ?? (rows[0].text.includes(',') ? ',' : ' ');
  const cells = rows.map(({ text }) => cellsOf(text, separator, notation));
  const text = cells[0].map((first, column) => {
    const sum = cells.reduce(
      (total, row) => total + readNumber(row[column] ?? '', notation.decimal),
      0,
    );
    if (!Number.isNaN(sum)) return String(sum / cells.length);
    return meanWithUnit(cells, column, notation.decimal) ?? quoted(first, separator);
  });
  const atMs = rows.reduce((total, row) => total + row.atMs, 0) / rows.length;
  return { text: text.join(separator), atMs };
}

/** The fast way where a separator does nothing but separate. */
function cellsOf(text: string, separator: string, { header, decimal }: Notation) {
  const plain = !text.includes('"') && !(separator === ',' && decimal === 'comma');
  return plain ? text.split(separator) : tokensOf(text, header);
}

/** Of `5.04 V`; null where the rows have other units, or no numbers. */
function meanWithUnit(cells: readonly (readonly string[])[], column: number, decimal: Decimal) {
  const read = cells.map((row) => VALUE.exec((row[column] ?? '').trim()));
  const unit = read[0]?.[2];
  if (unit === undefined || read.some((value) => value?.[2] !== unit)) return null;
  const mean = read.reduce((sum, value) => sum + readNumber(value![1], decimal), 0) / read.length;
  return Number.isNaN(mean) ? null : `${mean} ${unit}`;
}

function quoted(cell: string, separator: string): string {
  return cell.includes(separator) ? `"${cell}"` : cell;
}
