/** What the lab's own server tells its page of the board that both run on: a browser tells none of it. */

/** Beside the page; other servers have one that says `null`, for one that they lack would stand as an error in the console. */
export const BOARD_FILE = 'board.json';

/** Null is what this system does not say. */
export interface BoardStatus {
  /** `Raspberry Pi 4 Model B Rev 1.4` */
  readonly model: string | null;
  /** Of the first core, now and at most. */
  readonly clockMHz: number | null;
  readonly fullClockMHz: number | null;
  readonly celsius: number | null;
  readonly memoryBytes: number | null;
  /** That programs could still get. */
  readonly availableBytes: number | null;
  /** Bits as `vcgencmd get_throttled` tells them; 0: nothing happened since the start. */
  readonly throttled: number | null;
}
