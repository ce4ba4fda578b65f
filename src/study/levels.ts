import { refusal, type Outcome } from '../base/outcome';
import { levelPercent } from '../base/percent';

/** Reads levels as people write them, per cents between spaces or commas: `0 10 20`, `5, 12.5`. */
export function parseLevels(text: string): Outcome<readonly number[]> {
  const words = text.split(/[\s,;]+/).filter((word) => word !== '');
  if (words.length === 0)
    return refusal('levels', 'no level given: write per cents such as 0 50 90');
  const levels = new Set<number>();
  for (const word of words) {
    const level = Number(word.replace(/%$/, '')) / 100;
    if (!(level >= 0 && level < 1)) {
      return refusal('levels', `invalid level: ${word}; give per cents from 0 up to below 100`);
    }
    levels.add(level);
  }
  return { ok: true, value: [...levels].sort((a, b) => a - b) };
}

/** The inverse: `0 10 12.5`. */
export function formatLevels(levels: readonly number[]): string {
  return levels.map(levelPercent).join(' ');
}
