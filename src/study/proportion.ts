/** `correct` of `total` images; 0 ≤ correct ≤ total. Nothing is known where there are no images: 0 of 0. */
export interface Proportion {
  readonly correct: number;
  readonly total: number;
}

/** Null of no images. */
export function shareOf({ correct, total }: Proportion): number | null {
  return total === 0 ? null : correct / total;
}
