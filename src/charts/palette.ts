/** Colours of the charts: the page's own tokens, or fixed ones for a file that has to stand alone. */
import type { MethodId } from '../pruning/plan';

export interface Theme {
  readonly ink: string;
  readonly inkSoft: string;
  readonly line: string;
  /** What is behind the chart; null where the page paints it. */
  readonly background: string | null;
  readonly panel: string;
  readonly accent: string;
  readonly font: string;
  readonly series: (method: MethodId) => string;
}

/**
 * The place of a method is its number in series.css. The four of the default study come first: they stay apart
 * with every common form of colour blindness, the others also by their marker.
 */
export const SERIES_ORDER: readonly MethodId[] = [
  'magnitude-global',
  'magnitude-layer',
  'l1-norm',
  'fpgm',
  'lamp',
  'random-weights',
  'nm-2-4',
  'nm-1-4',
  'block-1x4',
  'l2-norm',
  'bn-scale',
  'apoz',
  'mean-activation',
  'random-channels',
  'taylor-weights',
  'snip',
  'movement',
  'taylor-channels',
];

export const LIGHT_SERIES = [
  '#1d4fbf',
  '#1a9c86',
  '#8c2a7a',
  '#b58a00',
  '#3f8fc4',
  '#767c82',
  '#5d6b1f',
  '#87932b',
  '#00707c',
  '#c0568f',
  '#8a5a2b',
  '#6a4fc0',
  '#9b3d55',
  '#8f8078',
  '#b3402a',
  '#7a8f9e',
  '#2f7d3b',
  '#c2185b',
] as const;

/** Follows the page's light or dark tokens. */
export const PAGE_THEME: Theme = {
  ink: 'var(--ink)',
  inkSoft: 'var(--ink-soft)',
  line: 'var(--line)',
  background: null,
  panel: 'var(--panel)',
  accent: 'var(--accent-line)',
  font: 'inherit',
  series: (method) => `var(--series-${SERIES_ORDER.indexOf(method) + 1})`,
};

/** For files: on white, as most papers and slides are. */
export const FILE_THEME: Theme = {
  ink: '#191b1d',
  inkSoft: '#5b6166',
  line: '#d5d6d1',
  background: '#ffffff',
  panel: '#ffffff',
  accent: '#c43e06',
  font: "system-ui, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif",
  series: (method) => LIGHT_SERIES[SERIES_ORDER.indexOf(method)],
};
