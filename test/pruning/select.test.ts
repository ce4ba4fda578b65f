import type { Scope } from '../../src/pruning/scope';
import type { Ranking } from '../../src/pruning/ranking';
import { describe, expect, it } from 'vitest';
import { methodOf, METHODS } from '../../src/pruning/methods';
import type { MethodId } from '../../src/pruning/plan';
import { select } from '../../src/pruning/select';
import { ranked, sizes, zeros } from './cuts';
import { sameBytes, SMALL } from './networks';
import { note, refusal } from '../../src/words/refusal';

const rankings = METHODS.flatMap(({ id, rankings }) =>
  rankings.map((ranking) => [id, ranking] as const),
);

describe.each(rankings)('%s by %s', (method, ranking) => {
  it('changes nothing at level 0', () => {
    const cut = select(ranked(method, { ranking, scope: 'all' }), 0, 4, 8);
    if (!cut.ok) throw new Error(cut.code);
    if (cut.value.kind === 'weights') expect(zeros(cut.value)).toBe(0);
    else expect(sizes(cut.value)).toEqual(SMALL.sets.map(({ size }) => size));
  });

  it('cuts the same twice', () => {
    const level = methodOf(method).levels?.[1] ?? 0.4;
    const [once, again] = [1, 2].map(() => {
      const cut = select(ranked(method, { ranking }), level, 1, 1);
      if (!cut.ok) throw new Error(cut.code);
      return cut.value.kind === 'weights' ? cut.value.masks : cut.value.kept;
    });
    for (const [i, part] of once.entries()) {
      if (part === null) expect(again[i]).toBeNull();
      else expect(sameBytes(part, again[i]!)).toBe(true);
    }
  });
});

describe('refused by name', () => {
  const refused = (
    method: MethodId,
    level: number,
    scope: Scope = 'inner',
    ranking?: Ranking,
    least = 1,
  ) => select(ranked(method, ranking ? { scope, ranking } : { scope }), level, 1, least);

  it.each([Number.NaN, 1, -0.1, 7])('level %s', (level) => {
    expect(refused('l1-norm', level)).toEqual(refusal('level-range', { level }));
  });

  it('a level that would empty a layer', () => {
    const room = { layer: 'block_0/project', most: 127, weights: 128 };
    expect(refused('magnitude-layer', 0.9999)).toEqual(
      refusal('level-too-high', { level: 0.9999, cause: note('weights-run-out', room) }),
    );
    expect(refused('magnitude-global', 0.99999)).toMatchObject({
      code: 'level-too-high',
      values: { level: 0.99999, cause: { code: 'weights-run-out', values: { layer: null } } },
    });
  });

  it('a level that would leave a set too small', () => {
    const set = { name: 'inner 1', left: 0, channels: 48, least: 1 };
    expect(refused('l1-norm', 0.99)).toEqual(
      refusal('level-too-high', { level: 0.99, cause: note('set-left-small', set) }),
    );
    expect(refused('l1-norm', 0.8, 'all', 'set', 4)).toMatchObject({
      values: { cause: { code: 'set-left-small', values: { least: 4 } } },
    });
    expect(refused('l1-norm', 0.999, 'all', 'global', 8)).toMatchObject({
      values: { cause: note('channels-run-out', { least: 8 }) },
    });
  });

  it('a level that N:M cannot have', () => {
    const levels = { method: 'nm-2-4', levels: [0, 0.5] };
    expect(refused('nm-2-4', 0.3)).toEqual(
      refusal('level-not-of-method', { level: 0.3, ...levels }),
    );
  });
});
