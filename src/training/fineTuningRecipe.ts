/** How a cut network is trained again. */

/** Images a step, over all workers. */
export const BATCH = 64;
export const OPTIMIZER = { momentum: 0.9, weightDecay: 1e-4 } as const;
export const LABEL_SMOOTHING = 0.05;
/** Of the softmax that teacher and student are compared by, and the teacher's share of the loss. */
export const TEMPERATURE = 3;
export const TEACHER_SHARE = 0.7;

const PEAK_RATE = 0.01;
const STEPS_FOR_PEAK = 200;

/**
 * Peak of the learning rate: a short training has no time to mend what a high rate upsets. Half of it was better for
 * 50 to 100 steps, all of it from 200 on (README, "Measured").
 * @param steps of the whole training, as far as is known
 */
export function peakRate(steps: number): number {
  return PEAK_RATE * Math.min(1, Math.max(0.5, steps / STEPS_FOR_PEAK));
}
