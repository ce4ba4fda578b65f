/** The name of each line beside its end, where there is room: who reads it need not look into the legend. */
import { BoxGrid } from './boxGrid';
import type { Frame } from './frame';
import { textWidth } from './legend';
import type { MethodId } from '../pruning/plan';

export interface Place {
  readonly x: number;
  readonly y: number;
}

export interface NamedLine {
  readonly key: string;
  readonly method: MethodId;
  readonly text: string;
  /** Its marks, from the end that is named best. */
  readonly ends: readonly Place[];
}

export interface EndLabel extends Place {
  readonly key: string;
  readonly method: MethodId;
  readonly text: string;
  readonly anchor: 'start' | 'middle' | 'end';
}

export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Pixels; the text is a little smaller than the legend's. */
export const LABEL_SIZE = 11;
const ASCENT = 9;
const DESCENT = 3;
const MARK = 6;
/** How many marks from its end a name may stand. */
const FARTHEST = 3;

/** Places around a mark, best first: offsets of the text's baseline. Lines come down to their ends: below is room. */
const AROUND: readonly (Place & Pick<EndLabel, 'anchor'>)[] = [
  { x: 8, y: 15, anchor: 'start' },
  { x: -8, y: 15, anchor: 'end' },
  { x: 10, y: 4, anchor: 'start' },
  { x: -10, y: 4, anchor: 'end' },
  { x: 8, y: -8, anchor: 'start' },
  { x: -8, y: -8, anchor: 'end' },
  { x: 0, y: 18, anchor: 'middle' },
  { x: 0, y: -11, anchor: 'middle' },
];

/**
 * No name covers a mark or another name; one that has no room is left out.
 * @param marks all that are drawn; @param taken what else may not be covered
 */
export function endLabels(
  lines: readonly NamedLine[],
  marks: readonly Place[],
  frame: Frame,
  taken: readonly Box[] = [],
): EndLabel[] {
  const full = new BoxGrid();
  for (const box of [...marks.map(boxOfMark), ...taken]) full.add(box);
  return lines.flatMap((line) => {
    const label = candidates(line).find((each) => isFree(boxOfLabel(each), full, frame));
    if (!label) return [];
    full.add(boxOfLabel(label));
    return [label];
  });
}

function candidates({ ends, key, method, text }: NamedLine): EndLabel[] {
  return ends
    .slice(0, FARTHEST)
    .flatMap((end) =>
      AROUND.map(({ x, y, anchor }) => ({ key, method, text, anchor, x: end.x + x, y: end.y + y })),
    );
}

function isFree(box: Box, full: BoxGrid, frame: Frame): boolean {
  const inside =
    box.left >= frame.left &&
    box.right <= frame.right &&
    box.top >= frame.top &&
    box.bottom <= frame.bottom;
  return inside && full.isFree(box);
}

export function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

export function boxOfLabel({ x, y, anchor, text }: Omit<EndLabel, 'key' | 'method'>): Box {
  const width = (textWidth(text) * LABEL_SIZE) / 12;
  const left = x - { start: 0, middle: width / 2, end: width }[anchor];
  return { left, right: left + width, top: y - ASCENT, bottom: y + DESCENT };
}

function boxOfMark({ x, y }: Place): Box {
  return { left: x - MARK, right: x + MARK, top: y - MARK, bottom: y + MARK };
}
