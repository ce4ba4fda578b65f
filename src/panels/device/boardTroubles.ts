/** What a Raspberry Pi's firmware says of its supply and its heat. Source: raspberrypi.com, `vcgencmd get_throttled`. */

/** By bit; the same happened at some time since the start where the bit 16 above is set. */
const TROUBLES = [
  { bit: 0, id: 'voltage' },
  { bit: 1, id: 'capped' },
  { bit: 2, id: 'throttled' },
  { bit: 3, id: 'hot' },
] as const;
const SINCE_START = 16;

export type BoardTrouble = (typeof TROUBLES)[number]['id'];

export interface BoardTroubles {
  readonly now: readonly BoardTrouble[];
  /** At some time since the start, and not now. */
  readonly before: readonly BoardTrouble[];
}

/** @param throttled of the status of a board */
export function boardTroubles(throttled: number): BoardTroubles {
  const isSet = (bit: number) => ((throttled >>> bit) & 1) === 1;
  const now = TROUBLES.filter(({ bit }) => isSet(bit));
  const before = TROUBLES.filter(({ bit }) => isSet(bit + SINCE_START) && !isSet(bit));
  return { now: now.map(({ id }) => id), before: before.map(({ id }) => id) };
}
