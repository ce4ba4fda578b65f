import { refusal } from '../../src/base/outcome';
import { render } from 'svelte/server';
import { describe, expect, it } from 'vitest';
import { DEFAULT_OPTIONS } from '../../src/meter/meter';
import { METERS } from '../../src/meter/meters';
import { SampleFlag } from '../../src/meter/sampleBlock';
import type { MeterFigures } from '../../src/meter/session';
import MeterDialog from '../../src/panels/meter/MeterDialog.svelte';
import { MeterState } from '../../src/state/meterState.svelte';
import { FakeClock } from '../state/fakeClock';
import { FakeMeter, NO_FIGURES } from '../state/fakeMeter';
import { settled } from '../state/testWorkbench';

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
    for (const { name, description } of METERS) {
      expect(text).toContain(name);
      expect(text).toContain(description);
    }
    expect(text).toMatch(/<details[^>]*> ?<summary[^>]*>Not listed\?/);
    expect(text.indexOf('dialout')).toBeGreaterThan(text.indexOf('Not listed?'));
  });

  it('explains permissions at once where the port did not open', async () => {
    const { fake, meter, text } = makeDialog();
    fake.outcome = refusal('port-busy', 'the port did not open');
    await meter.choose('tc66', DEFAULT_OPTIONS);
    expect(text()).toContain('The port did not open.');
    expect(text().indexOf('dialout')).toBeLessThan(text().indexOf('Not listed?'));
  });

  it('warns of the Power Profiler’s 1 A before it is connected', async () => {
    const fake = new FakeMeter();
    fake.remembered = { id: 'ppk2', options: DEFAULT_OPTIONS, port: null, reconnect: false };
    const text = await nextDialog(fake);
    expect(text).toContain('1 A at most');
    expect(text.indexOf('1 A at most')).toBeLessThan(text.indexOf('Connect Nordic'));
  });

  it('names the remedy where there is no Web Serial, and still simulates', () => {
    const fake = new FakeMeter();
    const offers = { serial: false, hid: false, bluetooth: false, secure: true };
    const { text } = makeDialog(Object.assign(fake, { access: { ...fake.access, offers } }));
    expect(text()).toContain('open the lab in Chromium');
    expect(text()).toMatch(/disabled[^>]*>Connect /);
    expect(text()).toMatch(/<button type="button">Simulate /);
  });

  it('asks for the accuracy, and says what holds where none is entered', async () => {
    const fake = new FakeMeter();
    const remember = (accuracyPercent: number | null) => {
      const options = { ...DEFAULT_OPTIONS, accuracyPercent };
      fake.remembered = { id: 'um25c', options, port: null, reconnect: false };
    };
    remember(null);
    expect(await nextDialog(fake)).toMatch(
      /Accuracy, ± % of reading<.*placeholder="0.19" value="".*±0.19 % of the reading and ±0.4 mA; RDTech/,
    );
    remember(0.5);
    expect(await nextDialog(fake)).toMatch(/value="0.5".*leave it empty/);
  });

  it('shows the accuracy that counts', async () => {
    const { fake, meter, text, turn } = makeDialog();
    await meter.choose('um25c', { ...DEFAULT_OPTIONS, accuracyPercent: 2 });
    fake.status = NO_FIGURES;
    await turn();
    expect(text()).toMatch(/Accuracy<\/dt> <dd[^>]*>±2 % of the reading</);
  });

  it.each([
    ['a meter that measures its volts', 'um25c', 0, /Power fits voltage × current, and both fit/],
    [
      'an entered voltage',
      'text-lines',
      SampleFlag.voltageAssumed,
      /voltage is the one that was entered/,
    ],
    ['a kit that measures current alone', 'ppk2', 0, /voltage is the one that was entered/],
  ] as const)('says what fits, of %s', async (_, id, flags, said) => {
    const { fake, meter, text, turn } = makeDialog();
    await meter.choose(id, DEFAULT_OPTIONS);
    fake.status = { ...NO_FIGURES, figures: { ...FIGURES, flags } };
    await turn();
    expect(text()).toMatch(said);
    expect(text().includes('Power fits')).toBe(id === 'um25c');
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
    const pressed = [...text().matchAll(/aria-pressed="(\w+)"[^>]*>Channel (\d)/g)];
    expect(pressed.map(([, state, name]) => [name, state])).toEqual([
      ['1', 'false'],
      ['2', 'true'],
      ['3', 'false'],
    ]);
  });

  it('shows a simulated meter as such, and lets it be recorded and disconnected', async () => {
    const { meter, text } = makeDialog();
    await meter.simulate('um25c');
    expect(text()).toContain('Simulated RDTech UM25C');
    expect(text()).toMatch(/>simulated</);
    expect(text()).toMatch(/Record bytes.*Disconnect/);
  });

  it('offers to choose the port of a lost meter again', async () => {
    const { fake, meter, text, turn } = makeDialog();
    await meter.choose('yzxstudio', DEFAULT_OPTIONS);
    expect(text()).not.toContain('Choose its port again');
    fake.status = {
      ...NO_FIGURES,
      connection: 'lost',
      problem: refusal('meter-lost', 'the meter was unplugged'),
    };
    await turn();
    expect(text()).toContain('Choose its port again');
    expect(text()).toContain('the meter was unplugged. Looking for it');
  });

  it('asks what the columns are, with their live values', async () => {
    const { fake, meter, text, turn } = makeDialog();
    await meter.choose('text-lines', DEFAULT_OPTIONS);
    fake.status = {
      ...NO_FIGURES,
      problem: refusal('text-confirm-columns', 'confirm them below'),
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
    expect(text()).toContain('Choose power, or supply voltage and current.');
  });
});
