import { note, refusal } from '../../src/words/refusal';
import { tooHigh } from './fakeLab';
import type { Outcome } from '../../src/base/outcome';
import { describe, expect, it } from 'vitest';
import { pageApi } from '../../src/state/pageApi';
import { defaultPlan } from '../../src/pruning/validatePlan';
import { withEnergy, withLatency, type MeasuredPoint } from '../../src/study/measuredPoint';
import { CONTENDERS } from '../../src/study/fasterGuess';
import { planKey } from '../../src/pruning/planKey';
import { estimateOf } from '../../src/study/energy';
import type { Study } from '../../src/study/point';
import { formatStudy } from '../../src/study/formatStudy';
import type { StudyRequest } from '../../src/study/studyPlans';
import { FakeStore, settled, testWorkbench } from './testWorkbench';

const TWO_BY_TWO: StudyRequest = {
  methods: ['magnitude-layer', 'l1-norm'],
  levels: [0.2, 0.4],
  base: defaultPlan(),
};

async function ready(store = new FakeStore()) {
  const bench = testWorkbench({ store });
  await bench.workbench.start();
  await settled();
  bench.workbench.points.clear();
  bench.lab.calls.length = 0;
  return bench;
}

describe('a study', () => {
  it('measures every method at every level', async () => {
    const { workbench } = await ready();
    const outcome = await workbench.orders.runStudy(TWO_BY_TWO, 500);
    expect(outcome.ok).toBe(true);
    const made = workbench.points.all.map(({ point }) => [point.plan.method, point.plan.level]);
    expect(made.sort()).toEqual([
      ['l1-norm', 0.2],
      ['l1-norm', 0.4],
      ['magnitude-layer', 0.2],
      ['magnitude-layer', 0.4],
    ]);
    expect(workbench.study.phase).toBe('idle');
  });

  it('keeps the screen on while it runs, also where it is cancelled', async () => {
    const { workbench, lab, energyPage } = await ready();
    lab.held = true;
    const running = workbench.orders.runStudy(TWO_BY_TWO, 500);
    await settled();
    expect(energyPage.awake).toBe(1);
    lab.held = false;
    lab.answer();
    await running;
    expect(energyPage.awake).toBe(0);
    lab.held = true;
    const cancelled = workbench.orders.runStudy(TWO_BY_TWO, 1000);
    await settled();
    expect(energyPage.awake).toBe(1);
    workbench.study.cancel();
    await cancelled;
    expect(energyPage.awake).toBe(0);
  });

  it('of two plans measures these two, and nothing beside them', async () => {
    const { workbench } = await ready();
    const plans = Object.values(CONTENDERS);
    expect(await workbench.orders.measurePlans(plans, 500)).toEqual({ ok: true, value: null });
    const made = workbench.points.all.map(({ point }) => planKey(point.plan));
    expect(made.sort()).toEqual(plans.map(planKey).sort());
    const running = workbench.orders.measurePlans(plans, 1000);
    expect(await workbench.orders.measurePlans(plans, 1000)).toMatchObject({ code: 'study-runs' });
    await running;
  });

  it('measures again what another runtime has answered', async () => {
    const { workbench, lab } = await ready();
    await workbench.orders.runStudy(TWO_BY_TWO, 500);
    lab.runtimes.length = 0;
    await workbench.orders.runStudy(TWO_BY_TWO, 500);
    expect(lab.runtimes).toEqual([]);
    workbench.lab.chooseRuntime('tfjs');
    expect(workbench.orders.outlook(TWO_BY_TWO, 500)).toMatchObject({
      ok: true,
      value: { there: 0 },
    });
    await workbench.orders.runStudy(TWO_BY_TWO, 500);
    // The study's four points, and the dense network that all are compared with.
    expect(lab.runtimes).toEqual(Array.from({ length: 5 }, () => 'tfjs'));
    expect(workbench.points.all.map(({ point }) => point.runtime)).toEqual(
      Array.from({ length: 4 }, () => 'tfjs'),
    );
  });

  it('goes on after a plan that cannot be measured, and says which', async () => {
    const { workbench, lab } = await ready();
    lab.impossible.add(0.2);
    await workbench.orders.runStudy(TWO_BY_TWO, 500);
    expect(workbench.points.all).toHaveLength(2);
    expect(workbench.study.run?.failures.map(({ why }) => why)).toEqual([
      tooHigh(0.2),
      tooHigh(0.2),
    ]);
  });

  it('times every plan after the last accuracy', async () => {
    const { workbench, lab } = await ready();
    await workbench.orders.runStudy(TWO_BY_TWO, 500);
    const kinds = lab.calls.map((call) => call.split(' ')[0]);
    expect(kinds.lastIndexOf('accuracy')).toBeLessThan(kinds.indexOf('latency'));
    expect(workbench.points.all.every(({ point }) => point.latencyMs.kernels?.runs === 30)).toBe(
      true,
    );
  });

  it('measures the dense network once, as a point of every line', async () => {
    const { workbench, lab } = await ready();
    await workbench.orders.runStudy({ ...TWO_BY_TWO, levels: [0, 0.2] }, 500);
    const dense = workbench.points.all.filter(({ point }) => point.plan.level === 0);
    expect(dense.map(({ point }) => point.plan.method)).toEqual(['magnitude-layer', 'l1-norm']);
    expect(lab.calls.filter((call) => /^accuracy .* 0$/.test(call))).toHaveLength(1);
  });

  it('pauses after the plans in hand and resumes', async () => {
    const { workbench, lab } = await ready();
    lab.held = true;
    const end = workbench.orders.runStudy(TWO_BY_TWO, 500);
    await settled();
    workbench.study.pause();
    expect(workbench.study.phase).toBe('pausing');
    lab.answer();
    await settled();
    expect(workbench.study.phase).toBe('paused');
    expect(workbench.points.all).toHaveLength(2);
    lab.held = false;
    workbench.study.resume();
    await end;
    expect(workbench.points.all).toHaveLength(4);
  });

  it('keeps its points when it is cancelled, also while paused', async () => {
    const { workbench, lab } = await ready();
    lab.held = true;
    const end = workbench.orders.runStudy(TWO_BY_TWO, 500);
    await settled();
    workbench.study.pause();
    lab.answer();
    await settled();
    workbench.study.cancel();
    await end;
    expect(workbench.study.phase).toBe('idle');
    expect(workbench.points.all).toHaveLength(2);
    expect(workbench.study.run?.failures).toEqual([]);
  });

  it('ends at once when it is cancelled while it times, and keeps what is timed', async () => {
    const { workbench, lab } = await ready();
    const levels = [0.1, 0.2, 0.3];
    const end = workbench.orders.runStudy({ ...TWO_BY_TWO, levels }, 500);
    lab.timingHeld = true;
    await settled();
    // The first four are timed, the last two wait: nothing but `cancel` ends that.
    lab.timingHeld = true;
    lab.answer();
    await settled();
    expect(workbench.study.run).toMatchObject({ done: 6, timed: 4 });
    workbench.study.cancel();
    expect(lab.calls.at(-1)).toBe('cancel study-timing');
    await end;
    expect(workbench.study.phase).toBe('idle');
    expect(workbench.study.active).toEqual([]);
    expect(workbench.study.run).toMatchObject({ timed: 4, failures: [] });
    const timed = workbench.points.all.map(({ point }) => point.latencyMs.tfjs?.runs ?? 0);
    expect(timed).toEqual([30, 30, 30, 30, 0, 0]);
  });

  it('times again what a cancelled study had not timed', async () => {
    const { workbench, lab } = await ready();
    lab.timingHeld = true;
    const end = workbench.orders.runStudy(TWO_BY_TWO, 500);
    await settled();
    workbench.study.cancel();
    await end;
    lab.timingHeld = false;
    await workbench.orders.runStudy(TWO_BY_TWO, 500);
    const timed = workbench.points.all.map(({ point }) => point.latencyMs.tfjs?.runs);
    expect(timed).toEqual([30, 30, 30, 30]);
  });

  it('knows from its first second how long it will take, and counts down while a plan is in hand', async () => {
    const { workbench, lab, clock } = await ready();
    expect(workbench.study.secondsLeft).toBeNull();
    lab.held = true;
    const distil = { kind: 'distil', budget: { unit: 'seconds', amount: 60 } } as const;
    const request = { ...TWO_BY_TWO, base: { ...defaultPlan(), repair: [distil] } };
    void workbench.orders.runStudy(request, 500);
    await settled();
    const atFirst = workbench.study.secondsLeft!;
    // Four trainings of a minute, one after the other in all workers, and a little beside each.
    expect(atFirst).toBeGreaterThan(240);
    expect(atFirst).toBeLessThan(280);
    clock.turn(30_000);
    expect(workbench.study.secondsLeft).toBeCloseTo(atFirst - 60, 0);
    workbench.study.cancel();
    await settled();
    expect(workbench.study.secondsLeft).toBeNull();
  });

  it('goes by what was seen of this machine', async () => {
    const { workbench, lab, clock } = await ready();
    lab.held = true;
    const end = workbench.orders.runStudy({ ...TWO_BY_TWO, levels: [0.2, 0.4, 0.6, 0.8] }, 2000);
    await settled();
    clock.turn(10_000);
    lab.answer();
    await settled();
    // Six plans in two workers at ten seconds each; latencies take none by this clock, so a guess of 0.3 s each.
    expect(workbench.study.secondsLeft).toBeCloseTo(3 * 10 + 8 * 1.25 * 0.25, 0);
    lab.held = false;
    lab.answer();
    await end;
  });

  it('takes points that are there as they are, also those of an earlier visit', async () => {
    const { workbench, store } = await ready();
    const count = () => workbench.orders.outlook(TWO_BY_TWO, 500);
    expect(count()).toMatchObject({ value: { points: 4, there: 0 } });
    await workbench.orders.runStudy({ ...TWO_BY_TWO, levels: [0.2] }, 500);
    expect(count()).toMatchObject({ value: { points: 4, there: 2 } });
    const later = testWorkbench({ store });
    await later.workbench.start();
    expect(later.workbench.orders.outlook(TWO_BY_TWO, 500)).toMatchObject({ value: { there: 2 } });
    await later.workbench.orders.runStudy(TWO_BY_TWO, 500);
    expect(
      later.lab.calls.filter((call) => / 0\.2$/.test(call) && call.startsWith('accuracy')),
    ).toEqual([]);
    expect(later.workbench.study.run?.done).toBe(4);
  });

  it('has a repair of its own, whatever the plan says', async () => {
    const { workbench } = await ready();
    const distil = { kind: 'distil', budget: { unit: 'seconds', amount: 60 } } as const;
    workbench.plans.chooseMethod('l1-norm');
    workbench.plans.change({ repair: [distil], ranking: 'global', seed: 7 });
    workbench.studyForm.change({ methods: ['l1-norm'], levels: '50' });
    const request = workbench.studyForm.request(workbench.plans.plan);
    if (!request.ok) throw new Error(request.code);
    const { images } = workbench.studyForm.wish;
    const order = await workbench.orders.runStudy(request.value, images);
    expect(order.ok && order.value.plans).toEqual([defaultPlan('l1-norm')]);
  });

  it('gives the plan’s method the plan’s options where that is wished', async () => {
    const { workbench } = await ready();
    workbench.plans.chooseMethod('l1-norm');
    workbench.plans.change({ ranking: 'global' });
    workbench.studyForm.change({ methods: ['l1-norm', 'fpgm'], levels: '50', asPlanned: true });
    const request = workbench.studyForm.request(workbench.plans.plan);
    const order = request.ok ? await workbench.orders.runStudy(request.value, 500) : request;
    expect(order.ok && order.value.plans.map(({ ranking }) => ranking)).toEqual(['global', 'set']);
  });
});

