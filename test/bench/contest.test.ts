import { describe, expect, it } from 'vitest';
import { GOALS, verdicts } from '../../cli/bench/goals';
import { entrants, ratiosOf, type Contestant } from '../../workers/bench/contest';
import { pairedRatio } from '../../workers/bench/interleave';
import { SETTINGS, WORKS } from '../../workers/bench/works';

const ENTERED: readonly Contestant[] = [
  { name: 'tfjs-wasm', threads: 1 },
  { name: 'litert', threads: 1 },
  { name: 'litert', threads: 2 },
  { name: 'litert-int8', threads: 1 },
  ...WORKS.map(({ name }) => ({ name, threads: 1 })),
  { name: 'litert-int8', threads: 2 },
  { name: 'dense', threads: 2 },
  { name: 'int8', threads: 2 },
];
/** Everybody takes twice as long as the one before. */
const TIMES = ENTERED.map((_, i) => [2 ** i, 2 ** i]);
const RATIOS = ratiosOf('224px b1', WORKS, ENTERED, TIMES);

function rivalsOf(work: string, threads: number): string[] {
  const rows = RATIOS.filter((row) => row.work === `${work} 224px b1` && row.threads === threads);
  return rows.map(({ against }) => against);
}

describe('who is held against whom', () => {
  it('holds eight bits against eight bits, the dense networks of our own and TF.js', () => {
    expect(rivalsOf('int8-sparse90', 1)).toEqual([
      'tfjs-wasm',
      'litert-int8',
      'own dense',
      'own int8',
    ]);
    expect(rivalsOf('int8', 1)).toEqual(['tfjs-wasm', 'litert-int8', 'own dense']);
  });

  it('holds threads against as many threads, and against one', () => {
    expect(rivalsOf('dense', 2)).toEqual(['litert', 'own 1 thread']);
    expect(rivalsOf('int8', 2)).toEqual(['litert-int8', 'own dense', 'own 1 thread']);
    const [litert, alone] = RATIOS.filter(({ threads }) => threads === 2);
    const ms = (name: string, threads: number) =>
      TIMES[ENTERED.findIndex((one) => one.name === name && one.threads === threads)][0];
    expect(litert.ratio).toBe(ms('litert', 2) / ms('dense', 2));
    expect(alone.ratio).toBe(ms('dense', 1) / ms('dense', 2));
  });

  it('lets the dense networks take part that others are held against', () => {
    const works = entrants(({ name }) => name === 'int8-sparse90').map(({ name }) => name);
    expect(works).toEqual(['dense', 'int8', 'int8-sparse90']);
  });
});

it('pairs times of the same round', () => {
  // The machine was half as fast in the second round, and something else ran in the third.
  expect(pairedRatio([2, 4, 2], [1, 2, 9])).toBe(2);
});

describe('goals', () => {
  it('are of works that run, on rivals that they are held against', () => {
    for (const { work, against, threads } of GOALS) {
      const [name, ...setting] = work.split(' ');
      expect(SETTINGS.map((one) => one.name)).toContain(setting.join(' '));
      const rivals = WORKS.find((one) => one.name === name)?.against;
      const other = threads > 1 ? [...rivals!, 'own 1 thread'] : rivals;
      expect(other, work).toContain(against);
    }
  });

  it('are missed below and met at what was aimed at', () => {
    const row = { ...GOALS[0], oursMs: 1, theirsMs: 1 };
    const [missed, none] = verdicts([{ ...row, ratio: GOALS[0].ratio - 0.01 }]);
    expect(missed).toMatchObject({ met: false, reached: GOALS[0].ratio - 0.01 });
    expect(none).toBeUndefined();
    expect(verdicts([row])[0].met).toBe(true);
    expect(verdicts([{ ...row, threads: 2 }])).toEqual([]);
  });
});
