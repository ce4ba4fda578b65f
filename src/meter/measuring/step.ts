import type { BoardTrouble } from '../../base/boardTroubles';
import type { WindowPower } from '../energy/windowPower';

export type SpoilReason =
  | 'meter-lost'
  | 'turned-round'
  | 'page-hidden'
  | 'gaps'
  | 'few-samples'
  | 'worker-failed'
  | 'throttled';

/** What is to be done next; `network` is an index, null where none is running. */
export interface Step {
  readonly kind: 'settle' | 'idle' | 'warm-up' | 'window';
  readonly network: number | null;
  readonly round: number;
  /** 0, or how many times this window has been spoiled. */
  readonly attempt: number;
  /** About, until a load begins: its network is made or loaded. */
  readonly preparationMs: number;
  /** Of the load or the rest itself. */
  readonly durationMs: number;
}

/** What became of a step. `power` of idle and window steps; null where the meter told nothing. */
export interface StepResult {
  /** Page time, ms; exact for windows: first start to last end of an inference. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly power: WindowPower | null;
  /** Finished inferences of a window; 0 otherwise. */
  readonly inferences: number;
  /** Median latency of the window's last fifth over that of its first fifth; 1 where unknown. */
  readonly latencyDrift: number;
  readonly spoiled: SpoilReason | null;
  /** What the board told of itself meanwhile; absent where it told of nothing. */
  readonly troubles?: readonly BoardTrouble[];
}
