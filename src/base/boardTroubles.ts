/** What a Raspberry Pi's firmware says of its supply and its heat. Source: raspberrypi.com, `vcgencmd get_throttled`. */
/** By bit; the same happened at some time since the start where the bit 16 above is set. */
const TROUBLES = [
  { bit: 0, id: 'voltage' },
  { bit: 1, id: 'capped' },
  { bit: 2, id: 'throttled' },
  { bit: 3, id: 'hot' },
] as const;
const SINCE_START = 16;

export const BOARD_TROUBLES = TROUBLES.map(({ id }) => id);

export type BoardTrouble = (typeof TROUBLES)[number]['id'];

export interface BoardTroubles {
  readonly now: readonly BoardTrouble[];
  /** At some time since the start, and not now. */
  readonly before: readonly BoardTrouble[];
}

/** @param throttled of the status of a board */
export function boardTroubles(throttled: number): BoardTroubles {
  const now = set(throttled);
  return { now, before: set(throttled >>> SINCE_START).filter((id) => !now.includes(id)) };
}

/**
 * What the board had while something was timed: at its ends, or in between for the first time since the start.
 * @param before the status as it began, after as it ended; null where nobody told
 */
export function troublesDuring(before: number | null, after: number | null): BoardTrouble[] {
  const atEnds = (before ?? 0) | (after ?? 0);
  const isNew = before === null || after === null ? 0 : (after & ~before) >>> SINCE_START;
  return set(atEnds | isNew);
}

function set(bits: number): BoardTrouble[] {
  return TROUBLES.filter(({ bit }) => ((bits >>> bit) & 1) === 1).map(({ id }) => id);
}
