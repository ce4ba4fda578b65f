import { note } from '../../../src/words/refusal';
import { ppk2Metadata, ppk2Word } from '../../../src/meter/protocols/ppk2Word';
import { describe, expect, it } from 'vitest';
import { ppk2, PPK2_COMMAND, Ppk2Decoder } from '../../../src/meter/protocols/ppk2';
import { ppk2Amps } from '../../../src/meter/protocols/ppk2Calibration';
import { SampleBlock } from '../../../src/meter/sampleBlock';
import { PPK2_FIXTURE } from './ppk2Fixture';
import { sentence } from '../../../src/words/sentence';

const SOUND = new TextDecoder().decode(ppk2Metadata(PPK2_FIXTURE, 5));

function told(text: string, chunkBytes = text.length): Ppk2Decoder {
  const decoder = new Ppk2Decoder(5);
  const bytes = new TextEncoder().encode(text);
  for (let at = 0; at < bytes.length; at += chunkBytes)
    decoder.receive(bytes.subarray(at, at + chunkBytes), new SampleBlock());
  return decoder;
}

/** What the decoder says of this current, A. */
function measured(decoder: Ppk2Decoder, amps: number): number {
  const words = Array.from({ length: 8 }, (_, i) => ppk2Word(PPK2_FIXTURE, amps, 5, i));
  const block = new SampleBlock();
  decoder.receive(new Uint8Array(Uint32Array.from(words).buffer), block);
  return block.amps[0];
}

/** The text with one value told otherwise; null: not told at all. */
function withValue(key: string, value: string | null): string {
  return SOUND.replace(
    new RegExp(`^${key}: .*\n`, 'm'),
    value === null ? '' : `${key}: ${value}\n`,
  );
}

describe('a sound calibration', () => {
  it.each([1, 2, 7, 64, 10_000])('comes in pieces of %i bytes', (bytes) => {
    const decoder = told(SOUND, bytes);
    expect(decoder).toMatchObject({ calibrated: true, problem: null, notice: null });
    expect(measured(decoder, 0.5)).toBeCloseTo(0.5, 3);
  });

  it.each([
    ['Windows line ends', SOUND.replaceAll('\n', '\r\n')],
    ['no line end after END', SOUND.trimEnd()],
    ['no blank after the colon', SOUND.replaceAll(': ', ':')],
    ['lower case', SOUND.replace('R4:', 'r4:').replace('GS2:', 'gs2:')],
    [
      'another order of keys',
      SOUND.replace('END', '').split('\n').reverse().join('\n') + '\nEND\n',
    ],
    ['keys that nobody knows', `Serial: 12\nX9: nan\n${SOUND}`],
    ['firmware without user gains', SOUND.replace(/^UG.*\n/gm, '')],
    ['user gains that are zero', SOUND.replace(/^(UG\d): .*$/gm, '$1: 0.000')],
    ['samples in front, END among them', `\u0001\u0007zEND\u0002\n${SOUND}`],
    ['the same text twice', `${SOUND}${SOUND}`],
    ['a key told again without a number', SOUND.replace('END', 'R4: nan\nEND')],
    ['"Calibrated: 1"', SOUND.replace('Calibrated: 0', 'Calibrated: 1')],
  ])('%s', (_, text) => {
    const decoder = told(text);
    expect(decoder).toMatchObject({ calibrated: true, problem: null, notice: null });
    expect(measured(decoder, 0.5)).toBeCloseTo(0.5, 3);
  });

  it('the last number told counts', () => {
    const decoder = told(SOUND.replace('END', 'R4: 0.1128\nEND'));
    expect(measured(decoder, 0.5)).toBeCloseTo(0.25, 1);
  });
});