describe('points', () => {
  it('come back after a reload', async () => {
    const { workbench, store } = await ready();
    await workbench.orders.runStudy(TWO_BY_TWO, 500);
    const later = testWorkbench({ store });
    void later.workbench.opened.restore();
    await later.workbench.points.restore();
    expect(later.workbench.points.all).toEqual(workbench.points.all);
  });

  it('of an earlier version come back with their repair as a list', async () => {
    const { workbench, store } = await ready();
    await workbench.orders.runStudy(TWO_BY_TWO, 500);
    const older = workbench.points.all.map((stored) => {
      const { schedule, repair, ...plan } = stored.point.plan;
      expect(schedule).toBe('one-shot');
      const former = { ...plan, repair: repair[0] ?? { kind: 'none' } };
      return { ...stored, point: { ...stored.point, plan: former } } as unknown as MeasuredPoint;
    });
    store.points = older as typeof store.points;
    const later = testWorkbench({ store });
    void later.workbench.opened.restore();
    await later.workbench.points.restore();
    expect(later.workbench.points.all).toEqual(workbench.points.all);
  });

  it('come back after they were cleared', async () => {
    const { workbench, store } = await ready();
    await workbench.orders.runStudy(TWO_BY_TWO, 500);
    workbench.points.clear();
    expect(workbench.points.all).toHaveLength(0);
    workbench.points.undoClear();
    await settled();
    expect(workbench.points.all).toHaveLength(4);
    expect(store.points).toHaveLength(4);
  });

  it('stay in memory where the browser stores nothing, and the page says so', async () => {
    const { workbench, store } = await ready();
    store.trouble = 'quota exceeded';
    await workbench.orders.runStudy(TWO_BY_TWO, 500);
    expect(workbench.points.all).toHaveLength(4);
    const cause = note('told-before', { text: 'quota exceeded' });
    expect(workbench.points.trouble).toEqual(note('points-not-kept', { cause }));
  });
});

