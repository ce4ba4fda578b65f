import type { Scope } from '../../src/pruning/scope';
import type { Ranking } from '../../src/pruning/ranking';
import { describe, expect, it } from 'vitest';
import { methodOf, METHODS } from '../../src/pruning/methods';
import type { MethodId } from '../../src/pruning/plan';
import { select } from '../../src/pruning/select';
import { ranked, sizes, zeros } from './cuts';
import { sameBytes, SMALL } from './networks';
import { sentence } from '../../src/words/sentence';

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
  const message = (
    method: MethodId,
    level: number,
    scope: Scope = 'inner',
    ranking?: Ranking,
    least = 1,
  ) => {
    const cut = select(ranked(method, ranking ? { scope, ranking } : { scope }), level, 1, least);
    return cut.ok ? 'accepted' : sentence(cut);
  };

  it.each([Number.NaN, 1, -0.1, 7])('level %s', (level) => {
    expect(message('l1-norm', level)).toContain(`invalid level: ${level}`);
  });

  it('a level that would empty a layer', () => {
    expect(message('magnitude-layer', 0.9999)).toMatch(
      /level too high: 0.9999; at most 127 of 128 weights can be cut, so that block_0\/project keeps one/,
    );
    expect(message('magnitude-global', 0.99999)).toMatch(
      /level too high: 0.99999; .* so that every layer keeps one/,
    );
  });

  it('a level that would leave a set too small', () => {
    expect(message('l1-norm', 0.99)).toMatch(
      /level too high: 0.99; inner 1 would keep 0 of 48 channels/,
    );
    expect(message('l1-norm', 0.8, 'all', 'set', 4)).toContain('fewer than 4');
    expect(message('l1-norm', 0.999, 'all', 'global', 8)).toContain('below 8 channels');
  });

  it('a level that N:M cannot have', () => {
    expect(message('nm-2-4', 0.3)).toContain('invalid level: 0.3; nm-2-4 can only have 0 or 0.5');
  });
});
