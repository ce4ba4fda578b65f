import {
  liveValue,
  mappingProblem,
  unitOf,
  withColumn,
} from '../../src/meter/protocols/chosenColumns';
import { refusal } from '../../src/words/refusal';
import { describe, expect, it } from 'vitest';
import { meterById, METERS } from '../../src/meter/meters';
import type { MeterFigures } from '../../src/meter/session';
import { guessColumns } from '../../src/meter/protocols/textColumns';
import { columnOptions } from '../../src/panels/meter/columnChoices';
import { GROUP_FILTERS, groupOf, metersOf } from '../../src/panels/meter/meterChoices';
import { helpTopics, type HelpTopicId } from '../../src/panels/meter/meterHelp';
import { windowText } from '../../src/panels/meter/brushedWindow';
import {
  chipText,
  connectionSentence,
  shortName,
  sourceName,
  traceNotice,
  type MeterFacts,
} from '../../src/panels/meter/connection';
import { meterFileName } from '../../src/panels/meter/meterFiles';
import { missingApi } from '../../src/panels/meter/missingApi';
import { droppedText, rateText, readingOf, totalsText } from '../../src/panels/meter/reading';
import { words } from '../../src/words/words';
import { flatPower, sure } from '../meter/energy/flatPower';
import { NO_FIGURES } from '../state/fakeMeter';

const FIGURES: MeterFigures = {
  timeMs: 1,
  volts: 5.083,
  amps: 0.6197,
  watts: 3.151,
  flags: 0,
  rateHz: 2,
  stalled: false,
  turnedRound: false,
  counts: { frames: 10, skippedBytes: 0, lostSamples: 0 },
  latencyMs: 45,
  jitterMs: 3,
  problem: null,
  notice: null,
  totals: {
    sinceMs: NaN,
    seconds: 0,
    leftOutSeconds: 0,
    gaps: 0,
    milliwattHours: 0,
    milliampHours: 0,
  },
};
const CONNECTED: MeterFacts = {
  phase: 'connected',
  meter: meterById('um25c'),
  kind: 'serial',
  status: { ...NO_FIGURES, figures: FIGURES },
  refusal: null,
  mustChooseAgain: false,
};

const say = words.meter;

describe('the chip', () => {
  it('tells volts, amps, watts and how often', () => {
    expect(chipText(CONNECTED)).toBe(say.nowReading('5.08 V 0.62 A 3.15 W', say.rates.hertz(2)));
    expect(sourceName(CONNECTED)).toBe('RDTech UM25C');
  });

  it.each([
    [{ ...CONNECTED, status: NO_FIGURES }, say.noReading],
    [{ ...CONNECTED, phase: 'lost' }, words.shell.meter.states.lost],
    [{ ...CONNECTED, phase: 'refused' }, words.shell.meter.states.refused],
    [{ ...CONNECTED, phase: 'none' }, words.shell.meter.states.none],
  ] as const)('says when there is nothing to tell: %#', (facts, text) => {
    expect(chipText(facts)).toBe(text);
  });

  it.each([
    [{ rateHz: 100 }, say.rates.hertz(100)],
    [{ rateHz: 0.96 }, say.rates.hertz(0.96)],
    [{ rateHz: 0.5 }, say.rates.secondsEach(2)],
    [{ rateHz: NaN }, say.rates.counting],
    [{ rateHz: 2, stalled: true }, say.rates.none],
  ])('tells the pace that was measured: %j', (change, text) => {
    expect(rateText({ ...FIGURES, ...change })).toBe(text);
  });

  it('calls what is not measured by its name', () => {
    expect(sourceName({ ...CONNECTED, kind: 'simulated' })).toBe(say.simulated('RDTech UM25C'));
    expect(sourceName({ ...CONNECTED, kind: 'replay' })).toBe(say.recorded('RDTech UM25C'));
    expect(
      ['serial', 'page', 'simulated', 'replay', null].map((k) => traceNotice(k as never)),
    ).toEqual([null, null, say.notices.simulated, say.notices.replay, null]);
  });

  it('has no reading where no power is known, and one where only the volts are missing', () => {
    expect(readingOf({ ...FIGURES, volts: NaN, amps: -0.5 })).toMatchObject({
      volts: say.volts(NaN),
      amps: say.amps(-0.5),
    });
    expect(readingOf({ ...FIGURES, watts: NaN })).toBeNull();
  });
});

