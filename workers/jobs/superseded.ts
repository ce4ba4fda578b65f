import { refusal, type Refusal } from '../../src/base/outcome';

export const SUPERSEDED: Refusal = refusal('superseded', 'ended: a newer job took its place');
