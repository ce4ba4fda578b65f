/**
 * What the chart draws by choice, as a link names it: intervals as bands along the lines, what else was measured of a
 * network that is drawn, and each of its timed runs, as dots; and all of it as a table.
 */
export const CHART_EXTRAS = ['bands', 'repeats', 'table'] as const;
export type ChartExtra = (typeof CHART_EXTRAS)[number];
