import type { ActivationStatistics } from './activationStatistics';
import type { GradientStatistics, MovementStatistics } from './gradientStatistics';

/** What was measured of the dense network on training images, for the criteria whose rows ask for it. */
export interface Statistics {
  readonly activations?: ActivationStatistics;
  readonly gradients?: GradientStatistics;
  readonly movement?: MovementStatistics;
}

/** Each is measured when the first method needs it. */
export type StatisticsKind = keyof Statistics;
