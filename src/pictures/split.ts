/** Which pictures calibrate and which test: by a seed, each class shared out alike, no content on both sides. */
import { groupBy } from '../base/groupBy';
import { seededRandom } from '../base/seededRandom';
import type { ListedPicture, Part } from './foundPicture';

export interface SplitPicture {
  /** Index of the network's class; null: unlabelled, or of a class that the network lacks. */
  readonly label: number | null;
  readonly part: Part | null;
  /** Equal for pictures of equal content. */
  readonly content: string;
}

export interface PictureSplit {
  /** Indices, in the order in which they are used: any beginning is a sample of all; those without a label come last. */
  readonly train: readonly number[];
  readonly test: readonly number[];
}

/**
 * Half of each class tests, where no folder says otherwise: where some pictures are meant for training and others for
 * testing, they are used so. What has no label calibrates.
 * @param most pictures of each side
 */
export function splitPictures(
  pictures: readonly SplitPicture[],
  seed: number,
  most = Infinity,
): PictureSplit {
  const parts = new Set(pictures.map(({ part }) => part));
  const meant = parts.has('train') && parts.has('test');
  const strata = new Map<number, number[][]>();
  const sides: Record<Part, number[]> = { train: [], test: [] };
  for (const group of groupsOf(pictures)) {
    const side = fixedSide(
      group.map((i) => pictures[i]),
      meant,
    );
    if (side) sides[side].push(...group);
    else {
      const label = pictures[group[0]].label!;
      strata.set(label, [...(strata.get(label) ?? []), group]);
    }
  }
  for (const [label, groups] of [...strata].sort(([a], [b]) => a - b))
    shareOut(shuffled(groups, seed, label), sides);
  const train = shuffled(sides.train, seed, 0x10001);
  const isLabelled = (i: number) => pictures[i].label !== null;
  return {
    train: [...train.filter(isLabelled), ...train.filter((i) => !isLabelled(i))].slice(0, most),
    test: shuffled(sides.test, seed, 0x10002).slice(0, most),
  };
}

/** What tests must not be known from training: a copy of a training picture trains. */
function fixedSide(group: readonly SplitPicture[], meant: boolean): Part | null {
  if (group.some(({ label, part }) => label === null || (meant && part === 'train')))
    return 'train';
  return meant && group.some(({ part }) => part === 'test') ? 'test' : null;
}

/** One to each in turn, to the smaller side, so that copies weigh as much as they are; the first of a class tests. */
function shareOut(groups: readonly number[][], sides: Record<Part, number[]>): void {
  let [train, test] = [0, 0];
  for (const group of groups) {
    if (test <= train) test += sides.test.push(...group) && group.length;
    else train += sides.train.push(...group) && group.length;
  }
}

function groupsOf(pictures: readonly SplitPicture[]): number[][] {
  return [...groupBy(pictures.keys(), (i) => pictures[i].content).values()];
}

/** Indices of pictures whose content another one before has too. */
export function copiesOf(pictures: readonly Pick<SplitPicture, 'content'>[]): number[] {
  const known = new Set<string>();
  return [...pictures.keys()].filter((i) => {
    const { content } = pictures[i];
    const isCopy = known.has(content);
    known.add(content);
    return isCopy;
  });
}

/**
 * At most so many, of each class alike, by a seed; in their order.
 * @param classes of each picture
 */
export function sampled(
  classes: readonly (string | null)[],
  most: number,
  seed: number,
): readonly number[] {
  if (classes.length <= most) return [...classes.keys()];
  const strata = groupBy(classes.keys(), (i) => classes[i]);
  const shares = [...strata.values()].map((own, stream) => shuffled(own, seed, stream));
  const chosen: number[] = [];
  for (let round = 0; chosen.length < most; round++)
    for (const share of shares)
      if (round < share.length && chosen.length < most) chosen.push(share[round]);
  return chosen.sort((a, b) => a - b);
}

/**
 * Of pictures that are fetched in groups, the groups to fetch: as few as hold `most` pictures, of each class alike as far as
 * there are so many.
 */
export function groupsFor(
  pictures: readonly Pick<ListedPicture, 'className' | 'group'>[],
  most: number,
): ReadonlySet<string | undefined> {
  const counts = new Map<string | undefined, Map<string | null, number>>();
  for (const { group, className } of pictures) {
    const own = counts.get(group) ?? new Map<string | null, number>();
    counts.set(group, own.set(className, (own.get(className) ?? 0) + 1));
  }
  const classes = new Set(pictures.map(({ className }) => className));
  const each = Math.ceil(most / classes.size);
  const missing = new Map([...classes].map((name) => [name, each]));
  const gain = (own: ReadonlyMap<string | null, number>) =>
    [...own].reduce((sum, [name, count]) => sum + Math.min(count, missing.get(name)!), 0);
  const chosen = new Set<string | undefined>();
  for (;;) {
    const best = [...counts].reduce((a, b) => (gain(b[1]) > gain(a[1]) ? b : a));
    if (gain(best[1]) === 0) return chosen;
    chosen.add(best[0]);
    counts.delete(best[0]);
    for (const [name, count] of best[1]) missing.set(name, Math.max(0, missing.get(name)! - count));
    if (counts.size === 0) return chosen;
  }
}

function shuffled<T>(items: readonly T[], seed: number, stream: number): T[] {
  const random = seededRandom(seed, stream);
  const result = [...items];
  for (let i = result.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [result[i], result[j]] = [result[j], result[i]];
  }
  return result;
}
