/** Whatever bytes come and wherever they are cut: no throw, no sample that fails its checks, quick recovery. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { converse } from '../../../src/meter/conversations';
import { DEFAULT_OPTIONS } from '../../../src/meter/meter';
import { METERS, type Meter } from '../../../src/meter/meters';
import { Ppk2Decoder } from '../../../src/meter/protocols/ppk2';
import type { Decoder } from '../../../src/meter/protocols/protocol';
import { SampleBlock } from '../../../src/meter/sampleBlock';
import { frameOf } from './frameOf';
import { PPK2_FIXTURE } from './ppk2Fixture';

const RUNS = { seed: 20260101, numRuns: 60 };

function decoderOf(meter: Meter): Decoder {
  if (meter.id === 'ppk2') return new Ppk2Decoder(5, PPK2_FIXTURE);
  return converse(meter.id, DEFAULT_OPTIONS).decoder;
}

function feed(decoder: Decoder, bytes: Uint8Array, cuts: readonly number[] = []): SampleBlock {
  const block = new SampleBlock();
  const ends = [...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].sort((a, b) => a - b);
  let from = 0;
  for (const end of ends) {
    decoder.receive(bytes.subarray(from, end), block);
    from = end;
  }
  return block;
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

function values(block: SampleBlock): number[] {
  return [...block.volts.subarray(0, block.length), ...block.amps.subarray(0, block.length)];
}

/** `count` frames, the k-th with its own current, from the first counter on. */
function framesOf(meter: Meter, count: number, first = 0): Uint8Array[] {
  return Array.from({ length: count }, (_, k) =>
    frameOf(
      meter.id,
      { volts: 5.1, amps: 0.5 + 0.01 * k, watts: 5.1 * (0.5 + 0.01 * k) },
      first + k,
    ),
  );
}

const soup = fc.uint8Array({ maxLength: 700 });
const cutting = fc.array(fc.nat(2000), { maxLength: 12 });
/** What a decoder may need to see before it trusts: the PPK2's words have no marker but their order. */
const WARM_UP: Partial<Record<Meter['id'], number>> = { ppk2: 8, 'text-lines': 6 };

describe.each(METERS.map((meter) => [meter.id, meter] as const))('%s', (id, meter) => {
  const warmUp = WARM_UP[id] ?? 0;

  it('any soup: no throw, nothing but finite, plausible samples', () => {
    fc.assert(
      fc.property(soup, cutting, (bytes, cuts) => {
        const block = feed(decoderOf(meter), bytes, cuts);
        if (id !== 'text-lines')
          for (const value of values(block)) expect(Math.abs(value)).toBeLessThan(200);
      }),
      RUNS,
    );
  });

  it('any cutting gives the same samples', () => {
    const bytes = joined(...framesOf(meter, 12));
    const whole = values(feed(decoderOf(meter), bytes));
    fc.assert(
      fc.property(cutting, (cuts) => {
        expect(values(feed(decoderOf(meter), bytes, cuts))).toEqual(whole);
      }),
      RUNS,
    );
    expect(values(feed(decoderOf(meter), bytes, [...bytes.keys()]))).toEqual(whole);
  });

  it('a flipped bit costs at most two frames', () => {
    const frames = framesOf(meter, 12 + warmUp);
    const bytes = joined(...frames);
    const whole = feed(decoderOf(meter), bytes).length;
    const perFrame = id.startsWith('fnirsi') ? 4 : 1;
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.nat(7), (at, bit) => {
        const broken = bytes.slice();
        broken[at] ^= 1 << bit;
        const block = feed(decoderOf(meter), broken);
        expect(block.length).toBeGreaterThanOrEqual(whole - (2 + warmUp) * perFrame);
      }),
      RUNS,
    );
  });

  /** The PPK2's last word waits for the next one, so one sample less is compared. */
  it('soup in the middle: recovers within two frames', () => {
    const before = framesOf(meter, 4 + warmUp);
    const after = framesOf(meter, 8, 4 + warmUp);
    const clean = feed(decoderOf(meter), joined(...before, ...after));
    const samplesOfSixFrames = id.startsWith('fnirsi') ? 24 : id === 'ppk2' ? 5 : 6;
    const tail = clean.amps.slice(clean.length - samplesOfSixFrames, clean.length);
    fc.assert(
      fc.property(soup, cutting, (noise, cuts) => {
        const bytes = joined(
          ...before,
          noise,
          id === 'text-lines' ? Uint8Array.of(10) : new Uint8Array(),
          ...after,
        );
        const block = feed(decoderOf(meter), bytes, cuts);
        expect(block.amps.subarray(block.length - tail.length, block.length)).toEqual(tail);
      }),
      RUNS,
    );
  });
});