describe('energy', () => {
  it('lands on every point of its network, and an older estimate goes with its latency', async () => {
    const { workbench } = await ready();
    await workbench.orders.runStudy({ ...TWO_BY_TWO, levels: [0, 0.4] }, 500);
    const [dense] = workbench.points.all;
    const energy = { ...estimateOf(dense.point, 'kernels')!, source: 'measured' as const };
    workbench.points.addEnergy({ ...dense.point.plan, method: 'fpgm', repair: [] }, energy);
    const found = workbench.points.all.map(({ point }) => [point.plan.level, point.energy]);
    expect(found).toEqual(found.map(([level]) => [level, level === 0 ? energy : null]));
    expect(found.filter(([level]) => level === 0)).toHaveLength(2);
    expect(workbench.figures.dense?.point.energy).toBe(energy);
    workbench.points.add(dense);
    expect(workbench.points.find(dense.point.plan, 500)?.point.energy).toBe(energy);
    const guess = withEnergy(dense, { ...energy, source: 'estimated' });
    expect(withLatency(guess, {}, guess.point.origin).point.energy).toBeNull();
  });

  it('waits for the first point of its network', async () => {
    const { workbench } = await ready();
    const { point } = workbench.figures.dense!;
    const energy = { ...estimateOf(point, 'kernels')!, source: 'measured' as const };
    workbench.points.addEnergy(point.plan, energy);
    expect(workbench.figures.dense?.point.energy).toBe(energy);
    await workbench.orders.runStudy({ ...TWO_BY_TWO, levels: [0] }, 500);
    for (const { point } of workbench.points.all) expect(point.energy).toBe(energy);
  });
});

