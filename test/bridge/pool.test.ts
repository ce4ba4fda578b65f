import type { Outcome } from '../../src/base/outcome';
import { refusal } from '../../src/words/refusal';
import { describe, expect, it } from 'vitest';
import { poolSize } from '../../src/bridge/startLabWorkers';
import { Pool } from '../../src/bridge/pool';
import { defaultPlan } from '../../src/pruning/validatePlan';
import type { LayerTimesJob, ProbeJob } from '../../src/protocol/allocation';
import type { PointResult, AccuracyTick } from '../../src/protocol/lab';
import { FakeWorker, NO_ANSWER, LOADED, ManualTimer, settle, SIZE, type Load } from './fakeWorker';

const PLAN = defaultPlan();
const LOAD = { plan: PLAN, runtime: 'kernels', durationMs: 1000 } as const;
const REPEATED = { fromMs: 1, toMs: 1001, inferences: 100, firstFifthMs: 10, lastFifthMs: 10 };
const REQUEST = { modelUrl: 'model/', datasetUrl: 'data/' };
const OTHER = { ...REQUEST, modelUrl: 'another model/' };

async function loadedPool(workerCount: number, load?: Load) {
  const workers: FakeWorker[] = [];
  const timer = new ManualTimer();
  const createWorker = () => {
    workers.push(new FakeWorker(load));
    return workers[workers.length - 1].worker;
  };
  const activity: number[] = [];
  const left: string[] = [];
  const pool = new Pool({
    createWorker,
    workerCount,
    timer: timer.start,
    onActivity: (busyWorkers) => activity.push(busyWorkers),
    onLeft: (folder) => left.push(folder),
  });
  const loaded = await pool.load(REQUEST, () => {});
  const ticks: AccuracyTick[] = [];
  const measure = (lane = 'lane', images = 100, split = true) => {
    const job = { lane, plan: PLAN, images, split, runtime: 'tfjs' } as const;
    return pool.measurePoint(job, (tick) => ticks.push(tick));
  };
  const busy = () => workers.map(({ running }) => running?.job.range ?? null);
  return { pool, workers, timer, loaded, ticks, measure, busy, activity, left };
}

/** One worker, which does not load before it is woken. */
function openedPool(pageStartMs = 0) {
  const workers: FakeWorker[] = [];
  /** What each worker's signs of life call. */
  const alive: (() => void)[] = [];
  const timer = new ManualTimer();
  let awake = false;
  const pool = new Pool({
    createWorker: (sign) => {
      alive.push(sign);
      workers.push(new FakeWorker(() => (awake ? LOADED : new Promise(() => {}))));
      return workers[workers.length - 1].worker;
    },
    ...{ workerCount: 1, timer: timer.start, pageStartMs },
  });
  return { pool, workers, alive, timer, wake: () => (awake = true) };
}

function predictions(outcome: Outcome<PointResult>): number[] {
  return outcome.ok ? [...outcome.value.afterCutting.predictions] : [];
}

it('the pool has one worker a core, at least 1, at most 8', () => {
  const sizes = [poolSize(0, 4, 8), poolSize(2, 4, null), poolSize(0, 0, 8), poolSize(99, 4, 8)];
  expect(sizes).toEqual([4, 2, 1, 8]);
});

it('the pool has as many workers as memory lasts for, and more where they are asked for', () => {
  expect([0.5, 1, 2, 4].map((memoryGb) => poolSize(0, 4, memoryGb))).toEqual([1, 1, 3, 4]);
  expect(poolSize(4, 4, 1)).toBe(4);
});

