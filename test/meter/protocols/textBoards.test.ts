/** What libraries' examples and well-known programs print: read rightly, or asked about. */
import { describe, expect, it } from 'vitest';
import { TextDecoderOfLines } from '../../../src/meter/protocols/textLines';
import { SampleBlock } from '../../../src/meter/sampleBlock';
import { sentence } from '../../../src/words/sentence';

/** Eight readings, one a second, the lines of each in one burst. */
function listen(reading: string, header = '') {
  const decoder = new TextDecoderOfLines();
  const block = new SampleBlock();
  const say = (text: string, atMs: number) =>
    decoder.receive(new TextEncoder().encode(text), block, atMs);
  say(`cut\n${header}`, 0);
  for (let n = 1; n <= 8; n++)
    reading.split(/(?<=\n)/).forEach((line, i) => say(line, 1000 * n + i));
  const last = block.length - 1;
  return { decoder, sample: [block.volts[last], block.amps[last], block.watts[last]], last };
}

const [V, I, P] = [5.04, 0.53, 2.671];
const VI = 5.04 * 0.53;

/** Name, text, what it says, header. */
const READ: readonly [string, string, readonly number[], string?][] = [
  [
    'the current through the shunt',
    'Bus voltage: 5.04 V\nBus power: 2.671 W\nShunt voltage: 0.0053 V\nShunt current: 0.53 A\n\n',
    [V, I, P],
  ],
  [
    'a unit in brackets behind the number',
    'Bus: 5.040000 [V] -- Power: 2.671000 [W] -- Current: 0.530000 [A]\n',
    [V, I, P],
  ],
  [
    'pins: VIN− is behind the shunt',
    'Voltage (VIN+) :  5.093   V\nVoltage (VIN-) :  5.040   V\nShunt Voltage  :  0.05300   V\nShunt Current  :  0.5300  A\nPower Calc.    :  2.675   W\nPower Register :  2.671   W\n\n',
    [V, I, P],
  ],
  [
    'the load beside a PSU',
    'PSU Voltage: 5.093 V\nLoad Voltage: 5.040 V\nCurrent: 530.0 mA\n\n',
    [V, I, VI],
  ],
  [
    'a power that is measured beside one that is calculated',
    'Bus Voltage: 5.04 V\nCurrent: 530 mA\nPower Calc.: 2.60 W\nPower Register: 2.671 W\n\n',
    [V, I, P],
  ],
  ['a tuple', '(5.04, 0.53, 2.671)\n', [V, I, P]],
  ['Teleplot with units', '>voltage:5.04§V|g\n>current:530§mA|g\n', [V, I, VI]],
  [
    'Teleplot with times',
    '>voltage:1627551892437:5.04§V\n>current:1627551892437:0.53§A\n',
    [V, I, VI],
  ],
  ['extremes aside', 'V: 5.04 V I: 0.53 A Vmax: 5.20 V Imax: 1.20 A Imin: 0.10 A\n', [V, I, VI]],
  ['extremes before the mean', 'Imax: 1.20 A Imin: 0.10 A Iavg: 0.53 A Vrms: 5.04 V\n', [V, I, VI]],
  [
    'a reference and a converter aside',
    'Vref: 4.096 V ADC: 2.53 V Vbus: 5.04 V I: 0.53 A\n',
    [V, I, VI],
  ],
  ['values before labels', '5.04V 0.530A 2.671W 1234mAh 25C D+:0.02 D-:0.01\n', [V, I, P]],
  ['a line’s number', '#12: 5.04 V, 0.53 A\n', [V, I, VI]],
  ['an address', '0x40: 5.04 V 0.53 A\n', [V, I, VI]],
  ['wide signs', '电压：5.04V，电流：0.53A\n', [V, I, VI]],
  ['Cyrillic units', 'Напряжение: 5,04 В, Ток: 530 мА, Мощность: 2,671 Вт\n', [V, I, P]],
  ['a row of units under the names', '1;5,04;530\n', [V, I, VI], 'Time;Voltage;Current\ns;V;mA\n'],
  [
    'units in brackets under the names',
    '1.0,5.04,530\n',
    [V, I, VI],
    'time,voltage,current\n(s),(V),(mA)\n',
  ],
  [
    'alternating current, whose power is less',
    'Voltage: 230.10V\nCurrent: 0.03A\nPower: 4.50W\nPF: 0.65\n\n',
    [230.1, 0.03, 4.5],
  ],
];

