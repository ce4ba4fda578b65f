/** What cutting leaves of a network. */
import type { Cut } from './select';
import type { CompactNetwork } from './surgery';

/** A network with what was cut from the dense one. */
export interface CutNetwork extends CompactNetwork {
  readonly cut: Cut;
}
