import { expect, it } from 'vitest';
import { RUNTIMES, runnable, SAFE_RUNTIME, USUAL_RUNTIME } from '../../src/study/runtimes';

const ALL = RUNTIMES.map(({ id }) => id);

it('where it can run a runtime is taken, and elsewhere the one that runs everywhere', () => {
  expect(ALL).toEqual(expect.arrayContaining([SAFE_RUNTIME, USUAL_RUNTIME]));
  for (const id of ALL) {
    expect(runnable(id, ALL)).toBe(id);
    expect(runnable(id, [SAFE_RUNTIME])).toBe(SAFE_RUNTIME);
  }
});
