import { answeredBy, fateOf, type ThreeAnswers } from './flips';

/** A class that a cut network takes for another. */
export interface Forgetting {
  readonly label: number;
  /** What it takes them for. */
  readonly takenFor: number;
  /** Test pictures that the dense network knew, and that are taken for the other class at the end. */
  readonly pictures: number;
  /** Test pictures of the class that the dense network knew. */
  readonly known: number;
}

/** Most pictures first; then by class. */
export function forgotten(answers: ThreeAnswers): Forgetting[] {
  const { labels, dense, cut, repaired } = answers;
  const last = (repaired ?? cut).predictions;
  const known = new Map<number, number>();
  const pairs = new Map<string, Forgetting>();
  for (let image = 0; image < answeredBy(answers); image++) {
    const [label, takenFor] = [labels[image], last[image]];
    if (dense.predictions[image] === label) known.set(label, (known.get(label) ?? 0) + 1);
    if (fateOf(answers, image) !== 'lost') continue;
    const key = `${label} ${takenFor}`;
    const pictures = (pairs.get(key)?.pictures ?? 0) + 1;
    pairs.set(key, { label, takenFor, pictures, known: 0 });
  }
  return [...pairs.values()]
    .map((pair) => ({ ...pair, known: known.get(pair.label)! }))
    .sort((a, b) => b.pictures - a.pictures || a.label - b.label || a.takenFor - b.takenFor);
}
