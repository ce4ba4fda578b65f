import { percentDigits } from '../base/percent';
import { shareOf, type Proportion } from './proportion';

export type Cell = string | number | null | undefined;

/** RFC 4180: comma, CRLF, quotes doubled inside quotes; a cell without a value is empty. */
export function csvText(rows: readonly (readonly Cell[])[]): string {
  return rows.map((cells) => `${cells.map(quoted).join(',')}\r\n`).join('');
}

/** Two decimals, without the sign: the correct and total beside it are exact. Empty where nothing was answered. */
export function percentCell(value: Proportion | null): Cell {
  const share = value && shareOf(value);
  return share === null ? undefined : percentDigits(share, 2);
}

function quoted(cell: Cell): string {
  const text = harmless(String(cell ?? ''));
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * A spreadsheet runs a cell that begins like a formula; behind an apostrophe it is a text. Numbers keep their sign.
 * Source: OWASP, "CSV Injection".
 */
function harmless(text: string): string {
  return /^[=+\-@\t\r]/.test(text) && !Number.isFinite(Number(text)) ? `'${text}` : text;
}