const ASKED: readonly (readonly [string, string])[] = [
  ['in and out', 'Vin: 12.0 V Iin: 0.3 A Vout: 5.04 V Iout: 0.53 A\n'],
  [
    'in and out, with their powers',
    '{"vin":12.1,"vin_unit":"V","iin":"0.25 A","iout":"0.53 A","pin":"3.02 W","pout":"2.67 W"}\n',
  ],
  ['two voltages of no rank', 'Vin: 12.00 V Vout: 5.04 V Iout: 0.53 A\n'],
  ['rails', '3V3: 3.30 V 5V: 5.04 V I: 0.53 A\n'],
  ['letters for channels', 'A: 5.04V 530mA B: 3.30V 100mA\n'],
  [
    'a voltage too low for a supply: a current sensor’s',
    'Raw: 512 Voltage: 2.53 V Current: 0.53 A\n',
  ],
  ['more watts than volts × amps', 'V=5.04 V I=0.53 A P=2671 W\n'],
  ['a pair without names', '(5.04, 530.0)\n'],
];

const CHANNELS: readonly (readonly [string, string])[] = [
  [
    'headings and blank lines',
    'Channel 1:\nBus Voltage: 5.04 V\nCurrent: 530 mA\n\nChannel 2:\nBus Voltage: 3.30 V\nCurrent: 100 mA\n\n',
  ],
  [
    'headings alone',
    '--- CH1 ---\nBus Voltage: 5.04 V\nCurrent: 530 mA\n--- CH2 ---\nBus Voltage: 3.30 V\nCurrent: 100 mA\n',
  ],
  [
    'a line each, the channel in brackets',
    'Voltage (ch1): 5.04V, Current: 530mA\nVoltage (ch2): 3.30V, Current: 100mA\n',
  ],
  ['a line each, by address', '0x40: 5.04 V 0.53 A\n0x41: 3.30 V 0.10 A\n'],
  [
    'ESPHome',
    ['1 Current:0.53 A', '1 Bus Voltage:5.04 V', '2 Current:0.1 A', '2 Bus Voltage:3.3 V']
      .map((each) =>
        each.replace(
          /(.*):(.*)/,
          "[D][sensor:094]: 'INA3221 Channel $1': Sending state $2 with 2 decimals of accuracy\n",
        ),
      )
      .join(''),
  ],
  ['numbers before each', '1: 5.04 V 530 mA | 2: 3.30 V 100 mA\n'],
  ['a name before the first of each', 'INA1 V: 5.04 V I: 0.53 A INA2 V: 3.3 V I: 0.1 A\n'],
  ['names with numbers, no colons', 'Bus1 5.04 V Current1 0.53 A Bus2 3.30 V Current2 0.1 A\n'],
];

describe('what boards print', () => {
  it.each(READ)('%s', (_, reading, expected, header) => {
    const { decoder, sample } = listen(reading, header);
    expect(decoder.problem).toBeNull();
    expect(sample).toEqual(expected.map((value) => expect.closeTo(value, 9)));
  });

  it.each(ASKED)('%s: asked', (_, reading) => {
    const { decoder, last } = listen(reading);
    expect(last).toBe(-1);
    expect(decoder.problem?.code).toBe('text-confirm-columns');
  });

  it.each(CHANNELS)('several channels are a choice: %s', (_, reading) => {
    const { decoder, last } = listen(reading);
    expect(last).toBe(-1);
    expect(sentence(decoder.problem!)).toMatch(/several channels/);
    const said = decoder.guess!.channels.slice(0, 2).map(({ mapping }) => {
      const block = new SampleBlock();
      decoder.confirm(mapping);
      decoder.receive(new TextEncoder().encode(reading.repeat(3)), block, 60_000);
      return [new Set(block.volts.slice(0, block.length)), block.amps[0]];
    });
    expect(said).toEqual([
      [new Set([5.04]), expect.closeTo(0.53, 9)],
      [new Set([3.3]), expect.closeTo(0.1, 9)],
    ]);
  });

  it('a damaged line that comes once makes no channel', () => {
    const line = 'V: 5.04 V I: 0.53 A\n';
    const { decoder } = listen(line, `VV: 9.04 V I: 0.53 A\n`);
    expect(decoder.problem).toBeNull();
  });
});
