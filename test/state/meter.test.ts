import type { Outcome } from '../../src/base/outcome';
import { refusal } from '../../src/words/refusal';
import { describe, expect, it } from 'vitest';
import { DEFAULT_OPTIONS } from '../../src/meter/meter';
import { writeRecording } from '../../src/meter/recording';
import { connectedMeter } from '../../src/state/connectedMeter';
import { rememberedMeter } from '../../src/storage/meterMemory';
import { MeterState } from '../../src/state/meterState.svelte';
import { FakeClock } from './fakeClock';
import { FakeMeter, NO_FIGURES, PORT } from './fakeMeter';
import { settled } from './testWorkbench';

const BUSY = refusal('port-busy', { reason: 'in use' });
const UNPLUGGED = refusal('meter-lost');
const LOST = { ...NO_FIGURES, connection: 'lost', problem: UNPLUGGED } as const;

function makeMeter(fake = new FakeMeter()) {
  const clock = new FakeClock();
  const meter = new MeterState(fake.access, clock);
  const turn = async (ms: number) => {
    clock.turn(ms);
    await settled();
  };
  return { fake, meter, turn };
}

describe('the meter', () => {
  it('begins no worker before one is wanted', async () => {
    const { fake, meter, turn } = makeMeter();
    await meter.start();
    await turn(1000);
    expect([meter.phase, meter.source(), fake.opened, fake.statusAsked]).toEqual([
      'none',
      null,
      0,
      0,
    ]);
  });

  it('connects, is asked five times a second, and is remembered', async () => {
    const { fake, meter, turn } = makeMeter();
    const end = meter.choose('um25c', DEFAULT_OPTIONS);
    expect([meter.phase, meter.source()]).toEqual(['connecting', null]);
    await end;
    expect([meter.phase, meter.source(), meter.meter?.id]).toEqual([
      'connected',
      'measured',
      'um25c',
    ]);
    for (let i = 0; i < 10; i++) await turn(100);
    expect([fake.opened, fake.statusAsked]).toEqual([1, 5]);
    expect(meter.status).toEqual(NO_FIGURES);
    expect(fake.remembered).toMatchObject({ id: 'um25c', port: PORT, reconnect: true });
  });

  it('is as accurate as the user says: in its name, in what is measured, and the next time', async () => {
    const { fake, meter } = makeMeter();
    const options = { ...DEFAULT_OPTIONS, accuracyPercent: 0.5 };
    await meter.choose('tc66', options);
    const connected = connectedMeter(meter)!;
    expect(connected.row.accuracy).toMatchObject({ share: 0.005, amps: 0 });
    expect(connected.name).toBe('RDTech TC66 or TC66C, accuracy ±0.5 % of the reading as entered');
    const next = makeMeter(fake).meter;
    await next.start();
    expect(next.options).toEqual(options);
    await next.choose('tc66', DEFAULT_OPTIONS);
    expect(connectedMeter(next)).toMatchObject({
      name: 'RDTech TC66 or TC66C',
      row: { accuracy: { share: 0.01 } },
    });
  });

  it('says why it was refused, lets go of the port and asks no more', async () => {
    const { fake, meter, turn } = makeMeter();
    fake.outcome = BUSY;
    await meter.choose('tc66', DEFAULT_OPTIONS, true);
    await turn(1000);
    expect([meter.phase, meter.refusal, meter.kind]).toEqual(['refused', BUSY, null]);
    expect(fake.asked).toEqual(['choose tc66 from all', 'disconnect']);
    expect([fake.statusAsked, fake.remembered]).toEqual([0, null]);
  });

  it('is lost and comes back', async () => {
    const { fake, meter, turn } = makeMeter();
    await meter.choose('witrn', DEFAULT_OPTIONS);
    fake.status = LOST;
    await turn(200);
    expect([meter.phase, meter.source(), meter.status?.problem]).toEqual([
      'lost',
      'measured',
      UNPLUGGED,
    ]);
    fake.status = NO_FIGURES;
    await turn(200);
    expect(meter.phase).toBe('connected');
  });

  it('is still waited for when the list is closed that was opened to choose it again', async () => {
    const { fake, meter, turn } = makeMeter();
    await meter.choose('yzxstudio', DEFAULT_OPTIONS);
    fake.status = LOST;
    await turn(200);
    fake.outcome = refusal('none-chosen');
    await meter.choose('yzxstudio', DEFAULT_OPTIONS);
    expect([meter.phase, meter.kind]).toEqual(['lost', 'serial']);
    fake.status = NO_FIGURES;
    await turn(200);
    expect(meter.phase).toBe('connected');
  });

  it('stays disconnected when its port opens after the user gave up', async () => {
    const { fake, meter } = makeMeter();
    let open: (outcome: Outcome<null>) => void = () => {};
    fake.outcome = new Promise((resolve) => (open = resolve));
    const end = meter.choose('um24c', DEFAULT_OPTIONS);
    await meter.disconnect();
    open({ ok: true, value: null });
    await end;
    expect([meter.phase, meter.source()]).toEqual(['none', null]);
    expect(fake.asked).toEqual(['choose um24c', 'disconnect', 'disconnect']);
  });
});