describe('the totals', () => {
  it('are there once two readings are', () => {
    const totals = { ...FIGURES.totals, seconds: 65, milliwattHours: 12.3, milliampHours: 2.4 };
    expect(totalsText(totals)).toBe(say.totals(totals));
    expect(totalsText(FIGURES.totals)).toBeNull();
    expect(totalsText(undefined)).toBeNull();
  });
});

describe('the connection', () => {
  const sentenceOf = (facts: Partial<MeterFacts>) => connectionSentence({ ...CONNECTED, ...facts });

  it.each([
    ['none', { phase: 'none' }, 'No meter is connected.'],
    ['connecting', { phase: 'connecting' }, 'waiting for the browser'],
    ['connected', {}, 'RDTech UM25C is connected.'],
    ['silent', { status: NO_FIGURES }, 'has sent no reading yet'],
    [
      'refused',
      { phase: 'refused', refusal: refusal('port-not-granted') },
      'The browser no longer offers this port',
    ],
    [
      'lost',
      {
        phase: 'lost',
        status: { ...NO_FIGURES, problem: refusal('meter-lost') },
      },
      'it will be found. Looking for it',
    ],
    ['forgotten', { phase: 'none', mustChooseAgain: true }, 'choose it again'],
    [
      'in doubt',
      { status: { ...NO_FIGURES, problem: refusal('text-confirm-columns', { doubt: 'meaning' }) } },
      'RDTech UM25C: the columns’ meaning or units are not certain: confirm them below.',
    ],
  ] as [string, Partial<MeterFacts>, string][])('%s', (_, facts, said) => {
    expect(sentenceOf(facts)).toContain(said);
    expect(sentenceOf(facts)).toMatch(/(\.|\?|…)$/);
  });

  it('tells what was lost on the way', () => {
    expect(droppedText({ ...NO_FIGURES, figures: FIGURES })).toBeNull();
    const counts = { frames: 1, skippedBytes: 1, lostSamples: 1200 };
    const status = { ...NO_FIGURES, figures: { ...FIGURES, counts }, hiccups: 2, losses: 1 };
    const { samples, bytes, readErrors, unplugged } = say.droppedOf;
    expect(droppedText(status)).toBe(
      say.list([samples(1200), bytes(1), readErrors(2), unplugged(1)]),
    );
    expect(droppedText({ ...status, figures: null, losses: 0 })).toBe(readErrors(2));
  });

  it('names the remedy where the browser cannot reach the meter', () => {
    const none = { serial: false, hid: false, bluetooth: false };
    expect(missingApi(meterById('tc66'), { ...none, secure: true })).toBe(
      say.missing.serial('Web Serial'),
    );
    expect(missingApi(meterById('witrn'), { ...none, secure: false })).toBe(
      say.hiddenByHttp('WebHID'),
    );
    expect(missingApi(meterById('tc66c-ble'), { ...none, secure: true })).toBe(
      say.missing.ble('Web Bluetooth'),
    );
    expect(
      missingApi(meterById('tc66c-ble'), { ...none, bluetooth: true, secure: true }),
    ).toBeNull();
    expect(missingApi(meterById('witrn'), { ...none, hid: true, secure: true })).toBeNull();
  });
});

describe('a brushed window', () => {
  const { length, mean, energy, aboveIdle, readings, tooFew } = say.window;
  const span = { fromMs: 0, toMs: 10_000 };
  const halves = { random: sure(0.03 / 1.96), sharedW: 0.04 / 1.96 };
  const power = flatPower(3.5, 0, { ...halves, samples: 20, coveredShare: 0.9 });

  it('tells mean power and energy with both uncertainties, and what is above idle', () => {
    expect(windowText(span, power, 2.5)).toEqual([
      [length.name, length.value(10)],
      [mean.name, mean.value(3.5, 0.05)],
      [energy.name, energy.value(35, 0.5)],
      [aboveIdle.name, aboveIdle.value(10)],
      [readings.name, readings.value(20, 0.9)],
    ]);
  });

  it('says when there is too little to tell', () => {
    expect(windowText(span, null, null)).toEqual([
      [length.name, length.value(10)],
      [mean.name, tooFew],
    ]);
  });
});

