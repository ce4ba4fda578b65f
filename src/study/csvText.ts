export type Cell = string | number | null | undefined;

/** RFC 4180: comma, CRLF, quotes doubled inside quotes; a cell without a value is empty. */
export function csvText(rows: readonly (readonly Cell[])[]): string {
  return rows.map((cells) => `${cells.map(quoted).join(',')}\r\n`).join('');
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