describe('a remembered meter', () => {
  const remembered = { id: 'tc66', options: DEFAULT_OPTIONS, port: PORT, reconnect: true } as const;

  it('is taken up at the start, without a click', async () => {
    const fake = new FakeMeter();
    fake.remembered = remembered;
    const { meter } = makeMeter(fake);
    await meter.start();
    expect([meter.phase, fake.asked]).toEqual([
      'connected',
      [`reconnect tc66 ${JSON.stringify(PORT)}`],
    ]);
  });

  it('asks to be chosen again where the browser forgot its port', async () => {
    const fake = new FakeMeter();
    fake.remembered = remembered;
    fake.outcome = refusal('not-granted');
    const { meter } = makeMeter(fake);
    await meter.start();
    expect([meter.phase, meter.mustChooseAgain, meter.meter?.id]).toEqual(['none', true, 'tc66']);
    fake.outcome = { ok: true, value: null };
    await meter.choose('tc66', DEFAULT_OPTIONS);
    expect([meter.phase, meter.mustChooseAgain]).toEqual(['connected', false]);
  });

  it('is offered, but not taken up, once the user has disconnected it', async () => {
    const fake = new FakeMeter();
    const first = makeMeter(fake);
    await first.meter.choose('ppk2', { ...DEFAULT_OPTIONS, supplyVolts: 3.3 });
    await first.meter.disconnect();
    const { meter } = makeMeter(fake);
    await meter.start();
    expect([meter.phase, meter.meter?.id, meter.options.supplyVolts]).toEqual([
      'none',
      'ppk2',
      3.3,
    ]);
    expect(fake.opened).toBe(1);
  });

  it('keeps the columns that were confirmed', async () => {
    const { fake, meter } = makeMeter();
    await meter.choose('text-lines', DEFAULT_OPTIONS);
    const columns = { watts: { key: 'p', scale: 1 } };
    meter.confirmColumns(columns);
    expect(fake.remembered?.options.columns).toEqual(columns);
    expect(fake.asked).toContain('confirm');
  });

  it.each([undefined, null, '', 7, {}, { id: 'um99' }])('is none when %j is stored', (row) => {
    expect(rememberedMeter(row)).toBeNull();
  });

  it('has every option, also those that an older page did not know', () => {
    const stored = { id: 'tc66', options: { baudRate: 9600 } };
    expect(rememberedMeter(stored)).toEqual({
      id: 'tc66',
      options: { ...DEFAULT_OPTIONS, baudRate: 9600 },
      port: null,
      reconnect: false,
    });
  });
});

describe('what is not measured', () => {
  const head = {
    format: 'pruning-lab-meter-bytes',
    version: 1,
    meter: 'witrn',
    options: DEFAULT_OPTIONS,
    recordedAt: '2026-01-01T00:00:00Z',
  } as const;

  it('is called simulated, also a recording, and is not remembered', async () => {
    const { fake, meter } = makeMeter();
    await meter.simulate('um25c');
    expect([meter.source(), meter.kind]).toEqual(['simulated', 'simulated']);
    const file = writeRecording({ head, chunks: [{ atMs: 0, bytes: Uint8Array.of(1) }] });
    await meter.replay(file);
    expect([meter.source(), meter.kind, meter.meter?.id]).toEqual(['simulated', 'replay', 'witrn']);
    await meter.disconnect();
    expect(fake.remembered).toBeNull();
    expect(meter.source()).toBeNull();
  });

  it('is refused where the file is no recording', async () => {
    const { fake, meter } = makeMeter();
    expect(await meter.replay(Uint8Array.of(1, 2, 3))).toMatchObject({ code: 'not-a-log' });
    expect([meter.phase, fake.opened]).toEqual(['refused', 0]);
  });

  it('is as busy as the workers are', async () => {
    const { fake, meter } = makeMeter();
    meter.setBusy(3);
    await meter.simulate('um25c');
    meter.setBusy(1);
    expect(fake.asked).toEqual(['simulated um25c', 'busy 3', 'busy 1']);
    await meter.choose('um25c', DEFAULT_OPTIONS);
    meter.setBusy(2);
    expect(fake.asked.at(-1)).toBe('choose um25c');
  });
});

describe('a quiet or hidden page', () => {
  const silences: [string, (meter: MeterState, silent: boolean) => void][] = [
    ['quiet', (meter, silent) => (meter.quiet = silent)],
    ['hidden', (meter, silent) => meter.setVisible(!silent)],
  ];

  it.each(silences)('asks nothing while it is %s, and goes on afterwards', async (_, silence) => {
    const { fake, meter, turn } = makeMeter();
    await meter.choose('tc66', DEFAULT_OPTIONS);
    silence(meter, true);
    await turn(5000);
    expect([fake.statusAsked, meter.awake]).toEqual([0, false]);
    silence(meter, false);
    await turn(200);
    expect([fake.statusAsked, meter.awake]).toEqual([1, true]);
  });

  it('does not draw an answer that was under way', async () => {
    const { fake, meter, turn } = makeMeter();
    await meter.choose('tc66', DEFAULT_OPTIONS);
    const clocked = turn(200);
    meter.quiet = true;
    await clocked;
    expect([fake.statusAsked, meter.status]).toEqual([1, null]);
  });
});