describe('energy of plans', () => {
  it('is measured of those alone that have a point', async () => {
    const { workbench } = await ready();
    const strange = { ...defaultPlan(), level: 0.77 };
    expect(await workbench.orders.measureEnergy([strange])).toMatchObject({
      ok: false,
      code: 'no-point-for-energy',
    });
    const dense = workbench.figures.dense!.point.plan;
    expect(await workbench.orders.measureEnergy([strange, dense])).toMatchObject({
      code: 'no-meter',
    });
  });

  it('is measured on each number of threads, the chosen one last', async () => {
    const { workbench } = await ready();
    workbench.lab.chooseThreads(2);
    const runs: [precisions: (string | undefined)[], runtime: string, threads: number][] = [];
    workbench.energy.start = async (plans, runtime, threads, cores) => {
      runs.push([plans.map(({ precision }) => precision), `${runtime}, ${cores}`, threads]);
      return { ok: true, value: null };
    };
    expect(await workbench.orders.measureThreadEnergy()).toEqual({ ok: true, value: null });
    const both = [undefined, 'int8'];
    expect(runs).toEqual([1, 3, 4, 2].map((threads) => [both, 'kernels, one', threads]));
    workbench.energy.start = async (_, __, threads) => {
      runs.push([[], '', threads]);
      return refusal('no-meter');
    };
    expect(await workbench.orders.measureThreadEnergy()).toMatchObject({ code: 'no-meter' });
    expect(runs).toHaveLength(5);
  });

  it('is kept by the number of threads', async () => {
    const { workbench } = await ready();
    const { point } = workbench.figures.dense!;
    const one = { ...estimateOf(point, 'kernels')!, source: 'measured' as const };
    const two = { ...one, threads: 2 };
    workbench.points.addEnergy(point.plan, one);
    workbench.points.addEnergy(point.plan, two);
    expect(workbench.points.energyOn(point.plan, 1)).toBe(one);
    expect(workbench.points.energyOn(point.plan, 2)).toBe(two);
    expect(workbench.points.energyOn(point.plan, 3)).toBeNull();
    expect(workbench.points.energyOf(point.plan)).toBe(two);
  });
});

