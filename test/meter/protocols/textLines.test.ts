import { describe, expect, it } from 'vitest';
import { TextDecoderOfLines } from '../../../src/meter/protocols/textLines';
import { SampleBlock } from '../../../src/meter/sampleBlock';

function listen(
  lines: string,
  mapping: ConstructorParameters<typeof TextDecoderOfLines>[0] = null,
) {
  const decoder = new TextDecoderOfLines(mapping);
  const block = new SampleBlock();
  decoder.receive(new TextEncoder().encode(lines), block);
  const { length } = block;
  const last = length - 1;
  const sample = length === 0 ? null : [block.volts[last], block.amps[last], block.watts[last]];
  return { decoder, block, length, sample, timeMs: block.deviceMs[last] };
}

/** The first line may be cut, so it is never used for values. */
const repeat = (line: string, times = 5) => `cut\n${line.repeat(times)}`;

/** Formats that need no confirmation, the sample they give and its time where they tell one. */
const SURE: readonly [string, string, readonly number[], number?][] = [
  [
    'Adafruit getcurrent, several lines a record, in millis',
    'Bus Voltage:   5.01 V\r\nShunt Voltage: 1.23 mV\r\nLoad Voltage:  5.02 V\r\nCurrent:       530.1 mA\r\nPower:         2660.00 mW\r\n\r\n',
    [5.01, 0.5301, 2.66],
  ],
  ['units on every value', '5.01V,0.53A\n', [5.01, 0.53, 5.01 * 0.53]],
  ['plotter labels that agree with power', 'V:5.01 I:0.530 P:2.66\n', [5.01, 0.53, 2.66]],
  [
    'JSON with power and time',
    '{"v":5.01,"i":0.53,"p":2.66,"t":12345}\n',
    [5.01, 0.53, 2.66],
    12345,
  ],
  ['a sentence', 'Voltage: 5.09 V, Current: 1.23 A, Power: 6.28 W\n', [5.09, 1.23, 6.28]],
  ['units in labels', 'bus v(V): 5.01 shu v(mV): 1.2 cur mA: 530\n', [5.01, 0.53, 5.01 * 0.53]],
  ['semicolons and decimal commas', '5,01 V;0,53 A\n', [5.01, 0.53, 5.01 * 0.53]],
  ['bare columns whose third is the product', '5.01\t530\t2655\n', [5.01, 0.53, 2.655]],
];

describe('text lines', () => {
  it.each(SURE)('%s', (_, line, expected, timeMs) => {
    const { decoder, sample, ...rest } = listen(repeat(line));
    expect(decoder.problem).toBeNull();
    sample!.forEach((value, i) => expect(value).toBeCloseTo(expected[i], 9));
    if (timeMs !== undefined) expect(rest.timeMs).toBe(timeMs);
  });

  it('CSV with a header carrying units; bus before load, never the shunt', () => {
    const header = 'Timestamp[ms],BusV[V],ShuntV[mV],LoadV[V],Current[mA]\n';
    for (const lead of [header, `# ${header}`, `boot\n${header}`]) {
      const { sample, timeMs } = listen(`${lead}${'1000,5.010,53.0,5.063,530.0\n'.repeat(4)}`);
      expect(sample![0]).toBe(5.01);
      expect(sample![1]).toBeCloseTo(0.53, 12);
      expect(timeMs).toBe(1000);
    }
  });

  it('shunt voltage alone is no supply voltage', () => {
    const { length, decoder } = listen(repeat('Shunt Voltage: 5.0 V, Current: 0.5 A\n'));
    expect(length).toBe(0);
    expect(decoder.guess!.mapping.volts).toBeUndefined();
  });

  it('CSV without header waits for the user, who sees the columns and a guess', () => {
    const rows = '12345,5.012,530.1\n12355,5.011,530.3\n12365,5.012,530.2\n';
    const { decoder, length, block } = listen(`cut\n${rows}`);
    expect(length).toBe(0);
    expect(decoder.problem?.code).toBe('text-confirm-columns');
    expect(decoder.preview.map(({ value }) => value)).toEqual([12365, 5.012, 530.2]);
    expect(decoder.guess!.mapping).toEqual({
      timeMs: { key: '1', scale: 1 },
      volts: { key: '2', scale: 1 },
      amps: { key: '3', scale: 1e-3 },
    });
    decoder.confirm(decoder.guess!.mapping);
    decoder.receive(new TextEncoder().encode('12375,5.012,530.0\n'), block);
    expect(decoder.problem).toBeNull();
    expect([block.deviceMs[0], block.volts[0], block.amps[0]]).toEqual([12375, 5.012, 0.53]);
  });

  it('one bare number a line is refused with the remedy', () => {
    expect(listen('cut\n5.01\n530.1\n5.02\n531\n5.01\n').decoder.problem?.code).toBe(
      'text-one-number',
    );
  });

  it('nan, inf, ovf and --- are missing, not zero', () => {
    for (const word of ['nan', 'inf', 'ovf', '---']) {
      const { length } = listen(`${repeat('V:5.0V I:0.5A\n', 4)}V:5.0V I:${word}\nV:5.0V I:0.5A\n`);
      expect(length).toBe(3);
    }
  });

  it('nested JSON takes the averages', () => {
    const line =
      '{"a":{"max":600.5,"min":400.1,"avg":530.0},"v":{"max":5.2,"min":4.9,"avg":5.0},"mah":1,"shunt":5.3}\n';
    const { decoder } = listen(repeat(line));
    expect(decoder.guess!.mapping).toEqual({
      volts: { key: 'v.avg', scale: 1 },
      amps: { key: 'a.avg', scale: 1e-3 },
    });
  });

  it('greetings, long lines and control bytes do not disturb', () => {
    const noise = `Hello!\n\u0000\u0007Measuring voltage and current with INA219 ...\n${'x'.repeat(5000)}\n`;
    const { length } = listen(`${noise}${'V:5.0V I:0.5A\n'.repeat(4)}${noise}V:5.0V I:0.5A\n`);
    expect(length).toBe(3);
  });
});
