/** Asks the server of the page what board both run on. */
import * as v from 'valibot';
import { amount, checked, number, openObject, text } from '../base/schema';
import { BOARD_FILE, type BoardStatus } from '../protocol/board';

const SCHEMA = openObject({
  model: v.nullable(text),
  clockMHz: v.nullable(amount),
  fullClockMHz: v.nullable(amount),
  celsius: v.nullable(number),
  memoryBytes: v.nullable(amount),
  availableBytes: v.nullable(amount),
  throttled: v.nullable(amount),
});

/** The lab waits for it. */
const LONGEST_MS = 2000;

/** Null where the server knows nothing of it, or runs elsewhere. */
export async function askBoard(): Promise<BoardStatus | null> {
  try {
    const signal = AbortSignal.timeout(LONGEST_MS);
    const answer: unknown = await (await fetch(BOARD_FILE, { signal })).json();
    const board = checked(SCHEMA, answer);
    return board.ok ? board.value : null;
  } catch {
    // A server answers with its own page, or not at all.
    return null;
  }
}