describe('the list of meters', () => {
  it('has every meter of the table in one group', () => {
    const groups = GROUP_FILTERS.filter(({ value }) => value !== 'all');
    expect(
      groups
        .flatMap(({ value }) => metersOf(value))
        .map(({ id }) => id)
        .sort(),
    ).toEqual(METERS.map(({ id }) => id).sort());
    expect(metersOf('all')).toEqual(METERS);
    expect(metersOf('bluetooth').map(({ id }) => id)).toEqual(['um24c', 'um25c', 'um34c']);
    expect(metersOf('ble').map(({ id }) => id)).toEqual(['um25c-ble', 'tc66c-ble', 'fnirsi-ble']);
    expect(metersOf('own').map(({ id }) => id)).toEqual(['text-lines']);
  });

  it('gives each a short name of its own', () => {
    expect(new Set(METERS.map(shortName)).size).toBe(METERS.length);
    for (const meter of METERS) expect(shortName(meter)).toMatch(/^[^(,]{4,30}$/);
  });
});

describe('help', () => {
  it('is there for every meter that is not listed', () => {
    for (const meter of METERS) expect(helpTopics(meter, null).length).toBeGreaterThan(1);
  });

  it('explains what is in the way, and nothing else', () => {
    const topics = (id: Parameters<typeof meterById>[0], code: string | null) =>
      helpTopics(meterById(id), code)
        .map(({ id, command }) => `${id} ${command}`)
        .join('\n');
    expect(topics('tc66', 'port-busy')).toMatch(/aG dialout .*aG uucp /s);
    expect(topics('tc66', 'port-busy')).toMatch(/ModemManager.*brltty-udev.*chromium:raw-usb/s);
    for (const [id, code] of [
      ['tc66', 'none-chosen'],
      ['text-lines', 'port-busy'],
      ['witrn', 'hid-busy'],
    ] as const)
      for (const browser of ['org.chromium.Chromium', 'com.google.Chrome'])
        expect(topics(id, code)).toContain(`--device=all --filesystem=/run/udev:ro ${browser}`);
    expect(topics('witrn', 'hid-busy')).not.toMatch(/raw-usb/);
    expect(topics('witrn', 'none-chosen')).toMatch(/snap-hid/);
    expect(topics('powerz', 'meter-not-allowed')).toMatch(/chrome:..policy/);
    expect(topics('tc66', null)).not.toMatch(/rfcomm|hidraw/);
    expect(topics('um25c', 'none-chosen')).toMatch(/rfcomm/);
    expect(topics('witrn', 'hid-busy')).toMatch(/idVendor}=="0716"/);
    expect(topics('witrn', null)).not.toMatch(/dialout/);
    expect(topics('tc66', 'no-web-serial')).toBe('');
  });

  /** Of a USB cable, a paired meter, Bluetooth LE, HID and a board of one's own. */
  it.each<[Parameters<typeof meterById>[0], string | null, readonly HelpTopicId[]]>([
    [
      'tc66',
      'none-chosen',
      ['charge-only-cable', 'braille-driver', 'flatpak', 'snap-serial', 'chromeos'],
    ],
    [
      'tc66',
      'port-busy',
      ['serial-group', 'port-held', 'braille-driver', 'flatpak', 'snap-serial'],
    ],
    ['tc66', 'meter-failed', ['policy']],
    ['um25c', 'none-chosen', ['unpaired', 'no-rfcomm', 'flatpak', 'snap-serial', 'chromeos']],
    ['um25c', 'port-busy', ['serial-group', 'unpaired', 'no-rfcomm', 'flatpak', 'snap-serial']],
    ['um25c', 'meter-failed', ['unpaired', 'no-rfcomm', 'policy']],
    ['um25c-ble', 'none-chosen', ['ble-not-found', 'snap-bluetooth']],
    ['um25c-ble', 'ble-unreachable', ['ble-not-found', 'snap-bluetooth']],
    ['um25c-ble', 'meter-not-allowed', ['policy']],
    ['witrn', 'none-chosen', ['hid-rules', 'flatpak', 'snap-hid', 'chromeos']],
    ['witrn', 'hid-busy', ['hid-rules', 'flatpak', 'snap-hid']],
    ['witrn', 'meter-not-allowed', ['policy']],
    [
      'text-lines',
      'none-chosen',
      ['charge-only-cable', 'braille-driver', 'flatpak', 'snap-serial', 'chromeos'],
    ],
    [
      'text-lines',
      'port-busy',
      ['serial-group', 'port-held', 'braille-driver', 'flatpak', 'snap-serial'],
    ],
    ['um25c-ble', null, ['ble-not-found', 'snap-bluetooth', 'policy']],
  ])('%s, refused as %s', (id, code, topics) => {
    expect(helpTopics(meterById(id), code).map(({ id }) => id)).toEqual(topics);
  });

  it('makes the port that it then tells to choose', () => {
    const topic = helpTopics(meterById('um25c'), null).find(({ id }) =>
      say.help[id].text.includes('rfcomm0'),
    );
    expect(topic?.command).toMatch(/^sudo rfcomm bind 0 /);
  });

  it('names each maker of an HID meter once', () => {
    for (const meter of METERS.filter((row) => groupOf(row) === 'hid'))
      expect(helpTopics(meter, 'hid-busy')[0].command?.split('\n')).toHaveLength(1);
  });
});

