import { refusal } from '../../src/words/refusal';
import { render } from 'svelte/server';
import { describe, expect, it } from 'vitest';
import { DEFAULT_OPTIONS } from '../../src/meter/meter';
import { meterById, METERS, type MeterId } from '../../src/meter/meters';
import { SampleFlag } from '../../src/meter/sampleBlock';
import type { MeterFigures } from '../../src/meter/session';
import { shortName } from '../../src/panels/meter/connection';
import MeterDialog from '../../src/panels/meter/MeterDialog.svelte';
import { MeterState } from '../../src/state/meterState.svelte';
import { FakeClock } from '../state/fakeClock';
import { FakeMeter, NO_FIGURES } from '../state/fakeMeter';
import { settled } from '../state/testWorkbench';
import { words } from '../../src/words/words';
import { inWords } from '../../src/words/inWords';
import { sentence } from '../../src/words/sentence';
import { wholeSentence } from '../../src/words/wholeSentence';

const say = words.meter;

const FIGURES: MeterFigures = {
  timeMs: 1,
  volts: 5.08,
  amps: 0.62,
  watts: 3.15,
  flags: 0,
  rateHz: 2,
  stalled: false,
  turnedRound: false,
  counts: { frames: 10, skippedBytes: 0, lostSamples: 0 },
  latencyMs: NaN,
  jitterMs: NaN,
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

function connectText(id: MeterId): string {
  return say.connect(shortName(meterById(id)));
}

/** As the next visit finds it. */
async function nextDialog(fake: FakeMeter) {
  const dialog = makeDialog(fake);
  await dialog.meter.start();
  return dialog.text();
}

function makeDialog(fake = new FakeMeter()) {
  const clock = new FakeClock();
  const meter = new MeterState(fake.access, clock);
  const text = () =>
    render(MeterDialog, { props: { meter, open: true, onclose: () => {} } })
      .body.replace(/<!--.*?-->/gs, '')
      .replace(/\s+/g, ' ');
  const turn = async () => {
    clock.turn(200);
    await settled();
  };
  return { fake, meter, text, turn };
}

describe('the Connect dialog', () => {
  it('lists every meter with its description, and help only under a disclosure', () => {
    const text = makeDialog().text();
    for (const row of METERS) {
      const { name, description } = inWords('meters', row);
      expect(text).toContain(name);
      expect(text).toContain(description);
    }
    const [, disclosure] = text.split(/<details[^>]*> ?<summary[^>]*>/);
    expect(disclosure.startsWith(`${say.notListed}<`)).toBe(true);
    expect(text.indexOf('dialout')).toBeGreaterThan(text.indexOf(say.notListed));
  });

  it('explains permissions at once where the port did not open', async () => {
    const { fake, meter, text } = makeDialog();
    fake.outcome = refusal('port-busy', { reason: 'in use' });
    await meter.choose('tc66', DEFAULT_OPTIONS);
    expect(text()).toContain(wholeSentence(sentence(fake.outcome)));
    expect(text().indexOf('dialout')).toBeLessThan(text().indexOf(say.notListed));
  });

  it('warns of the Power Profiler’s 1 A before it is connected', async () => {
    const fake = new FakeMeter();
    fake.remembered = { id: 'ppk2', options: DEFAULT_OPTIONS, port: null, reconnect: false };
    const text = await nextDialog(fake);
    const { warning } = inWords('meters', meterById('ppk2'));
    expect(text).toContain(warning);
    expect(text.indexOf(warning!)).toBeLessThan(text.indexOf(connectText('ppk2')));
  });

  it('names the remedy where there is no Web Serial, and still simulates', () => {
    const fake = new FakeMeter();
    const offers = { serial: false, hid: false, bluetooth: false, secure: true };
    const { text } = makeDialog(Object.assign(fake, { access: { ...fake.access, offers } }));
    expect(text()).toContain(say.missing.serial('Web Serial'));
    expect(text().split(connectText(METERS[0].id))[0]).toMatch(/disabled[^>]*>$/);
    expect(text()).toContain(`<button type="button">${say.simulate(shortName(METERS[0]))}<`);
  });

  it('asks for the accuracy, and says what holds where none is entered', async () => {
    const fake = new FakeMeter();
    const remember = (accuracyPercent: number | null) => {
      const options = { ...DEFAULT_OPTIONS, accuracyPercent };
      fake.remembered = { id: 'um25c', options, port: null, reconnect: false };
    };
    remember(null);
    const { accuracy } = meterById('um25c');
    const text = await nextDialog(fake);
    expect(text).toContain(`${say.ownAccuracy}<`);
    expect(text.split(say.ownAccuracy)[1]).toMatch(/placeholder="0.19" value=""/);
    expect(text).toContain(`${say.tableAccuracy(inWords('accuracies', accuracy))}<`);
    remember(0.5);
    expect((await nextDialog(fake)).split('value="0.5"')[1]).toContain(say.ownAccuracyHint);
  });

  it('shows the accuracy that counts', async () => {
    const { fake, meter, text, turn } = makeDialog();
    await meter.choose('um25c', { ...DEFAULT_OPTIONS, accuracyPercent: 2 });
    fake.status = NO_FIGURES;
    await turn();
    const [, shown] = text().split(`${say.accuracyLabel}</dt>`);
    expect(shown).toMatch(/^ <dd[^>]*>±2 %/);
  });

  it.each([
    ['a meter that measures its volts', 'um25c', 0, say.sound],
    ['an entered voltage', 'text-lines', SampleFlag.voltageAssumed, say.soundAssumed],
    ['a kit that measures current alone', 'ppk2', 0, say.soundAssumed],
  ] as const)('says what fits, of %s', async (_, id, flags, said) => {
    const { fake, meter, text, turn } = makeDialog();
    await meter.choose(id, DEFAULT_OPTIONS);
    fake.status = { ...NO_FIGURES, figures: { ...FIGURES, flags } };
    await turn();
    expect(text()).toContain(said);
    expect(text().includes(say.sound)).toBe(id === 'um25c');
  });

  it('marks the channel whose columns are chosen', async () => {
    const { fake, meter, text, turn } = makeDialog();
    const channel = (n: number) => ({
      name: `${n}`,
      mapping: { volts: { key: `V${n}`, scale: 1 }, amps: { key: `I${n}`, scale: 1 } },
    });
    const columns = channel(2).mapping;
    await meter.choose('text-lines', { ...DEFAULT_OPTIONS, columns });
    const channels = [1, 2, 3].map(channel);
    const preview = [{ key: 'V1', unit: null, value: 12.1 }];
    fake.status = { ...NO_FIGURES, columns: { preview, guess: null, channels } };
    await turn();
    const pressed = [...text().matchAll(/aria-pressed="(\w+)"[^>]*>([^<]*)</g)];
    expect(pressed.map(([, state, name]) => [name, state])).toEqual([
      [say.channel('1'), 'false'],
      [say.channel('2'), 'true'],
      [say.channel('3'), 'false'],
    ]);
  });

  it('shows a simulated meter as such, and lets it be recorded and disconnected', async () => {
    const { meter, text } = makeDialog();
    await meter.simulate('um25c');
    expect(text()).toContain(say.simulated('RDTech UM25C'));
    expect(text()).toContain(`>${say.notices.simulated}<`);
    expect(text().split(say.record)[1]).toContain(say.disconnect);
  });

  it('offers to choose the port of a lost meter again', async () => {
    const { fake, meter, text, turn } = makeDialog();
    await meter.choose('yzxstudio', DEFAULT_OPTIONS);
    expect(text()).not.toContain(say.choosePortAgain);
    fake.status = {
      ...NO_FIGURES,
      connection: 'lost',
      problem: refusal('meter-lost'),
    };
    await turn();
    expect(text()).toContain(say.choosePortAgain);
    expect(text()).toContain(sentence(refusal('meter-lost')));
  });

  it('asks what the columns are, with their live values', async () => {
    const { fake, meter, text, turn } = makeDialog();
    await meter.choose('text-lines', DEFAULT_OPTIONS);
    fake.status = {
      ...NO_FIGURES,
      problem: refusal('text-confirm-columns', { doubt: 'meaning' }),
      columns: {
        preview: [
          { key: 'shunt_mV', unit: null, value: 51.2 },
          { key: 'bus', unit: 'V', value: 5.07 },
        ],
        guess: { volts: { key: 'bus', scale: 1 } },
      },
    };
    await turn();
    expect(text()).toMatch(/<details open/);
    expect(text()).toContain('5.070 V');
    expect(text()).toMatch(/<option value="shunt_mV" disabled/);
    expect(text()).toContain(say.columnsMissing);
  });
});
