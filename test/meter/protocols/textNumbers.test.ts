import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimalOf, readNumber, type Decimal } from '../../../src/meter/protocols/textNumbers';
import { TextDecoderOfLines } from '../../../src/meter/protocols/textLines';
import { SampleBlock } from '../../../src/meter/sampleBlock';

const SIGNS: Readonly<Record<Decimal, string>> = { point: '.', comma: ',' };
const GROUPS: Readonly<Record<Decimal, readonly string[]>> = {
  point: ['', ',', ' ', '\u00a0', '\u2009', '\u202f', "'", '’'],
  comma: ['', '.', ' ', '\u00a0', '\u2009', '\u202f', "'", '’'],
};

/** A number as a person of some country would write it. */
const written = fc
  .record({
    decimal: fc.constantFrom<Decimal>('point', 'comma'),
    group: fc.nat(7),
    thousandths: fc.integer({ min: -9_999_999, max: 9_999_999 }),
    minus: fc.constantFrom('-', '−'),
    plus: fc.constantFrom('', '+'),
  })
  .map(({ decimal, group, thousandths, minus, plus }) => {
    const [whole, fraction] = Math.abs(thousandths / 1000)
      .toFixed(4)
      .split('.');
    const grouped = whole.replace(/\B(?=(\d{3})+$)/g, GROUPS[decimal][group]);
    const sign = thousandths < 0 ? minus : plus;
    return {
      decimal,
      value: thousandths / 1000,
      text: `${sign}${grouped}${SIGNS[decimal]}${fraction}`,
    };
  });

function lastSample(line: string) {
  const block = new SampleBlock();
  const decoder = new TextDecoderOfLines();
  decoder.receive(new TextEncoder().encode(`cut\n${`${line}\n`.repeat(5)}`), block);
  return { decoder, amps: block.length === 0 ? NaN : block.amps[block.length - 1] };
}

describe('numbers as boards write them', () => {
  it('come back from every notation', () => {
    fc.assert(
      fc.property(written, ({ decimal, value, text }) => {
        expect(readNumber(text, decimal)).toBeCloseTo(value, 9);
      }),
      { seed: 6, numRuns: 500 },
    );
  });

  it('come back from a line in every notation, without a question', () => {
    fc.assert(
      fc.property(written, ({ value, text }) => {
        expect(lastSample(`U: 5 V; I: ${text} mA`).amps).toBeCloseTo(value / 1000, 9);
      }),
      { seed: 7, numRuns: 300 },
    );
  });

  it.each([
    ['5.3e-1', 0.53],
    ['5,3E-1', 0.53],
    ['+.53', 0.53],
    ['−0,530', -0.53],
    ['1,234,567', 1_234_567],
    ['1.234.567', 1_234_567],
    ["12'345.6", 12_345.6],
    ['0,530', 0.53],
  ])('%s without being told the sign', (text, value) =>
    expect(readNumber(text, 'point')).toBeCloseTo(value, 9),
  );

  it.each(['nan', 'inf', '-Infinity', 'OVF', 'OVERLOAD', '---', '--.--', 'n/a', ''])(
    '%s is missing',
    (text) => expect(readNumber(text, 'point')).toBeNaN(),
  );

  it.each([
    [['5,01', '1,234'], 'comma'],
    [['5.01', '1,234'], 'point'],
    [['5.041', '1,234'], 'point'],
    [['1.234,5', '1,234'], 'comma'],
    [['1,234.5'], 'point'],
    [['0,530', '5,041'], 'comma'],
    [['1,234', '5'], 'either'],
    [['1234', '5'], 'point'],
  ] as const)('%j: %s', (texts, decimal) => expect(decimalOf(texts)).toBe(decimal));

  it('1,234 mA beside whole volts stays a question, and both answers are kept', () => {
    const { decoder, amps } = lastSample('V: 5 V, I: 1,234 mA');
    expect(amps).toBeNaN();
    expect(decoder.problem?.code).toBe('text-confirm-columns');
    const read = (decimal: Decimal) => {
      const block = new SampleBlock();
      decoder.confirm({ ...decoder.guess!.mapping, decimal });
      decoder.receive(new TextEncoder().encode('V: 5 V, I: 1,234 mA\n'), block);
      return block.amps[0];
    };
    expect(read('point')).toBeCloseTo(1.234, 9);
    expect(read('comma')).toBeCloseTo(0.001234, 9);
  });

  it.each([
    ['volts × amps', 'V: 5,041 V, I: 1,234 A, P: 6,221 W', 1.234],
    ['volts that no supply has', 'V: 5,041 V, I: 1,234 A', 1.234],
    ['another number of the line', 'V: 5.04 V, I: 1,234 mA', 1.234],
  ])('%s settles the commas', (_, line, amps) =>
    expect(lastSample(line).amps).toBeCloseTo(amps, 9),
  );
});
