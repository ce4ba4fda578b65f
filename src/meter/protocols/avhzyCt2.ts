/**
 * AVHzY CT-2: five float32, little-endian, in reply to the text "Get Meter Data" (known from one project only).
 *
 * offset  size  field
 *      0     4  volts
 *      4     4  amps
 *      8     4  watts
 *     12     8  volts on D+ and D−
 *
 * Nothing marks a frame: its own redundancy (watts = volts × amps, a meter that runs on its bus) finds it.
 */
import type { SampleBlock } from '../sampleBlock';
import { Polling } from './dialogues';
import { FrameDecoder } from './frames';
import type { Conversation } from './protocol';
import { blankFrame, type Reading } from './writing';

const CT2_FRAME_BYTES = 20;
const REQUEST = new TextEncoder().encode('Get Meter Data');

/** Below this the meter itself is off. */
const LEAST_VOLTS = 2.5;
const MOST_VOLTS = 30;
const MOST_AMPS = 10;

export function avhzyCt2(pollEveryMs: number): Conversation {
  return {
    decoder: new FrameDecoder({ lengthAt: () => CT2_FRAME_BYTES, accept }),
    dialogue: new Polling(() => REQUEST, pollEveryMs),
  };
}

function accept(frame: DataView, block: SampleBlock): boolean {
  const [volts, amps, watts, plus, minus] = [0, 4, 8, 12, 16].map((at) =>
    frame.getFloat32(at, true),
  );
  const sound =
    volts >= LEAST_VOLTS &&
    volts <= MOST_VOLTS &&
    Math.abs(amps) <= MOST_AMPS &&
    Math.abs(Math.abs(volts * amps) - Math.abs(watts)) <= 0.05 + 0.02 * Math.abs(watts) &&
    isDataLine(plus) &&
    isDataLine(minus);
  if (sound) block.push(NaN, volts, amps, watts);
  return sound;
}

function isDataLine(volts: number): boolean {
  return volts > -1 && volts < 25;
}

export function writeCt2({ volts, amps, watts }: Reading): Uint8Array {
  const { bytes, view } = blankFrame(CT2_FRAME_BYTES);
  [volts, amps, watts, 0.02, 0.01].forEach((value, i) => view.setFloat32(4 * i, value, true));
  return bytes;
}
