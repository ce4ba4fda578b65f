/** Lines that loggers, libraries and languages dress up; each with what the board measured. */
import { describe, expect, it } from 'vitest';
import { TextDecoderOfLines } from '../../../src/meter/protocols/textLines';
import { SampleBlock } from '../../../src/meter/sampleBlock';
import { sentence } from '../../../src/words/sentence';

function listen(text: string, arrivalsMs: readonly number[] = []) {
  const decoder = new TextDecoderOfLines();
  const block = new SampleBlock();
  const pieces = arrivalsMs.length > 0 ? text.split(/(?<=\n)/) : [text];
  pieces.forEach((piece, i) =>
    decoder.receive(new TextEncoder().encode(piece), block, arrivalsMs[i] ?? NaN),
  );
  const last = block.length - 1;
  const sample = last < 0 ? null : [block.volts[last], block.amps[last], block.watts[last]];
  return { decoder, block, sample };
}

const ESC = '\u001b';
const esphome = (name: string, value: string) =>
  `${ESC}[0;36m[12:34:56][D][sensor:094]: '${name}': Sending state ${value} of accuracy${ESC}[0m\r\n`;
const ESPHOME = [
  esphome('Bus Voltage', '5.04100 V with 2 decimals'),
  esphome('Shunt Voltage', '0.05300 V with 2 decimals'),
  esphome('Current', '0.53000 A with 3 decimals'),
  esphome('Power', '2.67200 W with 2 decimals'),
].join('');
const ARDUINO = [
  '20:38:05.040 -> Bus Voltage:   4.70 V',
  '20:38:05.040 -> Shunt Voltage: 20.58 mV',
  '20:38:05.040 -> Load Voltage:  4.72 V',
  '20:38:05.040 -> Current:       206.20 mA',
  '20:38:05.078 -> Power:         970.00 mW',
  '20:38:05.078 -> \n',
].join('\n');