describe('the pool where memory is short', () => {
  const STARVED = refusal('no-memory', { reason: 'no room' });
  /** The first `rooms` workers that load find memory. */
  const withRoom = (rooms: number): Load => {
    let loads = 0;
    return () => (loads++ < rooms ? { ...LOADED, value: { ...LOADED.value, notes: [] } } : STARVED);
  };

  it('goes on with the workers that found some, and says so', async () => {
    const { pool, workers, loaded, measure, busy } = await loadedPool(4, withRoom(2));
    expect(loaded).toMatchObject({
      value: { notes: [{ code: 'fewer-workers', values: { wished: 4, workers: 2 } }] },
    });
    expect(pool.workerCount).toBe(2);
    expect(workers.map(({ terminated }) => terminated)).toEqual([false, false, true, true]);
    const result = measure();
    await settle();
    expect(busy().filter((range) => range !== null)).toHaveLength(2);
    workers[0].answer(3);
    workers[1].answer(7);
    expect((await result).ok).toBe(true);
    // Nothing is asked of those that found none.
    const results = ['a', 'b', 'c'].map((lane) => measure(lane, 100, false));
    await settle();
    expect(busy().filter((range) => range !== null)).toHaveLength(2);
    workers[0].answer(1);
    await settle();
    expect(workers[0].running?.job.lane).toBe('c');
    workers[0].answer(1);
    workers[1].answer(1);
    await Promise.all(results);
    const timed = pool.measureLatency({ lane: 'l', plans: [PLAN], warmUpRuns: 1, runs: 1 });
    await settle();
    workers[0].timing!(NO_ANSWER);
    expect(await timed).toEqual(NO_ANSWER);
  });

  it('says that there is none where no worker finds any', async () => {
    const { pool, loaded } = await loadedPool(2, withRoom(0));
    expect(loaded).toEqual(STARVED);
    expect(pool.workerCount).toBe(2);
  });

  it('is not made smaller by other trouble', async () => {
    const trouble = refusal('no-simd');
    let loads = 0;
    const { pool, loaded } = await loadedPool(2, () => (loads++ === 0 ? LOADED : trouble));
    expect(loaded).toEqual(trouble);
    expect(pool.workerCount).toBe(2);
  });
});

