/** Logs of other programs, in the formats that they write, played as a meter. */
import { readRecording, readRecordingHead } from '../../src/meter/readRecording';
import { describe, expect, it } from 'vitest';
import { answeredOptions, doubtOf } from '../../src/meter/recordingDoubt';
import { MeterHost } from '../../workers/meter/meterHost';
import { TextDecoderOfLines } from '../../src/meter/protocols/textLines';
import { SampleBlock } from '../../src/meter/sampleBlock';
import { HandClock } from './transport/handClock';

const START = Date.UTC(2024, 4, 1, 12, 34, 56);
const ROWS = 200;

type RowOf = (seconds: number, n: number) => string;
interface Log {
  readonly format: string;
  readonly head: string;
  readonly row: RowOf;
  readonly everyMs: number;
  /** What the dialog must be told: the board's supply. */
  readonly constantVolts?: number;
}
const iso = (seconds: number) => new Date(START + 1000 * seconds).toISOString();
const local = (seconds: number) => iso(seconds).slice(0, 19).replace('T', ' ');

/** 5.04 V and 0.5 A in every one. */
const LOGS: readonly Log[] = [
  {
    format: 'nRF Connect Power Profiler',
    head: 'Timestamp(ms),Current(uA),D0-D7',
    row: (s) => `${(1000 * s).toFixed(2)},500000.125,00000000`,
    everyMs: 10,
    constantVolts: 5.04,
  },
  {
    format: 'nRF Connect Power Profiler',
    head: 'Timestamp(ms),Current(uA),D0,D1,D2,D3,D4,D5,D6,D7',
    row: (s, n) => `${(1000 * s).toFixed(3)},${n % 2 ? 400000 : 600000},0,0,0,0,0,0,0,1`,
    everyMs: 0.1,
    constantVolts: 5.04,
  },
  {
    format: 'Joulescope',
    head: '#time,current,voltage,power,charge,energy',
    row: (s) => `${s.toFixed(1)},0.5,5.04,2.52,${(0.5 * s).toFixed(6)},${(2.52 * s).toFixed(6)}`,
    everyMs: 500,
  },
  {
    format: 'Joulescope',
    head: '#time (s),current (A),voltage (V)',
    row: (s) => `${s.toFixed(4)},5.000e-01,5.040e+00`,
    everyMs: 10,
  },
  {
    format: 'Otii',
    head: '"Wall-clock time (UTC)","Arc Main Current (A)","Arc Main Voltage (V)","Arc Main Energy (J)"',
    row: (s) => `"${iso(s).slice(0, -1).replace('T', ' ')}","0.5","5.04","${2.52 * s}"`,
    everyMs: 20,
  },
  {
    format: 'rd-usb',
    head: 'Time,Voltage (V),Current (A),Power (W),Temperature (°C),Data+ (V),Data- (V),Resistance (Ω),Accumulated current (mAh),Accumulated power (mWh),Accumulated time (seconds),Run time,Run time (seconds),Unix time',
    row: (s) =>
      `${local(s)},5.040,0.5000,2.520,25,1.12,0.98,10.1,12,61,${Math.floor(s)},00:00:00,${Math.floor(s)},${START / 1000 + s}`,
    everyMs: 500,
  },
  {
    format: 'FNIRSI USB logger',
    head: '\ntimestamp sample_in_packet voltage_V current_A dp_V dn_V temp_C_ema energy_Ws capacity_As',
    row: (s, n) =>
      `${(START / 1000 + s).toFixed(3)} ${n % 4} 5.04000 0.50000 1.184 1.031 30.500 ${(2.52 * s).toFixed(6)} ${(0.5 * s).toFixed(6)}`,
    everyMs: 10,
  },
  {
    format: 'WITRN',
    head: '\ufeffSUM,200\r\nTotalTime,="00:00:50.000"\r\nSampTime(ms),250\r\nDateTime,2024-05-01 12:34:56\r\n\r\nTime(D.hh:mm:ss.ms),Voltage(V),Current(A),Power(W),Temp(°C),',
    row: (s) => `="${iso(s - 45_296).slice(11, 23)}",5.0400,0.5000,2.52,31.5,`,
    everyMs: 250,
  },
  {
    format: 'CSV',
    head: 'Zeit;Spannung (V);Strom (mA)',
    row: (s) => `${iso(s).slice(11, 23).replace('.', ',')};5,040;500,0`,
    everyMs: 250,
  },
  {
    format: 'CSV',
    head: 'Date,Time,Voltage(V),Current(A)',
    row: (s) => `05/01/2024,${iso(s).slice(11, 19)},5.04,0.5`,
    everyMs: 250,
  },
  {
    format: 'Otii',
    head: 'Timestamp,Main Current (A) - Arc,Main Voltage (V) - Arc',
    row: (s) => `${s.toFixed(4)},0.5,5.04`,
    everyMs: 20,
  },
  {
    format: 'CSV',
    head: 'Zeit;Spannung;Strom\n(s);(V);(mA)',
    row: (s) => `${s.toFixed(2).replace('.', ',')};5,04;500`,
    everyMs: 250,
  },
  {
    format: 'CSV',
    head: 'Date;Voltage (V);Current (A)',
    row: (s) => `${(45_413.5 + s / 86_400).toFixed(8).replace('.', ',')};5,04;0,5`,
    everyMs: 1000,
  },
  {
    format: 'CSV',
    head: 'Time [h];U [V];I [A]',
    row: (s) => `${(s / 3600).toFixed(7)};5.04;0.5`,
    everyMs: 1000,
  },
  {
    format: 'CSV',
    head: 'Time (min),Voltage (V),Current (A)',
    row: (s) => `${(s / 60).toFixed(6)},5.04,0.5`,
    everyMs: 1000,
  },
  {
    format: 'CSV',
    head: 'time,voltage_V,current_A,power_W,gap,marks',
    row: (s) => `${iso(s)},5.04,0.5,2.52,0,`,
    everyMs: 250,
  },
  {
    format: 'CSV',
    head: '',
    row: (s) => `[${iso(s).slice(11, 23)}] V: 5.04 V I: 500 mA`,
    everyMs: 250,
  },
];

