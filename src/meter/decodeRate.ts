/** How much of one core the fastest meter's decoding takes; for the benchmark command. */
import { ppk2Word } from './protocols/ppk2Word';
import { DEFAULT_OPTIONS } from './meter';
import { METERS } from './meters';
import { Ppk2Decoder, PPK2_SAMPLE_MS } from './protocols/ppk2';
import { MeterSession } from './session';
import { SIMULATED_CALIBRATION } from './simulation/simulatedPpk2';

export interface DecodeRate {
  readonly megabytesPerSecond: number;
  readonly samplesPerSecond: number;
  /** Share of one core that the kit's own pace (100,000 samples, 0.4 MB a second) takes. */
  readonly shareAtDevicePace: number;
  /** Share of one core at 1 MB a second. */
  readonly shareAtOneMegabyte: number;
}

/** Samples of the kit's range 4, as a varying load gives. */
function words(count: number, firstCounter: number): Uint8Array {
  const values = Uint32Array.from({ length: count }, (_, i) =>
    ppk2Word(SIMULATED_CALIBRATION, 0.3 + 0.2 * Math.sin(i / 50), 5, firstCounter + i),
  );
  return new Uint8Array(values.buffer);
}

/**
 * Decodes, times and stores the PPK2's words as the meter worker does, in chunks that are no multiple of a word.
 * @param seconds of the kit's data
 * @param nowMs a steady clock
 */
export function measureDecodeRate(seconds: number, nowMs: () => number): DecodeRate {
  const perSecond = 1000 / PPK2_SAMPLE_MS;
  const data = words(64 * Math.ceil((seconds * perSecond) / 64), 0);
  const meter = METERS.find(({ id }) => id === 'ppk2')!;
  const session = new MeterSession(meter, DEFAULT_OPTIONS);
  session.conversation = calibrated();
  const begin = nowMs();
  for (let at = 0; at < data.length; at += CHUNK_BYTES)
    session.receive(data.subarray(at, at + CHUNK_BYTES), at / ((4 * perSecond) / 1000));
  const elapsed = (nowMs() - begin) / 1000;
  const bytesPerSecond = data.length / elapsed;
  return {
    megabytesPerSecond: bytesPerSecond / 1e6,
    samplesPerSecond: bytesPerSecond / 4,
    shareAtDevicePace: (4 * perSecond) / bytesPerSecond,
    shareAtOneMegabyte: 1e6 / bytesPerSecond,
  };
}

const CHUNK_BYTES = 4095;

function calibrated() {
  const decoder = new Ppk2Decoder(5, SIMULATED_CALIBRATION);
  return { decoder, dialogue: { due: () => null, nextAtMs: Infinity } };
}
