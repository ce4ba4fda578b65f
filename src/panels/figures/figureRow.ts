import type { Energy } from '../../study/point';
import type { RuntimeId } from '../../study/runtimes';

export type FigureId =
  | 'accuracy'
  | 'parameters'
  | 'non-zeros'
  | 'macs'
  | 'bytes-dense'
  | 'bytes-encoded'
  | 'bytes-gzip'
  | 'saturated'
  | `memory-${RuntimeId}`
  | `latency-${RuntimeId}`
  | `energy-${keyof Energy['perInferenceJ']}`;

export interface FigureRow {
  readonly id: FigureId;
  readonly name: string;
  readonly dense: string | null;
  readonly planned: string | null;
  /** Planned against dense; measured against dense where nothing is planned. */
  readonly change: string;
  /** Whether the change is more than chance; left out where there is none in it. */
  readonly sure?: boolean;
  readonly measured: string | null;
  /** The planned count to the last digit. */
  readonly exact: string | undefined;
  /** The measured count to the last digit, or how it compares. */
  readonly detail: string | undefined;
  /** The figure has no digits to spare: its detail is said below the table as well. */
  readonly noted?: boolean;
  /** What stands under `measured` is an estimate or a simulation. */
  readonly notMeasured?: boolean;
}
