import { note } from '../../src/words/refusal';
import type { Outcome } from '../../src/base/outcome';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { TickSum } from '../../src/bridge/pointParts';
import { Pool } from '../../src/bridge/pool';
import type { Repair } from '../../src/pruning/plan';
import { defaultPlan } from '../../src/pruning/validatePlan';
import type { PointResult, LoadedLab } from '../../src/protocol/lab';
import { mobilenetV2 } from '../../src/model/mobilenetV2';
import type { Study } from '../../src/study/point';
import { GradientTeam } from '../../workers/training/gradientTeam';
import { FakeWorker, LOADED, ManualTimer, settle } from './fakeWorker';

const REQUEST = { modelUrl: 'model/', datasetUrl: 'data/' };
const REPAIR: Repair = [{ kind: 'finetune', budget: { unit: 'steps', amount: 9 } }];
const PLAN = { ...defaultPlan(), repair: REPAIR };
const network = mobilenetV2({ width: 0.35, inputSize: 8, stemStride: 1, classes: 2 });
const load = (): Outcome<LoadedLab> => ({
  ok: true,
  value: { ...LOADED.value, subject: { ...LOADED.value.subject, network } },
});

async function training(workerCount: number) {
  const workers: FakeWorker[] = [];
  const timer = new ManualTimer();
  const createWorker = () => {
    workers.push(new FakeWorker(load));
    return workers[workers.length - 1].worker;
  };
  const pool = new Pool({ createWorker, workerCount, timer: timer.start });
  await pool.load(REQUEST, () => {});
  const measure = (lane: string, split = false) =>
    pool.measurePoint({ lane, plan: PLAN, images: 64, split, runtime: 'tfjs' }, () => {});
  return { pool, workers, measure };
}

afterEach(() => vi.unstubAllGlobals());

it('one worker of a team tells how its training goes', () => {
  const ticks = new TickSum(2);
  const training = {
    step: 3,
    seconds: 1,
    secondsLeft: 2,
    loss: 1,
    accuracy: 0.5,
    paused: false,
    workers: 2,
  };
  const tick = { stage: 'repair', correct: 0, total: 0, step: 'finetune', training } as const;
  expect(ticks.add(0, { stage: 'after-cutting', correct: 1, total: 2 })).not.toHaveProperty('step');
  ticks.add(1, tick);
  expect(ticks.add(0, tick)).toMatchObject({ stage: 'repair', step: 'finetune', training });
  const other = ticks.add(1, tick);
  expect([other.step, other.training]).toEqual(['finetune', undefined]);
});

describe('a plan that trains', () => {
  it('takes all workers at once, seated in one memory, and the next plan waits', async () => {
    const { workers, measure } = await training(2);
    const first = measure('one');
    const second = measure('two');
    await settle();
    const jobs = workers.map(({ running }) => running!.job);
    expect(jobs.map(({ team, range }) => [team?.rank, team?.size, range.from, range.to])).toEqual([
      [0, 2, 0, 32],
      [1, 2, 32, 64],
    ]);
    expect(jobs.map(({ lane }) => lane)).toEqual(['one', 'one']);
    workers[1].answer(4);
    await settle();
    expect(workers[1].running).toBeNull();
    workers[0].answer(3);
    const outcome = await first;
    expect(outcome.ok && outcome.value.afterCutting.predictions[63]).toBe(4);
    await settle();
    expect(workers.map(({ running }) => running!.job.lane)).toEqual(['two', 'two']);
    for (const worker of workers) worker.answer(1);
    await second;
  });

  it.each([false, true])(
    'trains in one worker where memory cannot be shared: %s',
    async (split) => {
      vi.stubGlobal('SharedArrayBuffer', undefined);
      const { workers, measure } = await training(2);
      const outcome = measure('alone', split);
      await settle();
      const { job } = workers[0].running!;
      expect([job.team, job.range, workers[1].running]).toEqual([
        undefined,
        { from: 0, to: 64 },
        null,
      ]);
      workers[0].answer(5);
      const { value } = (await outcome) as { value: PointResult };
      expect(value.notes).toEqual([note('trained-alone', { workers: 2 })]);
    },
  );

  it('has nothing to say where all workers train, or where there is but one', async () => {
    const notesOf = async (count: number) => {
      const { workers, measure } = await training(count);
      const outcome = measure('all');
      await settle();
      for (const worker of workers) worker.answer(5);
      return ((await outcome) as { value: PointResult }).value.notes;
    };
    expect(await notesOf(2)).toEqual([]);
    vi.stubGlobal('SharedArrayBuffer', undefined);
    expect(await notesOf(1)).toEqual([]);
  });

  it('ends where a worker is lost: the others do not wait for it', async () => {
    const { workers, measure } = await training(2);
    const outcome = measure('one');
    await settle();
    const { rank, size, shared } = workers[1].running!.job.team!;
    workers[0].crash();
    await settle();
    const team = new GradientTeam(rank, size, shared);
    expect(team.average(Float32Array.of(1))).toBe(false);
    workers[1].answer(1);
    expect(await outcome).toMatchObject({ ok: false, code: 'team-broken-up' });
  });

  it('hears orders in every worker', async () => {
    const { pool, workers } = await training(2);
    pool.steerTraining('one', 'pause');
    pool.steerTraining('one', 'keep');
    await settle();
    for (const { orders } of workers) expect(orders).toEqual(['one pause', 'one keep']);
  });

  it('trains nothing where its network was kept', async () => {
    const { pool, workers, measure } = await training(2);
    const file = new Blob(['network']);
    pool.useNetwork({ ...PLAN, scope: 'all' }, file);
    const outcome = measure('one');
    await settle();
    const { job } = workers[0].running!;
    expect([job.team, await job.kept?.text(), workers[1].running]).toEqual([
      undefined,
      'network',
      null,
    ]);
    // What they had in memory may be another network.
    for (const { orders } of workers) expect(orders).toEqual(['forget 0.5']);
    workers[0].answer(5);
    expect(await outcome).toMatchObject({ ok: true });
  });

  it('gives its network from whichever worker has it', async () => {
    const { pool, workers } = await training(2);
    const study = {} as Study;
    expect(await pool.networkFile(PLAN, study)).toMatchObject({ code: 'network-gone' });
    workers[1].file = new Blob(['second']);
    const file = await pool.networkFile(PLAN, study);
    expect(file.ok && (await file.value.text())).toBe('second');
  });
});
