import type { Unsaid } from '../words/rows';

interface LabModelRow {
  /** Value of `?model=`: a row of `MODELS`, or `imported-` and a checksum. */
  readonly id: string;
  readonly label: string;
  /** What it is judged on: a row of `DATASETS`, or `pictures-` and a checksum; null for no pictures. */
  readonly dataset: string | null;
  /** One sentence for the person who chooses. */
  readonly summary: string;
}

/** A network that the page can load: one that lies beside it, or one that somebody brought. */
export type LabModel = Unsaid<'models', LabModelRow>;
