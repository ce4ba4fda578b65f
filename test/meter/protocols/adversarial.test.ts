/**
 * Streams made to cost as much as they can: what a decoder does and keeps must not grow with what came before.
 * Counted in bytes that are gone through, not in time.
 */
import { describe, expect, it } from 'vitest';
import { converse } from '../../../src/meter/conversations';
import { DEFAULT_OPTIONS } from '../../../src/meter/meter';
import { METERS, type Meter } from '../../../src/meter/meters';
import { Ppk2Decoder } from '../../../src/meter/protocols/ppk2';
import type { Decoder } from '../../../src/meter/protocols/protocol';
import { SampleBlock } from '../../../src/meter/sampleBlock';
import { seededRandom } from '../../../src/base/seededRandom';
import { frameOf } from './frameOf';
import { PPK2_FIXTURE } from './ppk2Fixture';
import { heldBytes, workOf } from './work';

const LENGTH = 6000;
/** A frame of 192 bytes may begin at every byte. */
const MOST_WORK_PER_BYTE = 400;
/** Beside what a chunk brings: some records of a board’s text, 64 fields each. */
const MOST_KEPT_BYTES = 65_536;

const TEXT = (text: string) => new TextEncoder().encode(text);
const numbered = (line: (k: number) => string) =>
  TEXT(Array.from({ length: 3000 }, (_, k) => line(k)).join(''));

/** `length` bytes of a pattern again and again. */
function repeated(pattern: Uint8Array, length = LENGTH): Uint8Array {
  return Uint8Array.from({ length }, (_, i) => pattern[i % pattern.length]);
}

function noise(): Uint8Array {
  const random = seededRandom(1, 0);
  return Uint8Array.from({ length: LENGTH }, () => Math.floor(256 * random()));
}

const ENDLESS_NAMES = {
  'a new key on every line': numbered((k) => `key${k}: ${k}\n`),
  'a new number of columns on every line': numbered((k) => `${'1,'.repeat(k % 40)}1\n`),
};

/** By name; the meter's own frames are twisted too. */
function streamsFor({ id }: Meter): Readonly<Record<string, Uint8Array>> {
  const frame = frameOf(id, { volts: 5.1, amps: 0.6, watts: 3.06 }, 0);
  const broken = frame.with(frame.length - 2, frame[frame.length - 2] ^ 0x10);
  return {
    'nothing but zeros': repeated(Uint8Array.of(0)),
    'nothing but ones': repeated(Uint8Array.of(0xff)),
    'a first byte for ever': repeated(frame.subarray(0, 1)),
    'two first bytes for ever': repeated(frame.subarray(0, 2)),
    'four first bytes for ever': repeated(frame.subarray(0, 4)),
    'eight first bytes for ever': repeated(frame.subarray(0, 8)),
    'frames without their end': repeated(frame.subarray(0, frame.length - 1)),
    'frames with a wrong check': repeated(broken),
    'sound frames': repeated(frame),
    'lengths at their largest': repeated(Uint8Array.of(0xaa, 0x04, 0xff, 0xff)),
    noise: noise(),
    'text without a line end': repeated(TEXT('V:5.041V I:0.530A ')),
    'letters without a colon': repeated(TEXT('ABCDEFGHIJKLMNOPQRSTUVWXYZ')),
    'digits without an end': repeated(TEXT('1')),
    blanks: repeated(TEXT(' ')),
    colons: repeated(TEXT('R0:')),
    'END for ever': repeated(TEXT('END')),
    'line ends only': repeated(TEXT('\n')),
    'nested brackets': repeated(TEXT('{"a":[')),
    quotes: repeated(TEXT('"')),
    ...(id === 'text-lines' ? ENDLESS_NAMES : {}),
  };
}

function decoders(meter: Meter): readonly [name: string, make: () => Decoder][] {
  const fresh = () => converse(meter.id, DEFAULT_OPTIONS).decoder;
  return meter.id === 'ppk2'
    ? [
        ['before its calibration', fresh],
        ['calibrated', () => new Ppk2Decoder(5, PPK2_FIXTURE)],
      ]
    : [['', fresh]];
}

const ROWS = METERS.flatMap((meter) =>
  decoders(meter).map(([name, make]) => [`${meter.id} ${name}`, meter, make] as const),
);

function feed(decoder: Decoder, bytes: Uint8Array, chunkBytes: number): void {
  const block = new SampleBlock();
  for (let at = 0; at < bytes.length; at += chunkBytes) {
    block.clear();
    decoder.receive(bytes.subarray(at, at + chunkBytes), block, at);
  }
}

describe.each(ROWS)('%s', (_, meter, make) => {
  it.each(Object.entries(streamsFor(meter)))('%s', (_, stream) => {
    for (const chunkBytes of [1, 64, LENGTH]) {
      const decoder = make();
      const held = heldBytes(decoder);
      const work = workOf(() => feed(decoder, stream, chunkBytes));
      expect(work / stream.length, `${chunkBytes} at a time`).toBeLessThan(MOST_WORK_PER_BYTE);
      expect(heldBytes(decoder) - held).toBeLessThan(3 * chunkBytes + MOST_KEPT_BYTES);
    }
  });
});
