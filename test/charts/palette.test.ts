import { describe, expect, it } from 'vitest';
import { markerPath } from '../../src/charts/markers';
import { FILE_THEME, PAGE_THEME } from '../../src/charts/palette';
import { SERIES, seriesOf, type Series } from '../../src/charts/series';
import { METHODS, methodOf } from '../../src/pruning/methods';
import { DEFAULT_METHODS } from '../../src/study/defaultStudy';
import { contrast, leastDistance } from './colorVision';

const PANELS = { light: '#fbfbf9', dark: '#1a1c1e' } as const;

describe('palette', () => {
  it('gives every method a number of its own, for a colour and a mark that there are', () => {
    const numbers = METHODS.map(({ series }) => series);
    expect(new Set(numbers).size).toBe(METHODS.length);
    for (const number of numbers) expect(seriesOf(number)).toBeDefined();
    expect(new Set(METHODS.map(({ id }) => markerPath(id, 5))).size).toBe(METHODS.length);
  });

  it('has nothing twice, not even among what stands ready', () => {
    for (const of of ['light', 'dark', 'corners'] as const) {
      expect(new Set(SERIES.map((row) => JSON.stringify(row[of]))).size, of).toBe(SERIES.length);
    }
  });

  it('draws a method in files as on the light page', () => {
    const { light, dark } = seriesOf(methodOf('fpgm').series);
    expect(PAGE_THEME.series('fpgm')).toBe(`var(--series, light-dark(${light}, ${dark}))`);
    expect(FILE_THEME.series('fpgm')).toBe(light);
  });

  it.each(['light', 'dark'] as const)('stands out from the %s panel, 3 : 1 at least', (theme) => {
    for (const row of SERIES)
      expect(contrast(row[theme], PANELS[theme]), row[theme]).toBeGreaterThanOrEqual(3);
  });

  it.each(['light', 'dark'] as const)(
    'keeps the default methods apart for the colour-blind, %s',
    (theme) => {
      const chosen = DEFAULT_METHODS.map((id) => seriesOf(methodOf(id).series)[theme]);
      for (const [i, a] of chosen.entries()) {
        for (const b of chosen.slice(i + 1)) expect(leastDistance(a, b)).toBeGreaterThan(0.1);
      }
    },
  );

  it.each(['light', 'dark'] as const)(
    'turns a shape only where colours stay apart for the colour-blind, %s',
    (theme) => {
      for (const [i, a] of SERIES.entries()) {
        for (const b of SERIES.slice(i + 1).filter((row) => silhouette(row) === silhouette(a)))
          expect(leastDistance(a[theme], b[theme]), a[theme]).toBeGreaterThan(0.045);
      }
    },
  );
});

/** What a turn does not change. */
function silhouette({ corners }: Series): string {
  return corners ? corners.map(([radius]) => radius).join() : '';
}