describe('the pool', () => {
  it('splits images into whole batches and joins the answers in order', async () => {
    const { workers, measure, busy } = await loadedPool(2);
    const result = measure();
    await settle();
    expect(busy()).toEqual([
      { from: 0, to: 64 },
      { from: 64, to: 100 },
    ]);
    workers[1].answer(7);
    workers[0].answer(3);
    const outcome = await result;
    expect(predictions(outcome)).toEqual([...Array(64).fill(3), ...Array(36).fill(7)]);
    expect(outcome).toMatchObject({
      value: { afterCutting: { range: { from: 0, to: 100 }, crossEntropySum: 100 }, cuttingMs: 7 },
    });
  });

  it('frames are named while nothing is measured, and all workers hear that no more will come', async () => {
    const { workers, pool, measure } = await loadedPool(2);
    const measuring = measure();
    const rgba = Uint8ClampedArray.of(9, 9, 9, 255);
    const frame = pool.classify({ plan: PLAN, runtime: 'kernels', rgba });
    await settle();
    const orders = () => workers.flatMap(({ orders: own }) => own);
    expect(orders()).toEqual([]);
    workers[0].answer(3);
    expect(await frame).toMatchObject({ ok: true, value: { prediction: 9 } });
    workers[1].answer(7);
    await measuring;
    pool.endFrames();
    await settle();
    expect(orders().filter((order) => order === 'end frames')).toHaveLength(2);
  });

  it('one of those that compute gives way to the page, where all of them do', async () => {
    const { workers, pool, measure } = await loadedPool(2);
    const orders = () => workers.map(({ orders: own }) => own.filter((order) => /way/.test(order)));
    pool.giveWay(700);
    void measure();
    await settle();
    pool.giveWay(700);
    await settle();
    expect(orders()).toEqual([[], ['give way 700']]);
    workers[0].answer(3);
    await settle();
    pool.giveWay(700);
    await settle();
    expect(orders()).toEqual([[], ['give way 700']]);
  });

  it('has time for what nobody waits for alone', async () => {
    const { workers, pool } = await loadedPool(1);
    const job = { lane: 'a', plan: PLAN, images: 100, runtime: 'kernels' } as const;
    void pool.measurePoint({ ...job, split: false }, () => {});
    await settle();
    expect(workers[0].running?.job.hasTime).toBe(true);
    void pool.measurePoint({ ...job, lane: 'b' }, () => {});
    workers[0].answer(3);
    await settle();
    expect(workers[0].running?.job.hasTime).toBeUndefined();
  });

  it('adds up the ticks of the stage that is behind', async () => {
    const { workers, measure, ticks } = await loadedPool(2);
    void measure();
    await settle();
    workers[0].running?.tick({ stage: 'after-cutting', correct: 10, total: 16 });
    await settle();
    workers[1].running?.tick({ stage: 'after-cutting', correct: 5, total: 16 });
    await settle();
    workers[0].running?.tick({ stage: 'repair', correct: 0, total: 0 });
    await settle();
    expect(ticks).toEqual([
      { stage: 'after-cutting', correct: 10, total: 16 },
      { stage: 'after-cutting', correct: 15, total: 32 },
      { stage: 'after-cutting', correct: 15, total: 32 },
    ]);
  });

  it('keeps each plan of a study in one worker', async () => {
    const { workers, measure, busy } = await loadedPool(2);
    const results = ['a', 'b', 'c'].map((lane) => measure(lane, 100, false));
    await settle();
    const all = { from: 0, to: 100 };
    expect(busy()).toEqual([all, all]);
    workers[0].answer(1);
    await settle();
    expect(workers[0].running?.job.lane).toBe('c');
    workers[0].answer(1);
    workers[1].answer(1);
    expect((await Promise.all(results)).every(({ ok }) => ok)).toBe(true);
  });

  it('lets the newest job of a lane win', async () => {
    const { workers, measure } = await loadedPool(1);
    const [running, waiting] = [measure(), measure()];
    await settle();
    const newest = measure();
    await settle();
    expect(await running).toMatchObject({ code: 'superseded' });
    expect(await waiting).toMatchObject({ code: 'superseded' });
    workers[0].answer(4);
    expect(predictions(await newest)[0]).toBe(4);
  });

  it('cancels a lane, whether it runs or waits, and no other', async () => {
    const { pool, workers, measure } = await loadedPool(1);
    const [first, second, other] = [measure('a'), measure('b'), measure('c')];
    await settle();
    pool.cancel('b');
    pool.cancel('a');
    expect(await first).toMatchObject({ code: 'superseded' });
    expect(await second).toMatchObject({ code: 'superseded' });
    await settle();
    workers[0].answer(2);
    expect((await other).ok).toBe(true);
  });

  it('times in one worker while the others rest', async () => {
    const { pool, workers, measure, busy } = await loadedPool(2);
    const before = measure('before');
    const job = { lane: 'latency', plans: [PLAN], warmUpRuns: 1, runs: 1 };
    const timed = pool.measureLatency(job);
    const after = measure('after');
    await settle();
    workers[0].answer(1);
    await settle();
    expect(workers.map(({ timing }) => timing)).toEqual([null, null]);
    workers[1].answer(1);
    await settle();
    expect(workers.filter(({ timing }) => timing !== null).length).toBe(1);
    expect(busy()).toEqual([null, null]);
    const runsMs = { tfjs: Float64Array.of(2) };
    const timedPlan = { runsMs, memoryBytes: {}, size: SIZE, dense: null };
    const value = { timed: [timedPlan], tickMs: 0.005 };
    workers.find(({ timing }) => timing)?.timing?.({ ok: true, value });
    expect(await timed).toEqual({ ok: true, value });
    await settle();
    for (const worker of workers) worker.answer(1);
    expect((await before).ok && (await after).ok).toBe(true);
  });

  it('times a network in the worker that has it, or from the file that it was kept in', async () => {
    const { pool, workers } = await loadedPool(2);
    pool.useNetwork(PLAN, new Blob(['kept']));
    const other = { ...PLAN, level: 0.1 };
    const job = { lane: 'latency', plans: [other, PLAN], warmUpRuns: 1, runs: 1 };
    const timed = pool.measureLatency(job);
    await settle();
    const [first, second] = workers.map((worker) => () => worker.timing);
    expect(second()).toBeNull();
    first()!(refusal('network-gone'));
    await settle();
    const kept = await Promise.all(workers[1].timed!.kept!.map((file) => file?.text()));
    expect(kept).toEqual([undefined, 'kept']);
    second()!({ ok: true, value: { timed: [], tickMs: 0 } });
    expect(await timed).toMatchObject({ ok: true });
  });

  it('takes every round of a timing for a sign of life', async () => {
    const { pool, workers, timer } = await loadedPool(1);
    const done: number[] = [];
    const job = { lane: 'latency', plans: [PLAN], warmUpRuns: 1, runs: 3 };
    void pool.measureLatency(job, (rounds) => done.push(rounds));
    await settle();
    for (let round = 1; round <= 3; round++) {
      timer.advance(25_000);
      workers[0].timingTick(round);
      await settle();
    }
    expect(workers[0].terminated).toBe(false);
    expect(done).toEqual([1, 2, 3]);
  });

  it('asks no second worker where the first refused for another reason', async () => {
    const { pool, workers } = await loadedPool(2);
    const timed = pool.measureLatency({ lane: 'l', plans: [PLAN], warmUpRuns: 1, runs: 1 });
    await settle();
    workers[0].timing!(refusal('no-memory', { reason: 'too large' }));
    expect(await timed).toMatchObject({ code: 'no-memory' });
    expect(workers[1].timed).toBeNull();
  });

  it.each<[string, (pool: Pool) => Promise<Outcome<unknown>>, string]>([
    ['its channel sets', (pool) => pool.units(PLAN), NO_ANSWER.code],
    ['what a file tells', (pool) => pool.readNetwork(new Blob([])), 'file-without-weights'],
    ['its network', (pool) => pool.networkFile(PLAN, { points: [] }), 'network-gone'],
  ])('tells %s before what waits', async (_, ask, code) => {
    const { pool, workers, measure } = await loadedPool(1);
    const [first, second] = [measure('a'), measure('b')];
    const asked = ask(pool);
    await settle();
    workers[0].answer(1);
    await first;
    expect(await asked).toMatchObject({ code });
    await settle();
    workers[0].answer(1);
    expect((await second).ok).toBe(true);
  });

  it('times layers while every other worker rests', async () => {
    const { pool, workers, measure } = await loadedPool(2);
    const before = measure('before', 16);
    await settle();
    const times: unknown[] = [];
    void pool.timeLayers({ lane: 'layers' } as LayerTimesJob).then((told) => times.push(told));
    await settle();
    expect(times).toEqual([]);
    workers.find(({ running }) => running)!.answer(1);
    await before;
    await settle();
    expect(times).toMatchObject([NO_ANSWER]);
  });

  it('ends every worker when it is closed', async () => {
    const { pool, workers } = await loadedPool(2);
    pool.close();
    expect(workers.map(({ terminated }) => terminated)).toEqual([true, true]);
  });

  it('ends what waits of a search that is cancelled', async () => {
    const { pool, measure } = await loadedPool(1);
    void measure('a');
    await settle();
    const waiting = [
      pool.probe({ lane: 'search' } as ProbeJob),
      pool.timeLayers({ lane: 'search' } as LayerTimesJob),
    ];
    const lent = pool.reserve('search');
    pool.cancel('search');
    expect(await lent).toBeNull();
    for (const outcome of waiting) expect(await outcome).toMatchObject({ code: 'superseded' });
  });

  it('answers what is needed for a drag before what waits', async () => {
    const { pool, workers, measure } = await loadedPool(1);
    const first = measure('a');
    const second = measure('b');
    const table = pool.planTable(PLAN);
    await settle();
    workers[0].answer(1);
    await first;
    expect(await table).toEqual(NO_ANSWER);
    await settle();
    workers[0].answer(1);
    expect((await second).ok).toBe(true);
  });

  it.each(['crash', 'hang'])('repeats a job once after a %s', async (how) => {
    const { workers, measure, timer } = await loadedPool(1);
    const lose = (worker: FakeWorker) => (how === 'crash' ? worker.crash() : timer.ring());
    const result = measure();
    await settle();
    lose(workers[0]);
    await settle();
    expect(workers[0].terminated).toBe(true);
    expect(workers[1].loads).toBe(1);
    workers[1].answer(6);
    expect(predictions(await result)[0]).toBe(6);
    const unlucky = measure();
    await settle();
    lose(workers[1]);
    await settle();
    lose(workers[2]);
    expect(await unlucky).toMatchObject({ ok: false, code: 'worker-lost' });
    const next = measure();
    await settle();
    workers[3].answer(5);
    expect(predictions(await next)[0]).toBe(5);
  });

  it('takes a worker for hung 30 s after its last sign of life, not after its first', async () => {
    const { workers, measure, timer } = await loadedPool(1);
    const result = measure();
    await settle();
    for (let i = 0; i < 3; i++) {
      timer.advance(25_000);
      await settle();
      workers[0].running?.tick({ stage: 'after-cutting', correct: i, total: 16 });
      await settle();
    }
    expect(workers[0].terminated).toBe(false);
    timer.advance(30_000);
    await settle();
    expect(workers[0].terminated).toBe(true);
    workers[1].answer(6);
    expect(predictions(await result)[0]).toBe(6);
  });

  it('takes what a worker reads from the page for a sign of life', async () => {
    const { pool, timer, workers, alive, wake } = openedPool();
    wake();
    await pool.load(REQUEST, () => {});
    void pool.measureLatency({ lane: 'latency', plans: [PLAN], warmUpRuns: 1, runs: 1 });
    await settle();
    timer.advance(25_000);
    alive[0]();
    timer.advance(25_000);
    await settle();
    expect(workers).toHaveLength(1);
  });

  it('replaces a worker that crashed while nobody used it, at once', async () => {
    const { workers, measure } = await loadedPool(1);
    workers[0].crash();
    const result = measure();
    await settle();
    expect(workers.map(({ loads }) => loads)).toEqual([1, 1]);
    workers[1].answer(6);
    expect(predictions(await result)[0]).toBe(6);
  });

  it('says that workers cannot be started, and starts them once they can', async () => {
    let serverRuns = true;
    const { workers, measure } = await loadedPool(1, () =>
      serverRuns ? LOADED : new Promise(() => {}),
    );
    serverRuns = false;
    workers[0].crash();
    const first = measure();
    await settle();
    workers[1].crash();
    expect(await first).toMatchObject({ ok: false, code: 'worker-not-started' });
    workers[2].crash();
    serverRuns = true;
    const second = measure();
    await settle();
    workers[3].answer(2);
    expect(predictions(await second)[0]).toBe(2);
  });

  it('gives a worker that loads 30 s from its last sign of life, the first one of all included', async () => {
    const opened = openedPool();
    const loading = opened.pool.load(REQUEST, () => {});
    await settle();
    opened.timer.advance(20_000);
    opened.alive[0]();
    opened.timer.advance(29_999);
    await settle();
    expect(opened.workers).toHaveLength(1);
    opened.timer.advance(1);
    expect(await loading).toEqual(refusal('worker-silent', { seconds: 30 }));
    expect(opened.workers[0].terminated).toBe(true);
    opened.wake();
    expect(await opened.pool.load(REQUEST, () => {})).toEqual(LOADED);
  });

  it('gives a worker that loads again no more than the first one', async () => {
    let answers = true;
    const { workers, measure, timer } = await loadedPool(1, () =>
      answers ? LOADED : new Promise(() => {}),
    );
    answers = false;
    workers[0].crash();
    const result = measure();
    await settle();
    timer.advance(30_000);
    expect(await result).toEqual(refusal('worker-silent', { seconds: 30 }));
  });

  it('gives four times as long as the page took to open, where it is slow', async () => {
    const { pool, timer, workers } = openedPool(20_000);
    const loading = pool.load(REQUEST, () => {});
    await settle();
    timer.advance(79_999);
    await settle();
    expect(workers).toHaveLength(1);
    timer.advance(1);
    expect(await loading).toEqual(refusal('worker-silent', { seconds: 80 }));
  });

  it('says that a worker crashed while it was loading, though it had begun', async () => {
    const { pool, workers, alive } = openedPool();
    const loading = pool.load(REQUEST, () => {});
    await settle();
    alive[0]();
    workers[0].crash();
    expect(await loading).toEqual(refusal('worker-crashed-loading'));
  });

  it('refuses where a worker throws, and goes on', async () => {
    const { measure, workers } = await loadedPool(1, () => {
      if (workers.length > 1) throw new RangeError('Array buffer allocation failed');
      return LOADED;
    });
    workers[0].crash();
    expect(await measure()).toMatchObject({
      code: 'worker-failed',
      values: { reason: expect.stringContaining('Array buffer allocation failed') as string },
    });
  });

  it('does not repeat a job that was superseded meanwhile', async () => {
    const { pool, workers, measure } = await loadedPool(1);
    const result = measure();
    await settle();
    workers[0].running = null;
    pool.cancel('lane');
    await settle();
    workers[0].crash();
    expect(await result).toMatchObject({ code: 'superseded' });
    await settle();
    expect(workers[1].running).toBeNull();
  });

  it('lends all workers to one user, after what runs and before what waits', async () => {
    const { pool, workers, measure, busy } = await loadedPool(2);
    const before = measure('before', 32, false);
    const reserved = pool.reserve('energy');
    const after = measure('after', 32, false);
    await settle();
    workers.find(({ running }) => running)!.answer(1);
    await before;
    const lent = (await reserved)!;
    await settle();
    expect(busy()).toEqual([null, null]);
    pool.useNetwork(PLAN, new Blob(['kept']));
    const one = lent.runBackToBack({ ...LOAD, cores: 'one' });
    await settle();
    expect(await workers[0].repeating?.job.kept?.text()).toBe('kept');
    expect(workers.map(({ repeating }) => repeating !== null)).toEqual([true, false]);
    workers[0].repeating!.finish({ ok: true, value: REPEATED });
    expect(await one).toEqual({ ok: true, value: REPEATED });
    lent.release();
    await settle();
    expect(busy().filter((range) => range !== null)).toHaveLength(1);
    workers.find(({ running }) => running)!.answer(1);
    expect((await after).ok).toBe(true);
  });

  it('adds up what all cores did, and gives the workers back when cancelled', async () => {
    const { pool, workers, activity } = await loadedPool(2);
    activity.length = 0;
    const lent = (await pool.reserve('energy'))!;
    const all = lent.runBackToBack({ ...LOAD, cores: 'all' });
    await settle();
    expect(activity).toEqual([1, 2]);
    const late = { ...REPEATED, fromMs: 3, toMs: 1005, inferences: 90, lastFifthMs: 12 };
    workers[0].repeating!.finish({ ok: true, value: REPEATED });
    workers[1].repeating!.finish({ ok: true, value: late });
    expect(await all).toEqual({
      ok: true,
      value: { fromMs: 1, toMs: 1005, inferences: 190, firstFifthMs: 10, lastFifthMs: 12 },
    });
    await settle();
    expect(activity).toEqual([1, 2, 1, 0]);
    const cancelled = lent.runBackToBack({ ...LOAD, cores: 'one' });
    await settle();
    pool.cancel('energy');
    expect(await cancelled).toMatchObject({ ok: false, code: 'superseded' });
    expect(await lent.runBackToBack({ ...LOAD, cores: 'one' })).toMatchObject({ ok: false });
  });

  it('passes on why it could not load, and loads again', async () => {
    let broken = true;
    const { pool, loaded, workers } = await loadedPool(2, () =>
      broken ? refusal('not-found', { url: 'weights.bin', status: 404 }) : LOADED,
    );
    expect(loaded).toMatchObject({ ok: false, code: 'not-found' });
    broken = false;
    expect(await pool.load(REQUEST, () => {})).toEqual(LOADED);
    expect(workers.map(({ loads }) => loads)).toEqual([2, 2]);
  });
});