/** The value that the maker's program takes in place of it. */
const DEFAULTED: readonly [key: string, value: string, range: number, field: string, by: number][] =
  [
    ['R4', '0.000', 4, 'R', 0.043],
    ['R4', '-0.0564', 4, 'R', 0.043],
    ['R0', 'nan', 0, 'R', 1031.64],
    ['R2', '-nan', 2, 'R', 10.15],
    ['R1', 'inf', 1, 'R', 101.65],
    ['R3', '', 3, 'R', 0.94],
    ['R3', '0.96x', 3, 'R', 0.94],
    ['R4', '1e9', 4, 'R', 0.043],
    ['GI4', '0.0000', 4, 'GI', 1],
    ['GS4', 'nan', 4, 'GS', 1],
    ['O4', '-nan', 4, 'O', 0],
    ['S4', 'nan', 4, 'S', 0],
    ['I3', 'ovf', 3, 'I', 0],
  ];
const TYPICAL_AMPS = [2e-5, 2e-4, 2e-3, 2e-2, 0.5];

describe('a calibration with a hole in it', () => {
  it.each(DEFAULTED)('%s: %s', (key, value, range, field, by) => {
    const decoder = told(withValue(key, value));
    expect(decoder).toMatchObject({ calibrated: true, problem: null });
    expect(sentence(decoder.notice!)).toMatch(`no usable ${key}: the maker’s default stands in`);
    const row = PPK2_FIXTURE[field as 'R'].with(range, by);
    const word = ppk2Word(PPK2_FIXTURE, TYPICAL_AMPS[range], 5, 0);
    const expected = ppk2Amps({ ...PPK2_FIXTURE, [field]: row }, word & 0x3fff, range, 5);
    expect(measured(decoder, TYPICAL_AMPS[range])).toBeCloseTo(expected, 12);
  });

  it('names all of them, and the currents for which they count', () => {
    const decoder = told(withValue('R4', 'nan').replace(/^GS2: .*$/m, 'GS2: inf'));
    expect(sentence(decoder.notice!)).toMatch(/R4, GS2: .* up to 1 A, 5 mA may be far off/);
  });
});

describe('the conversation', () => {
  /** Asks as often as it likes; `answer` tells what the kit says to the n-th request. */
  function converse(answer: (request: number) => string) {
    const { decoder, dialogue } = ppk2({ mode: 'ampere', supplyVolts: 5 });
    const sent: number[] = [];
    let requests = 0;
    for (let now = 0; now < 20_000; now += 100) {
      const bytes = dialogue.due(now, 0);
      if (!bytes) continue;
      sent.push(bytes[0]);
      if (bytes[0] === PPK2_COMMAND.metadata)
        decoder.receive(new TextEncoder().encode(answer(++requests)), new SampleBlock());
    }
    return { decoder: decoder as Ppk2Decoder, requests, started: sent.at(-1) === 0x06 };
  }

  it.each([
    {
      name: 'asks again where lines were lost on the way, and puts both answers together',
      answer: (request: number) => withValue(request === 1 ? 'R4' : 'R1', null),
      asked: 2,
      notice: null,
    },
    {
      name: 'takes the default for what the kit never tells',
      answer: () => withValue('R4', null),
      asked: 3,
      notice: note('calibration-assumed', { keys: ['R4'], ranges: ['1 A'] }),
    },
  ])('$name', ({ answer, asked, notice }) => {
    const { decoder, requests, started } = converse(answer);
    expect([requests, started]).toEqual([asked, true]);
    expect(decoder).toMatchObject({ calibrated: true, notice });
  });

  it.each([
    ['nothing comes', '', 'ppk2-no-calibration'],
    ['text of another device', '> help\nunknown command\n', 'ppk2-no-calibration'],
    ['an end without values', 'END\n', 'ppk2-no-shunts'],
    ['no shunt is a number', SOUND.replace(/^(R\d): .*$/gm, '$1: nan'), 'ppk2-no-shunts'],
  ])('%s: says so and starts nothing', (_, text, code) => {
    const { decoder, started } = converse(() => text);
    expect(decoder.problem).toMatchObject({ code });
    expect(decoder.calibrated).toBe(false);
    expect(started).toBe(false);
  });
});
