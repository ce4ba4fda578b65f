import { describe, expect, it } from 'vitest';
import { findMethod, METHODS, methodOf } from '../../src/pruning/methods';
import { inWords } from '../../src/words/inWords';

it('has every method once', () => {
  expect(new Set(METHODS.map(({ id }) => id)).size).toBe(METHODS.length);
});

describe.each(METHODS)('$id', (method) => {
  const { id, family, granularity, rankings, defaultRanking, criterion, seeded } = method;

  it('has a default ranking among its own and one sentence', () => {
    expect(rankings).toContain(defaultRanking);
    expect(inWords('methods', method).summary).toMatch(/^[A-Z].*\.$/);
    expect(methodOf(id).id).toBe(id);
  });

  it('cuts channels exactly where it is structured', () => {
    expect(criterion.kind === 'channels').toBe(family === 'structured');
    expect(granularity === 'channel').toBe(family === 'structured');
    expect(seeded).toBe(id.startsWith('random'));
  });
});

it('does not know what has no row', () => {
  expect(findMethod('taylor')).toBeUndefined();
});
