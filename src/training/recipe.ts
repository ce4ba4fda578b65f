/** All that decides what a training run from scratch becomes; two runs of one recipe end with the same bits. */
export interface Recipe {
  /** Width multiplier of MobileNetV2. */
  readonly width: number;
  readonly epochs: number;
  /** Images a step, over all workers. */
  readonly batch: number;
  /** Peak of the one-cycle learning rate. */
  readonly learningRate: number;
  /** Of Nesterov's method. */
  readonly momentum: number;
  /** L2 on convolution kernels and the classifier's, not on γ, β and bias. */
  readonly weightDecay: number;
  readonly labelSmoothing: number;
  /** λ of Network Slimming: L1 on γ. */
  readonly gammaL1: number;
  readonly seed: number;
  /** Batch statistics are each worker's own, so the count changes the result. */
  readonly workers: number;
}

export const DEFAULT_RECIPE: Recipe = {
  width: 1,
  epochs: 12,
  batch: 128,
  learningRate: 0.2,
  momentum: 0.9,
  weightDecay: 5e-4,
  labelSmoothing: 0.05,
  gammaL1: 0,
  seed: 1,
  workers: 2,
};

/** The first field in which the recipes differ, or null. */
export function differingField(a: Recipe, b: Recipe): keyof Recipe | null {
  const fields = Object.keys(DEFAULT_RECIPE) as (keyof Recipe)[];
  return fields.find((field) => a[field] !== b[field]) ?? null;
}