/** What is sure at once. */
const READ: readonly [string, string, readonly number[]][] = [
  ['ESPHome, each quantity on its own line, in colours', ESPHOME, [5.041, 0.53, 2.672]],
  [
    'ESPHome of 2026',
    "[12:34:56.789][S][sensor]: 'Volts' >> 5.04 V\n[12:34:56.789][S][sensor]: 'Amps' >> 0.53 A\n",
    [5.04, 0.53, 5.04 * 0.53],
  ],
  [
    'Zephyr',
    `[00:00:01.234,567] ${ESC}[0m<inf> ina219: V: 5.041 V I: 0.530 A${ESC}[0m\n`,
    [5.041, 0.53, 5.041 * 0.53],
  ],
  ['ESP-IDF', 'I (12345) INA219: Voltage: 5.041 V, Current: 530 mA\n', [5.041, 0.53, 5.041 * 0.53]],
  ['the monitor of the Arduino IDE with times', ARDUINO, [4.7, 0.2062, 0.97]],
  [
    'Python’s logging',
    '2024-05-01 12:34:56,789 INFO V: 5.041 V I: 0.53 A\n',
    [5.041, 0.53, 5.041 * 0.53],
  ],
  ['a bracketed time', '[12:34:56.789] 5.041 V 530 mA\n', [5.041, 0.53, 5.041 * 0.53]],
  ['ISO 8601 with a zone', '2024-05-01T12:34:56.789+02:00,5.041V,530mA\n', [5.041, 0.53, 2.67173]],
  ['a date of the USA', '05/31/2024 12:34:56 PM, 5.041 V, 530 mA\n', [5.041, 0.53, 2.67173]],
  ['commas in a German log', '31.05.2024 12:34:56;5,041 V;530,0 mA\n', [5.041, 0.53, 2.67173]],
  ['JSON strings with units', '{"voltage":"5.041 V","current":"530 mA"}\n', [5.041, 0.53, 2.67173]],
  [
    'values and units in objects',
    '{"voltage":{"value":5.041,"unit":"V"},"current":{"value":530,"unit":"mA"}}\n',
    [5.041, 0.53, 2.67173],
  ],
  [
    'Tasmota, whose power is whole watts',
    'MQT: tele/SENSOR = {"Time":"2024-05-01T12:34:56","ENERGY":{"TotalStartTime":"2023-01-01T00:00:00","Total":3.1,"Power":3,"ApparentPower":4,"ReactivePower":3,"Factor":0.7,"Voltage":5,"Current":0.6}}\n',
    [5, 0.6, 3],
  ],
  [
    'JSON over several lines',
    '{\n  "voltage": "5.04 V",\n  "current": "0.5 A"\n}\n',
    [5.04, 0.5, 2.52],
  ],
  ['quoted CSV with decimal commas', '"5,041 V","530,0 mA"\n', [5.041, 0.53, 2.67173]],
  ['carriage returns alone', 'V: 5.04 V I: 0.5 A\r', [5.04, 0.5, 2.52]],
  ['line ends the wrong way round', 'V: 5.04 V\n\rI: 0.5 A\n\r', [5.04, 0.5, 2.52]],
  ['a byte order mark and tabs', '\ufeffV: 5.04 V\tI: 0.5 A\r\n', [5.04, 0.5, 2.52]],
  ['key=value', 'voltage=5.04V;current=0.5A\n', [5.04, 0.5, 2.52]],
  ['Prometheus', 'ina219_bus_volts 5.04\nina219_current_amps 0.5\n', [5.04, 0.5, 2.52]],
  ['a table', '| 5.04 V | 0.50 A | 2.52 W |\n', [5.04, 0.5, 2.52]],
  ['decimal commas between spaces', '5,04 V 0,50 A\n', [5.04, 0.5, 2.52]],
  [
    'two lines of two',
    'Bus: 5.04 V Shunt: 50 mV\nCurrent: 500 mA Power: 2520 mW\n',
    [5.04, 0.5, 2.52],
  ],
  ['German', 'Busspannung: 5,04 V; Laststrom: 500 mA; Leistung: 2,52 W\n', [5.04, 0.5, 2.52]],
  ['French', 'Tension: 5,04 V Courant: 0,50 A\n', [5.04, 0.5, 2.52]],
  ['Spanish', 'Voltaje: 5,04 V Corriente: 500 mA Potencia: 2,52 W\n', [5.04, 0.5, 2.52]],
  ['Chinese', '电压: 5.04 V 电流: 0.50 A\n', [5.04, 0.5, 2.52]],
  ['microamperes, either sign', 'V: 5.04 V I: 500000 µA\n', [5.04, 0.5, 2.52]],
];

/** What is read, but whose units or columns only the user knows. */
const ASKED: readonly [string, string, readonly (readonly [string, string, number])[]][] = [
  [
    'a date and a time before columns',
    '2024-05-01 12:34:56,5.041,530.2\n',
    [
      ['volts', '2', 1],
      ['amps', '3', 1e-3],
    ],
  ],
  [
    'a time before columns',
    '12:34:56,5.041,530.2\n',
    [
      ['volts', '2', 1],
      ['amps', '3', 1e-3],
    ],
  ],
  [
    'quoted columns',
    '"5.041","530.2"\n',
    [
      ['volts', '1', 1],
      ['amps', '2', 1e-3],
    ],
  ],
  [
    'JSON strings',
    '{"voltage":"5.041","current":"0.530"}\n',
    [
      ['volts', 'voltage', 1],
      ['amps', 'current', 1],
    ],
  ],
  [
    'Zephyr without units',
    '[00:00:01.234,567] <inf> ina219: V: 5.041 I: 0.530\n',
    [
      ['volts', 'V', 1],
      ['amps', 'I', 1],
    ],
  ],
  [
    'a JSON list',
    '[5.041, 530.2]\n',
    [
      ['volts', '1', 1],
      ['amps', '2', 1e-3],
    ],
  ],
];

describe('lines of loggers', () => {
  it.each(READ)('%s', (_, line, expected) => {
    const { decoder, sample } = listen(`cut\n${line.repeat(6)}`);
    expect(decoder.problem).toBeNull();
    sample!.forEach((value, i) => expect(value).toBeCloseTo(expected[i], 5));
  });

  it.each(ASKED)('%s: shown and asked about', (_, line, columns) => {
    const { decoder, block } = listen(`cut\n${line.repeat(4)}`);
    expect(block.length).toBe(0);
    expect(decoder.problem?.code).toBe('text-confirm-columns');
    for (const [role, key, scale] of columns)
      expect(decoder.guess!.mapping[role as 'volts']).toEqual({ key, scale });
  });
});

