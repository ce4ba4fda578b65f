/** One row of a table → its cells, where commas may separate cells, thousands or fractions. */
import { MISSING, NUMBER } from './textNumbers';
import { UNIT } from './textUnits';

/** A whole cell: a number or what stands for one, and its unit. */
export const VALUE = new RegExp(`^(${NUMBER}|${MISSING})\\s*(${UNIT})?$`, 'iu');

/** @param header the names that came before, if any did: their number tells what commas are, and which empty cells count */
export function tokensOf(line: string, header: readonly unknown[] | null): readonly string[] {
  const tokens = split(line, header).map((token) =>
    token.trim().replace(/^=?"(.*)"$|^'(.*)'$/, '$1$2'),
  );
  const least = Math.max(header?.length ?? 0, 1);
  while (tokens.length > least && tokens.at(-1) === '') tokens.pop();
  return tokens;
}

const DECIMAL_COMMA = /^[-+−]?\d+,\d+$/;

function split(line: string, header: readonly unknown[] | null): readonly string[] {
  const bare = line.replace(/"[^"]*"/g, '');
  if (/[;\t]/.test(bare)) return apart(line, ';\\t');
  if (line.includes('"')) return apart(line, ',');
  if (line.includes('|')) return line.split('|').filter((token) => token.trim() !== '');
  if (!line.includes(',')) return line.split(/\s+/);
  return withCommas(line, header);
}

/** What stands in quotes stays whole. */
function apart(line: string, separators: string): string[] {
  return line.split(new RegExp(`[${separators}](?=(?:[^"]*"[^"]*")*[^"]*$)`));
}

function withCommas(line: string, header: readonly unknown[] | null): readonly string[] {
  const words = line.split(/\s+/);
  if (words.length > 1 && words.every((word) => DECIMAL_COMMA.test(word))) return words;
  const spaced = line.split(/,\s+/);
  const numbers = spaced.length > 1 && spaced.every((word) => VALUE.test(word));
  if (numbers && spaced.some((word) => word.includes(','))) return spaced;
  const tokens = line.split(',');
  return header && tokens.length === 2 * header.length ? pairs(tokens) : tokens;
}

/** Twice as many pieces as columns: the comma is both separator and decimal sign. */
function pairs(tokens: readonly string[]): string[] {
  return tokens.flatMap((token, i) => (i % 2 === 0 ? [`${token},${tokens[i + 1]}`] : []));
}
