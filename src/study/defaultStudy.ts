/** What *Run study* and `npm run study` measure unless they are asked for something else. */
import type { MethodId } from '../pruning/plan';

/** Two unstructured and two structured methods. */
export const DEFAULT_METHODS: readonly MethodId[] = [
  'magnitude-global',
  'magnitude-layer',
  'l1-norm',
  'fpgm',
];

export const DEFAULT_LEVELS: readonly number[] = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

export const DEFAULT_STUDY_IMAGES = 2000;
