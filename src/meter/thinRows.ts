/** A profiler's 100,000 rows a second are more than a replay needs: their means keep the energy. */
import { readNumber } from './protocols/textNumbers';

export interface Row {
  readonly text: string;
  readonly atMs: number;
}

const MOST_PER_SECOND = 500;
const STEP_MS = 10;

/** The rows as they are, or the mean of each 10 ms where there are more than 500 a second. */
export function thinned(rows: readonly Row[]): readonly Row[] {
  const seconds = (rows[rows.length - 1].atMs - rows[0].atMs) / 1000;
  if (rows.length <= MOST_PER_SECOND * seconds) return rows;
  const means: Row[] = [];
  for (let from = 0; from < rows.length;) {
    let to = from + 1;
    while (to < rows.length && rows[to].atMs < rows[from].atMs + STEP_MS) to++;
    means.push(meanOf(rows.slice(from, to)));
    from = to;
  }
  return means;
}

/** Column by column; what is no number stays the first row's. */
function meanOf(rows: readonly Row[]): Row {
  const separator = /[;\t]/.exec(rows[0].text)?.[0] ?? (rows[0].text.includes(',') ? ',' : ' ');
  const cells = rows.map(({ text }) => text.split(separator));
  const decimal = separator !== ',' && rows[0].text.includes(',') ? 'comma' : 'point';
  const text = cells[0].map((first, column) => {
    const mean =
      cells.reduce((total, row) => total + readNumber(row[column] ?? '', decimal), 0) /
      cells.length;
    return Number.isNaN(mean) ? first : String(mean);
  });
  const atMs = rows.reduce((total, row) => total + row.atMs, 0) / rows.length;
  return { text: text.join(separator), atMs };
}
