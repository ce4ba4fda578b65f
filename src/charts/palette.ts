/** Colours of the charts: the page's own tokens, or fixed ones for a file that has to stand alone. */
import { methodOf } from '../pruning/methods';
import type { MethodId } from '../pruning/plan';
import { seriesOf } from './series';

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

/** Follows the page's light or dark tokens; where the system forces its colours, `--series` is one of them. */
export const PAGE_THEME: Theme = {
  ink: 'var(--ink)',
  inkSoft: 'var(--ink-soft)',
  line: 'var(--line)',
  background: null,
  panel: 'var(--panel)',
  accent: 'var(--accent-line)',
  font: 'inherit',
  series(method) {
    const { light, dark } = seriesOf(methodOf(method).series);
    return `var(--series, light-dark(${light}, ${dark}))`;
  },
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
  series: (method) => seriesOf(methodOf(method).series).light,
};