describe('the scripting hook', () => {
  it('returns the points of its own study', async () => {
    const { workbench } = await ready();
    const hook = pageApi(workbench, () => '<svg/>');
    await hook.ready();
    workbench.figures.slide(0.66);
    workbench.figures.release();
    await settled();
    const study = await hook.runStudy(TWO_BY_TWO, 500);
    expect(study.ok && study.value.points.map(({ plan }) => plan.level)).toEqual([
      0.2, 0.2, 0.4, 0.4,
    ]);
    expect(study.ok && study.value.points[0].accuracy.afterCutting.total).toBe(500);
    expect(hook.progress()).toMatchObject({ phase: 'idle', done: 4, total: 4, failures: [] });
  });

  it('estimates energy where that is asked for, and nowhere else', async () => {
    const { workbench } = await ready();
    const hook = pageApi(workbench, () => '');
    const sources = (study: Outcome<Study>) =>
      study.ok ? study.value.points.map(({ energy }) => energy?.source ?? null) : [];
    expect(sources(await hook.runStudy(TWO_BY_TWO, 500))).toEqual(Array(4).fill(null));
    const order = { source: 'estimated', choice: {} } as const;
    expect(sources(await hook.runStudy(TWO_BY_TWO, 500, order))).toEqual(
      Array(4).fill('estimated'),
    );
    expect(workbench.points.all.every(({ point }) => point.energy === null)).toBe(true);
  });

  it('keeps a study whose energy cannot be measured, and says why', async () => {
    const { workbench, meter } = await ready();
    const busy = refusal('port-busy', { reason: 'in use' });
    meter.outcome = busy;
    const hook = pageApi(workbench, () => '');
    const study = await hook.runStudy(TWO_BY_TWO, 500, { source: 'simulated', choice: {} });
    expect(study.ok && study.value.points).toHaveLength(4);
    expect(hook.progress().failures).toEqual([busy]);
  });

  it('goes on with an earlier study, and measures nothing of it again', async () => {
    const first = await ready();
    const half = { ...TWO_BY_TWO, levels: [0.2] };
    const before = await pageApi(first.workbench, () => '').runStudy(half, 500);
    const earlier = before.ok ? before.value : { points: [] };
    expect(earlier.points).toHaveLength(2);
    const { workbench, lab } = await ready();
    const hook = pageApi(workbench, () => '');
    lab.runtimes.length = 0;
    const study = await hook.runStudy(TWO_BY_TWO, 500, undefined, formatStudy(earlier));
    const points = study.ok ? study.value.points : [];
    expect(points.map(({ plan }) => plan.level)).toEqual([0.2, 0.2, 0.4, 0.4]);
    expect(points.slice(0, 2)).toEqual(earlier.points);
    expect(points.every(({ accuracyVsDense }) => accuracyVsDense)).toBe(true);
    // The dense network, which they are compared with, was there before.
    expect(lab.runtimes).toHaveLength(2);
    expect(await hook.runStudy(TWO_BY_TWO, 500, undefined, '{')).toMatchObject({ ok: false });
  });

  it('ends when it is told to, with the points that there are', async () => {
    const { workbench } = await ready();
    const hook = pageApi(workbench, () => '');
    expect(hook.measured()).toBeNull();
    workbench.points.onAdded = () => hook.stopStudy();
    const study = await hook.runStudy(TWO_BY_TWO, 500, { source: 'simulated', choice: {} });
    const points = study.ok ? study.value.points : [];
    expect(points.length).toBeGreaterThan(0);
    expect(points.length).toBeLessThan(4);
    expect(points.every(({ energy }) => energy === null)).toBe(true);
    expect(hook.measured()?.points).toEqual(points);
  });

  it('refuses a method that does not exist, by name', async () => {
    const { workbench } = await ready();
    const request = { ...TWO_BY_TWO, methods: ['magic'] } as unknown as StudyRequest;
    const study = await pageApi(workbench, () => '').runStudy(request, 500);
    const values = { value: 'magic' };
    expect(study).toMatchObject({ ok: false, code: 'method-unknown', values });
  });
});