describe('another subject', () => {
  it('is loaded by the same workers once they rest; what ran is ended, what waited is dropped', async () => {
    const { pool, workers, measure, left } = await loadedPool(2);
    const [running, waiting] = [measure('one'), measure('two')];
    await settle();
    const loading = pool.load(OTHER, () => {});
    expect(await running).toMatchObject({ ok: false, code: 'superseded' });
    expect(await waiting).toMatchObject({ ok: false, code: 'superseded' });
    expect(await loading).toEqual(LOADED);
    expect(workers.map(({ requests }) => requests)).toEqual([
      [REQUEST, OTHER],
      [REQUEST, OTHER],
    ]);
    expect(left).toEqual(['model/']);
  });

  it('is what a worker loads that takes the place of a lost one', async () => {
    const { pool, workers, measure } = await loadedPool(1);
    await pool.load(OTHER, () => {});
    workers[0].crash();
    const result = measure();
    await settle();
    expect(workers[1].requests).toEqual([OTHER]);
    workers[1].answer(6);
    expect(predictions(await result)[0]).toBe(6);
  });

  it('has none of the networks that were kept of the one before', async () => {
    const { pool, workers, measure } = await loadedPool(1);
    pool.useNetwork(PLAN, new Blob(['network']));
    await pool.load(OTHER, () => {});
    void measure();
    await settle();
    expect(workers[0].running?.job.kept).toBeUndefined();
  });
});