const fileOf = ({ head, row, everyMs }: Log, rows = ROWS) =>
  new TextEncoder().encode(
    `${head}\n${Array.from({ length: rows }, (_, n) => row((n * everyMs) / 1000, n)).join('\n')}\n`,
  );

describe('logs of other programs', () => {
  it.each(LOGS.map((log) => [`${log.format}, ${log.head.trim().slice(0, 60)}`, log] as const))(
    '%s',
    async (_, log) => {
      const rows = log.everyMs < 1 ? 20_000 : ROWS;
      const file = fileOf(log, rows);
      const read = readRecording(file);
      if (!read.ok) throw new Error(read.code);
      const { head } = read.value;
      expect(head.log).toMatchObject({ format: log.format, rows, damaged: 0, firstDamaged: null });
      expect(head.log!.seconds).toBeCloseTo(((rows - 1) * log.everyMs) / 1000, 0);
      const clock = new HandClock();
      const host = new MeterHost(null, clock);
      await host.connect({
        meter: head.meter,
        options: head.options,
        source: { kind: 'replay', file },
      });
      await clock.turn(1500);
      if (log.constantVolts) {
        expect(host.status().problem?.code).toBe('text-confirm-columns');
        host.confirmColumns({ ...host.status().columns!.guess, constantVolts: log.constantVolts });
      }
      await clock.turn(600);
      const { volts, amps, watts } = host.status().figures!;
      expect([volts, amps, watts].map((value) => value.toFixed(2))).toEqual([
        '5.04',
        '0.50',
        '2.52',
      ]);
      await host.disconnect();
    },
  );

  it('100,000 rows a second are averaged, with decimal commas too', () => {
    const row: RowOf = (s, n) =>
      `${(1000 * s).toFixed(3).replace('.', ',')};${n % 2 ? '0,4' : '0,6'};5,04`;
    const log = { format: 'CSV', head: 'Time (ms);Current (A);Voltage (V)', row, everyMs: 0.01 };
    const read = readRecording(fileOf(log, 100_000));
    const chunks = read.ok ? read.value.chunks.slice(1) : [];
    expect(chunks.length).toBe(100);
    const amps = chunks.map(({ bytes }) => Number(new TextDecoder().decode(bytes).split(';')[1]));
    amps.forEach((value) => expect(value).toBeCloseTo(0.5, 2));
  }, 60_000);

  it('Joulescope’s columns are in SI units, whatever their sizes', () => {
    const row: RowOf = (s) => `${s.toFixed(1)},0.004,3.3,0.02,0,0`;
    const read = readRecording(fileOf({ ...LOGS[2], row }));
    expect(read.ok && doubtOf(read.value)).toBeNull();
  });

  it('the page reads the beginning of a long log, the worker all of it', async () => {
    const file = fileOf({ ...LOGS[3], everyMs: 2 }, 50_000);
    const head = readRecordingHead(file);
    if (!head.ok) throw new Error(head.code);
    expect(head.value.head.meter).toBe('text-lines');
    expect(head.value.head.log!.rows).toBeLessThan(15_000);
    const host = new MeterHost(null, new HandClock());
    const { meter, options } = head.value.head;
    await host.connect({ meter, options, source: { kind: 'replay', file } });
    expect(host.status().log).toMatchObject({ format: 'Joulescope', rows: 50_000, damaged: 0 });
    await host.disconnect();
    expect(host.status().log).toBeNull();
  });

  it('times that stand still for a while are spread', () => {
    const [log] = LOGS.filter(({ head }) => head.startsWith('Date,'));
    const read = readRecording(fileOf(log));
    const times = read.ok ? read.value.chunks.slice(1).map(({ atMs }) => atMs) : [];
    times.slice(1).forEach((time, i) => expect(time - times[i]).toBeCloseTo(250, 6));
  });

  it('damaged rows are counted, named and left out', () => {
    const rows = Array.from({ length: 30 }, (_, n) => `${(n / 10).toFixed(1)},5.04,0.5`);
    rows.splice(10, 0, '0.9,5.0', 'x,y,z');
    rows.splice(20, 0, '0.05,5.04,0.5');
    const file = new TextEncoder().encode(`time,voltage_V,current_A\n${rows.join('\n')}\n`);
    const read = readRecording(file);
    expect(read.ok && read.value.head.log).toMatchObject({
      rows: 30,
      damaged: 3,
      firstDamaged: 12,
    });
  });

  it('what cannot be played says why', () => {
    const refusal = (text: string) => readRecording(new TextEncoder().encode(text));
    expect(refusal('voltage_V,current_A\n5,1\n5,1\n5,1\n')).toMatchObject({
      code: 'log-without-time',
    });
    expect(refusal('Dear reader,\nhello\n')).toMatchObject({ code: 'not-a-log' });
  });

  it('what only a person can answer is refused where nobody is asked', () => {
    const [ppk2] = LOGS;
    const alone = readRecording(fileOf(ppk2));
    const turned = readRecording(
      fileOf({ ...LOGS[3], row: (s) => `${s.toFixed(4)},-0.5,5.04` }, 1000),
    );
    if (!alone.ok || !turned.ok) throw new Error('not read');
    expect(doubtOf(alone.value)).toMatchObject({ code: 'columns-unconfirmed' });
    expect(doubtOf(alone.value, 5)).toBeNull();
    expect(answeredOptions(alone.value, 5).columns).toMatchObject({ constantVolts: 5 });
    expect(doubtOf(turned.value)?.code).toBe('turned-round');
  });
});

