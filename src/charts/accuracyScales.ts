/** How accuracies can stand upright, as a link names it; the first is shown where nobody chose. */
export const ACCURACY_SCALES = ['percent', 'loss', 'error'] as const;
export type AccuracyScale = (typeof ACCURACY_SCALES)[number];
