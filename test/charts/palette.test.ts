import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { markerPath } from '../../src/charts/markers';
import { FILE_THEME, LIGHT_SERIES, PAGE_THEME, SERIES_ORDER } from '../../src/charts/palette';
import { METHODS } from '../../src/pruning/methods';
import { DEFAULT_METHODS } from '../../src/study/defaultStudy';
import { contrast, leastDistance } from './colorVision';

const css = readFileSync('src/charts/series.css', 'utf8');
const declared = [...css.matchAll(/--series-(\d+): (#[0-9a-f]{6})/g)].map((match) => match[2]);
const light = declared.slice(0, declared.length / 2);
const dark = declared.slice(declared.length / 2);
const PANELS = { light: '#fbfbf9', dark: '#1a1c1e' };

describe('palette', () => {
  it('has a colour and a marker of its own for every method', () => {
    const ids = METHODS.map(({ id }) => id);
    expect(new Set(SERIES_ORDER)).toEqual(new Set(ids));
    expect(new Set(ids.map((id) => markerPath(id, 5))).size).toBe(ids.length);
    expect(new Set(light).size).toBe(ids.length);
    expect(new Set(dark).size).toBe(ids.length);
  });

  it('is the same in files and in the page', () => {
    expect(light).toEqual(LIGHT_SERIES);
    expect(PAGE_THEME.series('fpgm')).toBe('var(--series-4)');
    expect(FILE_THEME.series('fpgm')).toBe(light[3]);
  });

  it.each([
    ['light', light, PANELS.light],
    ['dark', dark, PANELS.dark],
  ])('stands out from the %s panel, 3 : 1 at least', (_, colors, panel) => {
    for (const color of colors) expect(contrast(color, panel)).toBeGreaterThanOrEqual(3);
  });

  it.each([
    ['light', light],
    ['dark', dark],
  ])('keeps the default methods apart for the colour-blind, %s', (_, colors) => {
    const chosen = DEFAULT_METHODS.map((id) => colors[SERIES_ORDER.indexOf(id)]);
    for (const [i, a] of chosen.entries()) {
      for (const b of chosen.slice(i + 1)) expect(leastDistance(a, b)).toBeGreaterThan(0.1);
    }
  });
});
