import type { Outcome } from '../base/outcome';
import { refusal } from '../words/refusal';
import { levelPercent } from '../base/percent';

/** Reads levels as people write them, per cents between spaces or commas: `0 10 20`, `5, 12.5`. */
export function parseLevels(text: string): Outcome<readonly number[]> {
  const words = text.split(/[\s,;]+/).filter((word) => word !== '');
  if (words.length === 0) return refusal('no-level-given');
  const levels = new Set<number>();
  for (const word of words) {
    const level = Number(word.replace(/%$/, '')) / 100;
    if (!(level >= 0 && level < 1)) {
      return refusal('level-text', { text: word });
    }
    levels.add(level);
  }
  return { ok: true, value: [...levels].sort((a, b) => a - b) };
}

/** The inverse: `0 10 12.5`. */
export function formatLevels(levels: readonly number[]): string {
  return levels.map(levelPercent).join(' ');
}
