/** A function's instructions in pieces that a pipeline is modelled for: innermost loops, and straight lines between branches. */
import { innerLoops } from '../cycles/innerLoops';

export interface Region {
  /** Instructions, in the order in which they lie. */
  readonly words: readonly number[];
  /** How often they ran. */
  readonly count: number;
}

/** What runs in fewer rounds of a loop is no part of its usual round. */
const USUAL_SHARE = 0.5;

/** @param counts how often each instruction ran */
export function regionsOf(words: readonly number[], counts: Float64Array): Region[] {
  const inLoop = new Set<number>();
  const regions: Region[] = [];
  for (const loop of innerLoops(words)) {
    const count = Math.max(...loop.map((at) => counts[at]));
    const usual = loop.filter((at) => counts[at] > USUAL_SHARE * count);
    if (count === 0) continue;
    regions.push({
      words: usual.map((at) => words[at]),
      count: mean(usual.map((at) => counts[at])),
    });
    for (const at of usual) inLoop.add(at);
  }
  return [...regions, ...straightLines(words, counts, inLoop)];
}

/** Instructions that follow each other and ran equally often. */
function straightLines(
  words: readonly number[],
  counts: Float64Array,
  inLoop: ReadonlySet<number>,
): Region[] {
  const lines: { words: number[]; count: number; end: number }[] = [];
  words.forEach((word, at) => {
    if (inLoop.has(at) || counts[at] === 0) return;
    const last = lines.at(-1);
    if (last?.end === at && last.count === counts[at]) {
      last.words.push(word);
      last.end++;
    } else lines.push({ words: [word], count: counts[at], end: at + 1 });
  });
  return lines;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
