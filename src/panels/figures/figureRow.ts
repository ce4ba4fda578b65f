export interface FigureRow {
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
  /** What stands under `measured` is an estimate or a simulation. */
  readonly notMeasured?: boolean;
}