describe('columns of a board’s text', () => {
  const preview = [
    { key: 'shunt_mV', unit: null, value: 51.2 },
    { key: 'bus', unit: null, value: 5070 },
    { key: 'cur', unit: 'mA', value: 612 },
  ];
  const sound = withColumn(withColumn({}, 'volts', 'bus', 'mV'), 'amps', 'cur', 'mA');

  it('are read in their units', () => {
    expect(liveValue(sound, 'volts', preview)).toBeCloseTo(5.07, 9);
    expect(liveValue(sound, 'amps', preview)).toBeCloseTo(0.612, 9);
    expect(liveValue(sound, 'watts', preview)).toBeNaN();
    expect(unitOf('amps', sound.amps!)).toBe('mA');
    expect(mappingProblem(sound, preview)).toBeNull();
  });

  it('never take the voltage over the shunt for the supply', () => {
    const volts = columnOptions('volts', preview);
    expect(volts.map(({ disabled }) => disabled)).toEqual([true, false, false]);
    expect(columnOptions('amps', preview).some(({ disabled }) => disabled)).toBe(false);
    const taken = withColumn(sound, 'volts', 'shunt_mV', 'V');
    expect(mappingProblem(taken, preview)).toEqual({ id: 'shunt-voltage', column: 'shunt_mV' });
    const unnamed = [{ key: '1', unit: null, value: 0.0512 }, preview[2]];
    expect(mappingProblem(withColumn(sound, 'volts', '1', 'V'), unnamed)).toEqual({
      id: 'no-supply',
      volts: 0.0512,
    });
  });

  it('need power, or voltage and current', () => {
    expect(mappingProblem({}, preview)).toEqual({ id: 'columns-missing' });
    expect(mappingProblem(withColumn(sound, 'amps', '', 'A'), preview)).toEqual({
      id: 'columns-missing',
    });
    expect(mappingProblem(withColumn({}, 'watts', 'cur', 'mW'), preview)).toBeNull();
  });

  it('begin with what the lab has guessed', () => {
    const record = new Map(preview.map((field) => [field.key, field]));
    const { mapping } = guessColumns([record, record, record]);
    expect(unitOf('amps', mapping.amps!)).toBe('mA');
    // The board has changed its range since.
    const now = [...preview.slice(0, 2), { key: 'cur', unit: 'A', value: 1.2 }];
    expect(liveValue(mapping, 'amps', now)).toBeCloseTo(1.2, 9);
  });
});

describe('a recording', () => {
  it('is named after meter and time', () => {
    expect(meterFileName('tc66', new Date(Date.UTC(2026, 0, 2, 3, 4, 5)), 'bytes')).toBe(
      'meter-tc66-2026-01-02T03-04-05.bytes',
    );
  });
});
