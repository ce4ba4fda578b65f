/** The legend's places: entries in rows, as many a row as fit. */
import type { MethodId } from '../pruning/plan';
import type { BaselineKind } from './baselines';
import type { Line } from './lines';
import { words } from '../words/words';

/** What marks and lines mean, beside the methods. */
export type LegendKey = 'repaired' | 'cut' | 'front' | 'estimated' | BaselineKind;

export interface LegendEntry {
  readonly key: string;
  readonly kind: 'method' | LegendKey;
  readonly method: MethodId | null;
  readonly label: string;
  /** Of a method's line; null: a whole line. */
  readonly dash: string | null;
  readonly x: number;
  readonly y: number;
}

export interface Legend {
  readonly entries: readonly LegendEntry[];
  readonly height: number;
}

const ROW = 18;
/** Room for the drawn sample before a label, and between two entries. */
const SAMPLE = 26;
const GAP = 16;

/** Every method, and what hollow and solid mean; less of it where that is too high. */
export function placeLegend(
  lines: readonly Line[],
  wanted: readonly LegendKey[],
  width: number,
  mostHeight: number,
): Legend {
  const methods = lines.map(({ key, method, label, dash }) =>
    entry(key, 'method', method, label, dash),
  );
  const keys =
    lines.length > 0 ? wanted.map((key) => entry(key, key, null, words.charts.legend[key])) : [];
  const choices = [placed([methods, keys], width), placed([methods], width), placed([], width)];
  return choices.find(({ height }) => height <= mostHeight) ?? choices[2];
}

type Unplaced = Omit<LegendEntry, 'x' | 'y'>;

function entry(
  key: string,
  kind: LegendEntry['kind'],
  method: MethodId | null,
  label: string,
  dash: string | null = null,
): Unplaced {
  return { key, kind, method, label, dash };
}

/** Each block begins a row of its own. */
function placed(blocks: readonly (readonly Unplaced[])[], width: number): Legend {
  const entries: LegendEntry[] = [];
  let row = 0;
  for (const block of blocks.filter(({ length }) => length > 0)) {
    let x = 0;
    for (const unplaced of block) {
      const needed = SAMPLE + textWidth(unplaced.label);
      if (x > 0 && x + needed > width) [x, row] = [0, row + 1];
      entries.push({ ...unplaced, x, y: row * ROW + ROW / 2 });
      x += needed + GAP;
    }
    row++;
  }
  return { entries, height: row * ROW };
}

/** An estimate for 12-pixel sans-serif text: a file has no browser to measure in. */
export function textWidth(text: string): number {
  return text.length * 6.4;
}
