import type { Refusal } from '../../src/pruning/plan';
import { refusal } from '../../src/pruning/validatePlan';

export const SUPERSEDED: Refusal = refusal('superseded', 'ended: a newer job took its place');
