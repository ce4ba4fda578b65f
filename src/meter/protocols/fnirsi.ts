/**
 * FNIRSI FNB48, FNB48S, FNB58 and C1 on HID: reports of 64 bytes with four samples, little-endian.
 *
 * offset  size  field
 *      0     2  AA 04
 *   2+15i    4  volts, signed: 10 µV
 *   6+15i    4  amps, signed: 10 µA
 *  14+15i    1  always 1
 *     63     1  CRC-8 of bytes 1 to 62: polynomial 0x39, start 0x42
 */
import type { SampleBlock } from '../sampleBlock';
import { StartSequence } from './dialogues';
import { FrameDecoder } from './frames';
import type { Conversation } from './protocol';
import { blankFrame, type Reading } from './writing';

const FNIRSI_REPORT_BYTES = 64;
const FNIRSI_SAMPLE_BYTES = 15;
const SAMPLES = [2, 17, 32, 47];
const SAMPLE_MS = 10;
const MOST_VOLTS = 150;
const MOST_AMPS = 20;

/** The FNB58 and FNB48S send about a second of data per 0x83; the older ones want it all the time. */
export function fnirsi(continueEveryMs: number): Conversation {
  const commands = [0x81, 0x82, 0x82, 0x83].map(fnirsiCommand);
  return {
    decoder: new FrameDecoder({ lengthAt, accept: acceptor() }),
    dialogue: new StartSequence(commands, 10, continueEveryMs),
  };
}

export function fnirsiCommand(command: number): Uint8Array {
  const report = new Uint8Array(FNIRSI_REPORT_BYTES);
  report[0] = 0xaa;
  report[1] = command;
  report[63] = fnirsiCrc(new DataView(report.buffer));
  return report;
}

function fnirsiCrc(report: DataView): number {
  let crc = 0x42;
  for (let i = 1; i < 63; i++) {
    crc ^= report.getUint8(i);
    for (let bit = 0; bit < 8; bit++) crc = crc & 0x80 ? ((crc << 1) ^ 0x39) & 0xff : crc << 1;
  }
  return crc;
}

function lengthAt(bytes: Uint8Array, at: number, end: number): number | null {
  if (bytes[at] !== 0xaa) return 0;
  if (end - at < 2) return null;
  return bytes[at + 1] === 0x04 ? FNIRSI_REPORT_BYTES : 0;
}

/** Samples come at a fixed pace, so their count is a clock; a lost report makes it late, never early. */
function acceptor() {
  let count = 0;
  return (report: DataView, block: SampleBlock): boolean => {
    if (report.getUint8(63) !== fnirsiCrc(report)) return false;
    if (!SAMPLES.every((at) => isSample(report, at))) return false;
    for (const at of SAMPLES) {
      const volts = report.getInt32(at, true) / 1e5;
      const amps = report.getInt32(at + 4, true) / 1e5;
      block.push(count++ * SAMPLE_MS, volts, amps, volts * amps);
    }
    return true;
  };
}

function isSample(report: DataView, at: number): boolean {
  const volts = report.getInt32(at, true) / 1e5;
  const amps = report.getInt32(at + 4, true) / 1e5;
  return (
    report.getUint8(at + 12) === 1 && Math.abs(volts) <= MOST_VOLTS && Math.abs(amps) <= MOST_AMPS
  );
}

/** @param readings four, 10 ms apart */
export function writeFnirsi(readings: readonly Reading[]): Uint8Array {
  const { bytes, view } = blankFrame(FNIRSI_REPORT_BYTES);
  bytes[0] = 0xaa;
  bytes[1] = 0x04;
  readings.forEach(({ volts, amps }, i) => {
    const at = 2 + i * FNIRSI_SAMPLE_BYTES;
    view.setInt32(at, Math.round(volts * 1e5), true);
    view.setInt32(at + 4, Math.round(amps * 1e5), true);
    bytes[at + 12] = 1;
    view.setInt16(at + 13, 305, true);
  });
  bytes[63] = fnirsiCrc(view);
  return bytes;
}
