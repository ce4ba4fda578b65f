/** `correct` of `total` images; 0 ≤ correct ≤ total, total ≥ 1. */
export interface Proportion {
  readonly correct: number;
  readonly total: number;
}
