/** What a recording leaves open, told without playing it: for commands that nobody sits at. */
import type { Refusal } from '../base/outcome';
import { refusal } from '../words/refusal';
import { DEFAULT_OPTIONS, type MeterOptions } from './meter';
import { meterById } from './meters';
import { TextDecoderOfLines } from './protocols/textLines';
import type { Recording } from './recording';
import { MeterSession } from './session';

/** Enough for every decoder to find its frames and columns. */
const LOOKED_AT_MS = 20_000;
const MOST_CHUNKS = 4000;

/** The recording's options; where its board prints current alone, with the voltage that was entered. */
export function answeredOptions(recording: Recording, constantVolts?: number): MeterOptions {
  const { options } = recording.head;
  if (constantVolts === undefined) return options;
  const { decoder } = listened(recording, options).conversation;
  const guess = decoder instanceof TextDecoderOfLines ? decoder.guess : null;
  if (!guess?.mapping.amps || guess.mapping.volts || guess.mapping.watts) return options;
  return { ...options, columns: { ...guess.mapping, constantVolts } };
}

/** Why nothing can be measured from it as it stands; null where it can. */
export function doubtOf(recording: Recording, constantVolts?: number): Refusal | null {
  const session = listened(recording, answeredOptions(recording, constantVolts));
  const { problem, turnedRound } = session.figures(0);
  if (turnedRound) return refusal('turned-round');
  return problem?.code === 'text-confirm-columns'
    ? refusal('columns-unconfirmed', { cause: problem })
    : problem;
}

function listened({ head, chunks }: Recording, options: MeterOptions): MeterSession {
  const session = new MeterSession(
    meterById(head.meter),
    { ...DEFAULT_OPTIONS, ...options },
    1 << 13,
  );
  for (const { atMs, bytes } of chunks.slice(0, MOST_CHUNKS)) {
    if (atMs > LOOKED_AT_MS + chunks[0].atMs) break;
    session.receive(bytes, atMs);
  }
  return session;
}