describe('hostile logs', () => {
  /** The last reading of a log, and its length. */
  function played(head: string, row: RowOf, everyMs: number, rows = ROWS, end = '\n') {
    const lines = Array.from({ length: rows }, (_, n) => row((n * everyMs) / 1000, n));
    const read = readRecording(new TextEncoder().encode([head, ...lines, ''].join(end)));
    if (!read.ok) throw new Error(read.code);
    const { head: about, chunks } = read.value;
    const decoder = new TextDecoderOfLines(about.options.columns);
    const block = new SampleBlock();
    for (const { atMs, bytes } of chunks) decoder.receive(bytes, block, 1000 + atMs);
    expect(decoder.problem).toBeNull();
    const last = block.length - 1;
    return {
      ...about.log!,
      reading: [block.volts[last], block.amps[last], block.watts[last]],
      block,
    };
  }

  it.each<[string, string, RowOf, number]>([
    [
      'a temperature T before the time t',
      'T (°C);t (s);U (V);I (A)',
      (s) =>
        `${(31 + s / 100).toFixed(1).replace('.', ',')};${s.toFixed(2).replace('.', ',')};5,04;0,5`,
      250,
    ],
    [
      'thousands of ms in quotes',
      'Time (ms),Current (uA),Voltage (mV)',
      (s) => `"${(1000 * s).toLocaleString('en-US')}","500,000","5,040"`,
      250,
    ],
    [
      'seconds, ten apart, by name alone',
      'Seconds,Voltage (V),Current (A)',
      (s) => `${s},5.04,0.5`,
      10_000,
    ],
    ['microseconds by name alone', 'micros,volts,milliamps', (s) => `${1e6 * s},5.04,500`, 250],
    ['steps of 100 ms', 'Time(100ms),V(V),I(A)', (s) => `${Math.round(10 * s)},5.04,0.5`, 500],
    ['a number of the row under #', '#,V (V),I (A),ms', (s, n) => `${n},5.04,0.5,${1000 * s}`, 250],
    [
      'units that change from row to row',
      'Time,Voltage,Current',
      (s, n) => `${s},5.04 V,${n % 2 ? '500 mA' : '0.5 A'}`,
      250,
    ],
    [
      'Spanish, quoted, decimal commas',
      '"Tiempo (ms)","Voltaje (V)","Corriente (A)"',
      (s) => `"${(1000 * s).toFixed(1).replace('.', ',')}","5,04","0,5"`,
      250,
    ],
    [
      'Dutch, tabs',
      'Tijd (s)\tSpanning (V)\tStroom (A)\tVermogen (W)',
      (s) => `${s.toFixed(3).replace('.', ',')}\t5,04\t0,5\t2,52`,
      100,
    ],
    ['Polish', 'Czas [ms];Napięcie [mV];Prąd [mA]', (s) => `${1000 * s};5040;500`, 250],
    ['Chinese', '时间(s),电压(V),电流(mA),功率(W)', (s) => `${s.toFixed(1)},5.04,500,2.52`, 100],
    [
      'Swiss thousands',
      'Zeit (ms);Strom (uA);Spannung (mV)',
      (s) => `${1000 * s};500'000;5'040`,
      250,
    ],
    [
      'French thousands',
      'Temps (ms);Tension (mV);Intensité (mA)',
      (s) => `${(1000 * s).toLocaleString('fr-FR')};5\u202f040;500`,
      250,
    ],
    [
      'nanoseconds since 1970',
      'time_ns,voltage,current,power',
      (s) => `${1_714_567_000n * 10n ** 9n + BigInt(1e9 * s)},5.04,0.5,2.52`,
      250,
    ],
    [
      'noon by the twelve-hour clock',
      'Time,Voltage(V),Current(A)',
      (s) =>
        `${new Date(Date.UTC(2024, 0, 1, 11, 59) + 1000 * s).toLocaleTimeString('en-US', { timeZone: 'UTC' })},5.04,0.5`,
      1000,
    ],
    [
      'a line that tells the separator',
      'sep=;\nTime (s);Voltage (V);Current (A)',
      (s) => `${s.toFixed(1).replace('.', ',')};5,04;0,5`,
      500,
    ],
    [
      'a number of the sample before the time',
      'Sample,Time (s),Voltage (V),Current (A)',
      (s, n) => `${n},${s.toFixed(2)},5.04,0.5`,
      250,
    ],
  ])('%s', (_, head, row, everyMs) => {
    for (const end of ['\n', '\r\n', '\r', '\n\r']) {
      const { seconds, damaged, reading } = played(head, row, everyMs, ROWS, end);
      expect(damaged).toBe(0);
      expect(seconds).toBeCloseTo(((ROWS - 1) * everyMs) / 1000, 1);
      reading.forEach((value, i) => expect(value).toBeCloseTo([5.04, 0.5, 2.52][i], 6));
    }
  });

  it.each<[string, string, RowOf]>([
    [
      'quoted',
      'Time (ms),Voltage (V),Current (mA)',
      (s, n) => `"${1000 * s}","5.041","${n % 2 ? 400 : 600}"`,
    ],
    [
      'quoted with decimal commas',
      'Time (ms),Voltage (V),Current (A)',
      (s, n) => `"${1000 * s}","5,041","${n % 2 ? '0,4' : '0,6'}"`,
    ],
    [
      'with units in the cells',
      'Time (ms),Voltage,Current',
      (s, n) => `${1000 * s},5.041 V,${n % 2 ? 400 : 600} mA`,
    ],
    [
      'with thousands',
      'Time (ms);Voltage (mV);Current (uA)',
      (s, n) => `${1000 * s};5,041.0;${n % 2 ? '800' : '999,200'}`,
    ],
  ])('1,000 rows a second are averaged: %s', (_, head, row) => {
    const { block } = played(head, row, 1, 1000);
    expect(block.length).toBeLessThan(110);
    for (let i = 0; i < block.length; i++) {
      expect(block.volts[i]).toBeCloseTo(5.041, 6);
      expect(block.amps[i]).toBeCloseTo(0.5, 3);
    }
  });
});