const HEADERS: readonly [string, string, string, readonly number[]][] = [
  [
    'a timestamp is no ampere',
    'timestamp,voltage_V,current_A,power_W',
    '1,5.041,0.53,2.672',
    [5.041, 0.53, 2.672],
  ],
  ['units glued to names', 'busVoltageMv;currentMa', '5041;530', [5.041, 0.53, 2.67173]],
  ['unit words', 'volts,milliamps', '5.041,530', [5.041, 0.53, 2.67173]],
  ['after a slash', 'Spannung/V;Strom/mA', '5,041;530', [5.041, 0.53, 2.67173]],
  [
    'the bus, not the load',
    'Load Voltage (V),Bus Voltage (V),Current (A)',
    '5.2,5.0,2.0',
    [5, 2, 10],
  ],
  [
    'energy and charge aside',
    'Accumulated current (mAh),Voltage (V),Current (A),Energy (Wh)',
    '9,5,0.5,7',
    [5, 0.5, 2.5],
  ],
  ['data lines aside', 'dp_V dn_V voltage_V current_A temp_C', '1.1 1.2 5.0 0.5 30', [5, 0.5, 2.5]],
  ['power factor aside', 'Power Factor,Power (W)', '0.7,2.5', [NaN, NaN, 2.5]],
  ['an empty cell keeps its place', 'note,Voltage (V),Current (A)', ',5.0,0.5', [5, 0.5, 2.5]],
  ['cells of words', 'state,Voltage (V),Current (A)', 'idle,5.0,0.5', [5, 0.5, 2.5]],
  ['commas as separators and as decimal signs', 'volts,amps', '5,04,0,50', [5.04, 0.5, 2.52]],
];

/** A board that changes its range: two lines of one quantity, in units of their own. */
const RANGES: readonly [string, string, string, string?][] = [
  ['labels', 'V: 5.04 V I: 999.9 mA\n', 'V: 5.04 V I: 1.0002 A\n'],
  ['volts too', 'Voltage=5040mV Current=999.9mA\n', 'Voltage=5.04V Current=1.0002A\n'],
  ['unit words', 'Bus 5.04 volts Current 999.9 milliamps\n', 'Bus 5.04 V Current 1.0002 A\n'],
  ['columns', '5.04V,999.9mA\n', '5.04V,1.0002A\n'],
  ['columns with names', '5.04 V;999,9 mA\n', '5.04 V;1,0002 A\n', 'voltage;current\n'],
  ['JSON strings', '{"v":"5.04 V","i":"999900 uA"}\n', '{"v":"5.04 V","i":"1.0002 A"}\n'],
];

describe('a range that changes', () => {
  const values = ({ block }: ReturnType<typeof listen>) =>
    [...block.amps.subarray(0, block.length)].map((amps, i) => [block.volts[i], amps]);

  it.each(RANGES)('%s: every reading counts in its own unit', (_, small, large, header = '') => {
    for (const [first, second] of [
      [small, large],
      [large, small],
    ]) {
      for (const lines of [(first + second).repeat(4), first.repeat(5) + second.repeat(3)]) {
        const read = values(listen(`cut\n${header}${lines}`));
        expect(read.length).toBeGreaterThan(4);
        for (const [volts, amps] of read) {
          expect(volts).toBeCloseTo(5.04, 9);
          expect(amps).toBeGreaterThan(0.99);
          expect(amps).toBeLessThan(1.01);
        }
        expect(read.some(([, amps]) => amps > 1)).toBe(true);
        expect(read.some(([, amps]) => amps < 1)).toBe(true);
      }
    }
  });

  it('of power as well', () => {
    const small = 'V: 5.04 V I: 0.19 A P: 957.6 mW\n';
    const { sample } = listen(`cut\n${'V: 5.04 V I: 0.21 A P: 1.0584 W\n'.repeat(4)}${small}`);
    expect(sample![2]).toBeCloseTo(0.9576, 9);
  });

  it('into a unit of another kind is a reading that is missing', () => {
    const { block } = listen(`cut\n${'V: 5.04 V I: 0.5 A\n'.repeat(5)}V: 5.04 V I: 50 %\n`);
    expect([...block.amps.subarray(0, block.length)].every((amps) => amps === 0.5)).toBe(true);
  });

  it('goes on in a mapping that was confirmed before', () => {
    const lines = 'cut\n5.04V,1.0002A\n5.04V,999.9mA\n';
    const known = listen(`cut\n${'5.04V,999.9mA\n'.repeat(4)}`).decoder.mapping;
    const decoder = new TextDecoderOfLines(known);
    const block = new SampleBlock();
    decoder.receive(new TextEncoder().encode(lines), block);
    expect(block.amps[0]).toBeCloseTo(1.0002, 9);
    expect(block.amps[1]).toBeCloseTo(0.9999, 9);
  });
});

