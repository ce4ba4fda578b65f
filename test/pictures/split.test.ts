import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  copiesOf,
  groupsFor,
  sampled,
  splitPictures,
  type SplitPicture,
} from '../../src/pictures/split';

const picture = fc.record({
  label: fc.option(fc.integer({ min: 0, max: 4 })),
  part: fc.constantFrom('train', 'test', null),
  content: fc.integer({ min: 0, max: 30 }).map(String),
});
const pictures = fc.array(picture, { maxLength: 80 });

function labelled(...counts: number[]): SplitPicture[] {
  return counts.flatMap((count, label) =>
    Array.from({ length: count }, (_, i) => ({ label, part: null, content: `${label} ${i}` })),
  );
}

describe('a split of pictures', () => {
  it('uses each once, and no content on both sides', () => {
    fc.assert(
      fc.property(pictures, fc.integer(), (given, seed) => {
        const { train, test } = splitPictures(given, seed);
        expect([...train, ...test].sort((a, b) => a - b)).toEqual([...given.keys()]);
        const seen = new Set(train.map((i) => given[i].content));
        expect(test.filter((i) => seen.has(given[i].content))).toEqual([]);
      }),
    );
  });

  it('tests with labelled pictures alone', () => {
    fc.assert(
      fc.property(pictures, fc.integer(), (given, seed) => {
        const { test } = splitPictures(given, seed);
        expect(test.filter((i) => given[i].label === null)).toEqual([]);
      }),
    );
  });

  it('puts what has no label last', () => {
    const given = labelled(10).map((own, i) => ({ ...own, label: i % 2 ? own.label : null }));
    const { train } = splitPictures(given, 3);
    const known = train.map((i) => given[i].label !== null);
    expect(known).toEqual([...known].sort((a, b) => Number(b) - Number(a)));
    expect(known.filter((label) => !label).length).toBe(5);
  });

  it('shares each class out alike', () => {
    const given = labelled(10, 7, 1, 40);
    const { train, test } = splitPictures(given, 5);
    const counts = (side: readonly number[]) =>
      [0, 1, 2, 3].map((label) => side.filter((i) => given[i].label === label).length);
    expect(counts(test)).toEqual([5, 4, 1, 20]);
    expect(counts(train)).toEqual([5, 3, 0, 20]);
  });

  it('is that of its seed, in an order whose beginning is a sample', () => {
    const given = labelled(30, 30);
    const first = splitPictures(given, 1);
    expect(splitPictures(given, 1)).toEqual(first);
    expect(splitPictures(given, 2)).not.toEqual(first);
    const early = first.test.slice(0, 10).map((i) => given[i].label);
    expect(new Set(early)).toEqual(new Set([0, 1]));
  });

  it('follows folders where they hold both', () => {
    const given = labelled(20).map((own, i) => ({
      ...own,
      part: i < 15 ? ('train' as const) : ('test' as const),
    }));
    const { test } = splitPictures(given, 1);
    expect([...test].sort((a, b) => a - b)).toEqual([15, 16, 17, 18, 19]);
    const trainOnly = given.map((own) => ({ ...own, part: 'train' as const }));
    expect(splitPictures(trainOnly, 1).test.length).toBe(10);
  });

  it('is bounded', () => {
    const { train, test } = splitPictures(labelled(50, 50), 1, 20);
    expect([train.length, test.length]).toEqual([20, 20]);
  });
});

describe('copies', () => {
  it('are those that came before', () => {
    expect(copiesOf(['a', 'b', 'a', 'c', 'a'].map((content) => ({ content })))).toEqual([2, 4]);
  });
});

describe('a sample', () => {
  it('has of each class alike, and all of a small one', () => {
    const classes = [...new Array<string>(50).fill('a'), 'b', 'b', ...new Array(50).fill(null)];
    const chosen = sampled(classes as (string | null)[], 22, 3);
    const count = (name: string | null) => chosen.filter((i) => classes[i] === name).length;
    expect([count('a'), count('b'), count(null)]).toEqual([10, 2, 10]);
    expect(sampled(classes as (string | null)[], 1000, 3).length).toBe(102);
  });
});

describe('pictures that are fetched in groups', () => {
  /** Groups by their classes, a letter a picture. */
  const listed = (groups: readonly string[]) =>
    groups.flatMap((classes, i) =>
      [...classes].map((className) => ({ className, group: String(i) })),
    );

  it.each([
    ['as few as hold enough', ['abab', 'abab', 'abab'], 4, ['0']],
    ['of every class', ['aaaa', 'aaaa', 'bbbb'], 4, ['0', '2']],
    ['those that hold most of what is missing', ['aab', 'ab', 'aabb'], 4, ['2']],
    ['all where there are not enough', ['a', 'b', 'ab'], 100, ['2', '0', '1']],
  ])('come from %s', (_, groups, most, expected) => {
    expect([...groupsFor(listed(groups), most)]).toEqual(expected);
  });
});
