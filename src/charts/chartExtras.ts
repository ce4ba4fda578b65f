/**
 * What the chart draws by choice, as a link names it: intervals as bands along the lines, and what else was measured of a
 * network that is drawn, as dots.
 */
export const CHART_EXTRAS = ['bands', 'repeats'] as const;
export type ChartExtra = (typeof CHART_EXTRAS)[number];
