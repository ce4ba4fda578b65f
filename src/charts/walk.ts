/** Which point the pointer means, and where the arrow keys go. */
import type { Mark } from './tradeOffLayout';

/** As far as a finger misses, in pixels. */
const REACH = 26;

export function nearestMark(marks: readonly Mark[], x: number, y: number): Mark | null {
  let [nearest, distance]: [Mark | null, number] = [null, REACH];
  for (const mark of marks) {
    for (const spot of [mark.final, mark.cut]) {
      const away = spot ? Math.hypot(mark.x - x, spot.y - y) : Infinity;
      if (away < distance) [nearest, distance] = [mark, away];
    }
  }
  return nearest;
}

/** Left and right go along the line by level; up and down to another line's nearest level. */
export function neighbour(marks: readonly Mark[], from: Mark, key: string): Mark | null {
  const at = marks.indexOf(from);
  switch (key) {
    case 'ArrowRight':
      return marks[at + 1] ?? null;
    case 'ArrowLeft':
      return marks[at - 1] ?? null;
    case 'ArrowDown':
      return acrossLines(marks, from, 1);
    case 'ArrowUp':
      return acrossLines(marks, from, -1);
    case 'Home':
      return marks[0];
    case 'End':
      return marks.at(-1) ?? null;
    default:
      return null;
  }
}

function acrossLines(marks: readonly Mark[], from: Mark, step: 1 | -1): Mark | null {
  const lines = [...new Set(marks.map(({ line }) => line))];
  const wanted = lines[lines.indexOf(from.line) + step];
  const level = ({ point }: Mark) => point.plan.level;
  const distance = (mark: Mark) => Math.abs(level(mark) - level(from));
  return marks
    .filter(({ line }) => line === wanted)
    .reduce<Mark | null>(
      (best, mark) => (best && distance(best) <= distance(mark) ? best : mark),
      null,
    );
}
