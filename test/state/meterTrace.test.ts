import { describe, expect, it } from 'vitest';
import { DEFAULT_OPTIONS } from '../../src/meter/meter';
import { MeterState } from '../../src/state/meterState.svelte';
import { MeterTrace } from '../../src/state/meterTrace.svelte';
import { FakeClock } from './fakeClock';
import { FakeMeter } from './fakeMeter';
import { settled } from './testWorkbench';

async function makeTrace() {
  const fake = new FakeMeter();
  const clock = new FakeClock();
  const meter = new MeterState(fake.access, clock);
  await meter.choose('tc66', DEFAULT_OPTIONS);
  const trace = new MeterTrace(meter, clock);
  const turn = async (ms: number, step = 1) => {
    for (let passed = 0; passed < ms; passed += step) {
      fake.pageTimeMs += step;
      clock.turn(step);
      await settled();
    }
  };
  return { fake, meter, trace, turn };
}

describe('the live trace', () => {
  it('ends now and is asked for at most 30 times a second, however far it is zoomed', async () => {
    const { fake, trace, turn } = await makeTrace();
    trace.watch(300);
    for (const factor of [1, 1 / 16, 1 / 16]) {
      trace.zoom(factor);
      await turn(0);
      const before = fake.traces.length;
      await turn(1000);
      expect(fake.traces.length - before).toBeLessThanOrEqual(30);
      expect(fake.traces.length - before).toBeGreaterThanOrEqual(4);
      expect(fake.pageTimeMs - trace.view.toMs).toBeLessThan(300);
    }
    expect(trace.spanMs).toBe(2000);
  });

  it('has its bins at the same places in every picture', async () => {
    const { fake, trace, turn } = await makeTrace();
    trace.watch(300);
    await turn(3000, 7);
    const binMs = 200;
    expect(fake.traces.length).toBeGreaterThan(8);
    for (const [fromMs, toMs, bins] of fake.traces) {
      expect([fromMs % binMs, (toMs - fromMs) / bins]).toEqual([0, binMs]);
      expect(bins).toBe(301);
    }
  });

  it('asks nothing while the page is quiet, nor once nobody watches', async () => {
    const { fake, meter, trace, turn } = await makeTrace();
    const stop = trace.watch(300);
    await turn(500, 10);
    meter.quiet = true;
    const before = fake.traces.length;
    await turn(2000, 50);
    trace.zoom(0.5);
    expect(fake.traces.length).toBe(before);
    meter.quiet = false;
    stop();
    await turn(2000, 50);
    expect(fake.traces.length).toBe(before);
  });

  it('stands still while it is paused, and can be looked through', async () => {
    const { fake, trace, turn } = await makeTrace();
    trace.watch(300);
    await turn(500, 10);
    trace.pause();
    await settled();
    const { view } = trace;
    const before = fake.traces.length;
    await turn(5000, 50);
    expect(trace.view).toEqual(view);
    expect(fake.traces.length).toBe(before);
    trace.zoom(0.5, 0.25);
    await settled();
    expect(trace.view.fromMs).toBe(view.fromMs + 7500);
    expect(trace.spanMs).toBe(30_000);
    expect(fake.traces.length).toBe(before + 1);
  });

  it('is paused by a move into the past, and follows again at the present', async () => {
    const { trace, turn } = await makeTrace();
    trace.watch(300);
    await turn(500, 10);
    trace.pan(0.5);
    expect(trace.following).toBe(true);
    trace.pan(-0.5);
    expect(trace.following).toBe(false);
    trace.pan(0.6);
    expect(trace.following).toBe(true);
  });

  it('keeps its end when it is zoomed while it follows', async () => {
    const { trace, turn } = await makeTrace();
    trace.watch(300);
    await turn(500, 10);
    const { toMs } = trace.view;
    trace.zoom(0.25, 0);
    expect([trace.view.toMs, trace.spanMs]).toEqual([toMs, 15_000]);
  });
});

describe('a brushed window', () => {
  const POWER = { meanW: 3, samples: 40 };

  it('is put in order, ends in the past and is read by the worker', async () => {
    const { fake, trace } = await makeTrace();
    fake.power = POWER as typeof fake.power;
    const now = fake.pageTimeMs;
    trace.select({ fromMs: now + 5000, toMs: now - 9000 });
    await settled();
    expect(trace.selection).toEqual({ fromMs: now - 9000, toMs: now });
    expect(trace.power).toEqual(POWER);
    trace.select(null);
    expect([trace.selection, trace.power]).toEqual([null, null]);
  });

  it('shows nothing of one that was let go meanwhile', async () => {
    const { fake, trace } = await makeTrace();
    fake.power = POWER as typeof fake.power;
    trace.select({ fromMs: 1, toMs: 2 });
    trace.select(null);
    await settled();
    expect(trace.power).toBeNull();
  });
});
