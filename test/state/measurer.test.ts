import { describe, expect, it } from 'vitest';
import type { BoardStatus } from '../../src/protocol/board';
import type { Plan } from '../../src/pruning/plan';
import { defaultPlan } from '../../src/pruning/validatePlan';
import { refusal } from '../../src/words/refusal';
import { Measurer } from '../../src/state/measurer';
import { PaceState } from '../../src/state/paceState.svelte';
import { FakeClock } from './fakeClock';
import { FakeLab } from './fakeLab';

const GONE = refusal('thread-lost', { thread: 2, threads: 2 });

/** A lab with one thread, whatever is asked. */
class OneThreadLab extends FakeLab {
  readonly threads: (number | undefined)[] = [];

  override async measureLatency(job: Parameters<FakeLab['measureLatency']>[0]) {
    this.threads.push(job.threads);
    return (job.threads ?? 1) > 1 ? GONE : super.measureLatency(job);
  }
}

/** Plans that were sent to be timed, job after job. */
class TimingLab extends FakeLab {
  readonly timed: (readonly Plan[])[] = [];

  override measureLatency(job: Parameters<FakeLab['measureLatency']>[0]) {
    this.timed.push(job.plans);
    return super.measureLatency(job);
  }
}

const BASE: Plan = { ...defaultPlan('l1-norm'), level: 0.5, repair: [] };
const RANDOM: Plan = { ...defaultPlan('random-channels'), level: 0.5, repair: [] };

async function sent(plans: readonly Plan[]) {
  const lab = new TimingLab();
  const measurer = new Measurer(
    lab,
    new FakeClock(),
    new PaceState({ workers: 2, together: true }),
  );
  for (const plan of plans) await measurer.latencies('test', [plan]);
  return lab.timed.map(([plan]) => plan);
}

describe('a latency that is remembered', () => {
  it.each([
    ['level', BASE, { level: 0.4 }],
    ['method', BASE, { method: 'fpgm' }],
    ['scope', BASE, { scope: 'all' }],
    ['ranking', BASE, { ranking: 'global' }],
    ['rounding', BASE, { rounding: 8 }],
    ['fewest channels', BASE, { minChannels: 16 }],
    ['shares', BASE, { shares: [0.5, 0.25] }],
    ['seed of a draw', RANDOM, { seed: 2 }],
  ] as const)('is of no plan with another %s', async (_, plan, fields) => {
    const other = { ...plan, ...fields } as Plan;
    expect(await sent([plan, other, plan, other])).toEqual([plan, other]);
  });

  it('is of the same network whatever names it', async () => {
    const weights: Plan = { ...defaultPlan('magnitude-global'), level: 0.5, repair: [] };
    // Channels have no part in a cut of single weights.
    const named: Plan = { ...weights, scope: 'all', rounding: 8, minChannels: 16, seed: 9 };
    expect(await sent([weights, named])).toEqual([weights]);
  });

  it('keeps the ratio of its own rounds while the machine slows down', async () => {
    const lab = new FakeLab();
    const measurer = new Measurer(
      lab,
      new FakeClock(),
      new PaceState({ workers: 2, together: true }),
    );
    const plans = [0.2, 0.4].map((level) => ({ ...BASE, level }));
    const first = await measurer.latencies('test', plans.slice(0, 1));
    lab.slowness = 2;
    const both = await measurer.latencies('test', plans);
    if (!first.ok || !both.ok) throw new Error('refused');
    expect(both.value[0]).toBe(first.value[0]);
    const [fast, slow] = both.value.map(({ latencyMs }) => latencyMs.tfjs!);
    // On TF.js the fake times every network alike: only the machine has changed.
    expect(slow.median / fast.median).toBeCloseTo(2, 12);
    expect(slow.vsDense!.denseMedian / fast.vsDense!.denseMedian).toBeCloseTo(2, 12);
    expect(slow.vsDense!.ratio).toBe(1);
  });
});

it('keeps the memory of a run beside its time, where the runtime tells it', async () => {
  const pace = new PaceState({ workers: 2, together: true });
  const timed = await new Measurer(new FakeLab(), new FakeClock(), pace).latencies('test', [BASE]);
  if (!timed.ok) throw new Error('refused');
  expect(timed.value[0].latencyMs.kernels).toMatchObject({ memoryBytes: 4.5e6 });
  expect(timed.value[0].latencyMs.tfjs).not.toHaveProperty('memoryBytes');
});

describe('a board that is asked while it times', () => {
  const THROTTLED = 0x40004;

  async function timed(told: readonly (number | null)[]) {
    const left = [...told];
    const measurer = new Measurer(
      new FakeLab(),
      new FakeClock(),
      new PaceState({ workers: 2, together: true }),
    );
    measurer.askBoard = async () => ({ throttled: left.shift() ?? null }) as BoardStatus;
    const latency = await measurer.latencies('test', [BASE]);
    if (!latency.ok) throw new Error('refused');
    return { latencyMs: latency.value[0].latencyMs, left };
  }

  it.each([
    ['at the beginning', [THROTTLED, 0x40000]],
    ['at the end', [0, THROTTLED]],
    ['in between', [0, 0x40000]],
  ])('has its trouble beside the times of every runtime: %s', async (_, told) => {
    const { latencyMs, left } = await timed(told);
    expect(left).toEqual([]);
    expect(latencyMs.tfjs).toMatchObject({ troubles: ['throttled'] });
    expect(latencyMs.kernels).toMatchObject({ troubles: ['throttled'] });
  });

  it('has nothing beside them where all is well, or nobody tells', async () => {
    for (const told of [[0x40000, 0x40000], [null, null], []]) {
      const { latencyMs } = await timed(told);
      expect(latencyMs.kernels).not.toHaveProperty('troubles');
    }
  });
});

describe('several threads', () => {
  const pace = () => new PaceState({ workers: 2, together: true });

  it('are told with the times of the runtime that has them', async () => {
    const measurer = new Measurer(new FakeLab(), new FakeClock(), pace());
    const one = await measurer.latencies('test', [BASE]);
    measurer.threads = 2;
    const two = await measurer.latencies('test', [BASE]);
    if (!one.ok || !two.ok) throw new Error('refused');
    expect(one.value[0].latencyMs.kernels!.threads).toBeUndefined();
    expect(two.value[0].latencyMs.kernels!.threads).toBe(2);
    expect(two.value[0].latencyMs.tfjs!.threads).toBeUndefined();
  });

  it('are told of int8 as well, against the dense network on as many', async () => {
    const measurer = new Measurer(new FakeLab(), new FakeClock(), pace());
    measurer.threads = 2;
    const timed = await measurer.latencies('test', [{ ...BASE, precision: 'int8' }]);
    if (!timed.ok) throw new Error('refused');
    expect(timed.value[0].latencyMs.kernels).toMatchObject({
      threads: 2,
      vsDense: expect.anything(),
    });
  });

  it('become one where they cannot go on, and it is said why', async () => {
    const lab = new OneThreadLab();
    const measurer = new Measurer(lab, new FakeClock(), pace());
    const told: unknown[] = [];
    measurer.threads = 2;
    measurer.onThreads = (why) => told.push(why);
    const timed = await measurer.latencies('test', [BASE]);
    expect(lab.threads).toEqual([2, 1]);
    expect(told).toEqual([GONE]);
    expect(timed).toMatchObject({ ok: true });
  });
});