describe('names of columns', () => {
  it.each(HEADERS)('%s', (_, header, row, expected) => {
    const { sample } = listen(`cut\n${header}\n${`${row}\n`.repeat(4)}`);
    expect(sample).toEqual(
      expected.map((value) => (Number.isNaN(value) ? NaN : expect.closeTo(value, 9))),
    );
  });

  it.each([
    ['columns of numbers', 'v1,i1,v2,i2\n', '5.04,0.53,3.3,0.1\n'],
    ['one name twice', 'V,I,V,I\n', '5.04,0.53,3.3,0.1\n'],
    ['channels in the line', '', 'ch1 5.04V 0.53A ch2 3.30V 0.10A\n'],
    ['a line for each channel', '', 'CH1: 5.04V 0.53A\nCH2: 3.30V 0.10A\n'],
    ['lists of objects', '', '[{"v":5.04,"i":0.53},{"v":3.3,"i":0.1}]\n'],
  ])('several channels are a choice: %s', (_, header, row) => {
    const { decoder, block } = listen(`cut\n${header}${row.repeat(5)}`);
    expect(block.length).toBe(0);
    expect(decoder.guess!.channels.map(({ name }) => name)).toEqual(['1', '2']);
    decoder.confirm(decoder.guess!.channels[1].mapping);
    decoder.receive(new TextEncoder().encode(row.repeat(2)), block);
    expect([block.volts[0], block.amps[0]]).toEqual([3.3, 0.1]);
  });

  it('current alone waits for a voltage', () => {
    const { decoder, block } = listen(`cut\n${'Current: 500 mA\n'.repeat(5)}`);
    expect(sentence(decoder.problem!)).toMatch(/enter the supply’s voltage/);
    decoder.confirm({ ...decoder.guess!.mapping, constantVolts: 5 });
    decoder.receive(new TextEncoder().encode('Current: 400 mA\n'), block);
    expect([block.volts[0], block.amps[0], block.watts[0]]).toEqual([5, 0.4, 2]);
  });
});

describe('quantities on lines of their own', () => {
  it('a lost line never joins two bursts', () => {
    const lost: Readonly<Record<number, string>> = {
      0: 'V',
      9: 'P',
      10: 'V',
      11: 'I',
      12: 'IP',
      13: 'V',
    };
    const lines = Array.from({ length: 16 }, (_, n) =>
      [`V: ${5 + n / 1000} V\n`, `I: ${n / 10} A\n`, `P: 9${n} mW\n`]
        .map((text, i) => ({ text, atMs: 1000 * n + i }))
        .filter(({ text }) => !lost[n]?.includes(text[0])),
    ).flat();
    const { block } = listen(
      lines.map(({ text }) => text).join(''),
      lines.map(({ atMs }) => atMs),
    );
    expect(block.length).toBeGreaterThan(6);
    for (let i = 0; i < block.length; i++)
      expect(Math.round((block.volts[i] - 5) * 1000)).toBe(Math.round(block.amps[i] * 10));
    expect(Math.round(block.amps[block.length - 1] * 10)).toBe(15);
  });
});
