import type { Refusal } from '../../src/base/outcome';
import { refusal } from '../../src/words/refusal';

export const SUPERSEDED: Refusal = refusal('superseded');
