/** Of a large network the latency is there in seconds, and its pictures take minutes: latency first, where that is asked for. */
import { describe, expect, it } from 'vitest';
import { plannedFigures } from '../../src/pruning/plannedFigures';
import { defaultPlan } from '../../src/pruning/validatePlan';
import type { StudyRequest } from '../../src/study/studyPlans';
import { fakeTable, NETWORK } from './fakeLab';
import { FakeStore, settled, testWorkbench } from './testWorkbench';

async function ready(store = new FakeStore()) {
  const bench = testWorkbench({ store });
  bench.workbench.lab.latencyFirst = true;
  await bench.workbench.start();
  await settled();
  bench.lab.calls.length = 0;
  return bench;
}

type Bench = Awaited<ReturnType<typeof ready>>;

async function release({ workbench }: Bench, level: number) {
  workbench.figures.slide(level);
  workbench.figures.release();
  await settled();
}

/** What workers were asked to time and to answer, in order. */
function asked({ lab }: Bench): string[] {
  return lab.calls.filter((call) => /^(latency|accuracy) /.test(call));
}

describe('after the slider is released', () => {
  it('sizes and milliseconds are there while the pictures are answered', async () => {
    const bench = await ready();
    const { workbench, lab } = bench;
    lab.held = true;
    await release(bench, 0.4);
    expect(asked(bench)).toEqual(['latency magnitude-global 0.4', 'accuracy magnitude-global 0.4']);
    const { point, answers } = workbench.figures.measured!;
    expect(point.latencyMs.kernels?.vsDense?.ratio).toBeLessThan(1);
    expect(point.parameters).toBe(plannedFigures(NETWORK, fakeTable(), point.plan).parameters);
    expect(point.bytes.gzip).toBeNull();
    expect(answers).toBeNull();
    expect(workbench.figures.live).toMatchObject({ timing: false, tick: { correct: 40 } });
  });

  it('it is timed alone, and once', async () => {
    const bench = await ready();
    const { workbench, lab } = bench;
    lab.timingHeld = true;
    await release(bench, 0.4);
    expect(workbench.figures.live?.timing).toBe(true);
    expect(asked(bench)).toEqual(['latency magnitude-global 0.4']);
    lab.timingHeld = false;
    lab.answer();
    await settled();
    expect(asked(bench)).toHaveLength(2);
    const { point, answers } = workbench.figures.measured!;
    expect(answers?.afterRepair).toHaveLength(1000);
    expect(point.accuracy.afterRepair?.total).toBe(1000);
    expect(point.bytes.gzip).toBeGreaterThan(0);
    expect(point.latencyMs.kernels?.runs).toBe(30);
    expect(workbench.figures.live).toBeNull();
  });

  it('the latency stays with the point when another plan is asked for meanwhile', async () => {
    const bench = await ready();
    const { workbench, lab } = bench;
    lab.held = true;
    await release(bench, 0.4);
    await release(bench, 0.7);
    const [left] = workbench.points.all.filter(({ point }) => point.plan.level === 0.4);
    expect(left.point.latencyMs.kernels?.runs).toBe(30);
    lab.held = false;
    lab.answer();
    await settled();
    lab.calls.length = 0;
    await release(bench, 0.4);
    expect(asked(bench)).toEqual(['accuracy magnitude-global 0.4']);
    const { point } = workbench.figures.measured!;
    expect(point.latencyMs).toEqual(left.point.latencyMs);
    expect(point.accuracy.afterCutting.total).toBe(1000);
  });

  it('is cancelled as any other measurement', async () => {
    const bench = await ready();
    const { workbench, lab } = bench;
    lab.timingHeld = true;
    await release(bench, 0.4);
    workbench.figures.cancel();
    await settled();
    expect(workbench.figures.live).toBeNull();
    expect(workbench.figures.failure).toBeNull();
    expect(asked(bench)).toEqual(['latency magnitude-global 0.4']);
  });

  it('the pictures come first where training decides which weights are zero', async () => {
    const bench = await ready();
    bench.workbench.plans.change({
      repair: [{ kind: 'finetune', budget: { unit: 'steps', amount: 9 }, rate: 'cosine' }],
      schedule: 'agp',
    });
    await release(bench, 0.4);
    expect(asked(bench)).toEqual(['accuracy magnitude-global 0.4', 'latency magnitude-global 0.4']);
  });
});

describe('the dense network', () => {
  it('is timed before its pictures are answered as well', async () => {
    const bench = testWorkbench();
    bench.workbench.lab.latencyFirst = true;
    bench.lab.held = true;
    void bench.workbench.start();
    await settled();
    expect(asked(bench)).toEqual(['latency magnitude-global 0', 'accuracy magnitude-global 0']);
    expect(bench.workbench.figures.dense?.point.latencyMs.tfjs?.runs).toBe(30);
    bench.lab.held = false;
    bench.lab.answer();
    await settled();
    const dense = bench.workbench.figures.dense!;
    expect(dense.point.accuracy.afterCutting).toEqual({ correct: 930, total: 1000 });
    expect(dense.point.latencyMs.tfjs?.runs).toBe(30);
    expect(asked(bench).filter((call) => call === 'latency magnitude-global 0')).toHaveLength(1);
  });
});

describe('the next visit', () => {
  it('finds the latency, and does not time again', async () => {
    const store = new FakeStore();
    const before = await ready(store);
    before.lab.held = true;
    await release(before, 0.4);
    const bench = await ready(store);
    await settled();
    bench.workbench.plans.load({ plan: before.workbench.plans.plan, images: 1000 });
    expect(bench.workbench.figures.measured?.point.latencyMs.tfjs?.runs).toBe(30);
    bench.workbench.figures.settle();
    await settled();
    expect(asked(bench)).toEqual(['accuracy magnitude-global 0.4']);
    expect(bench.workbench.figures.measured?.point.latencyMs.tfjs?.runs).toBe(30);
  });
});

describe('a study', () => {
  const STUDY: StudyRequest = {
    methods: ['magnitude-layer', 'l1-norm'],
    levels: [0.2, 0.4],
    base: defaultPlan(),
  };

  async function run(latencyFirst: boolean, impossible: readonly number[] = []) {
    const bench = await ready();
    const { workbench, lab } = bench;
    workbench.points.clear();
    workbench.lab.latencyFirst = latencyFirst;
    for (const level of impossible) lab.impossible.add(level);
    lab.held = true;
    const study = workbench.orders.runStudy(STUDY, 500);
    await settled();
    const early = { run: workbench.study.run!, points: workbench.points.all };
    lab.held = false;
    lab.answer();
    await study;
    await settled();
    return { ...bench, early };
  }

  it('times all its points, then answers their pictures', async () => {
    const { workbench, early } = await run(true);
    expect(early.run).toMatchObject({ done: 0, timed: 4, timing: false });
    expect(early.points.map(({ point }) => point.latencyMs.kernels?.runs)).toEqual([
      ...[30, 30, 30, 30],
    ]);
    expect(workbench.study.run).toMatchObject({ done: 4, timed: 4, failures: [] });
    for (const { point, answers } of workbench.points.all) {
      expect(answers?.afterCutting).toHaveLength(500);
      expect(point.latencyMs.kernels?.runs).toBe(30);
    }
  });

  it('leaves the usual order where nothing was asked', async () => {
    const { early, workbench } = await run(false);
    expect(early.run).toMatchObject({ done: 0, timed: 0 });
    expect(early.points).toEqual([]);
    expect(workbench.study.run).toMatchObject({ done: 4, timed: 4 });
  });

  it('tells once of a plan that cannot be measured', async () => {
    const { workbench } = await run(true, [0.4]);
    expect(workbench.study.run?.failures.map(({ plan }) => plan.level)).toEqual([0.4, 0.4]);
    const measured = workbench.points.all.filter(({ answers }) => answers !== null);
    expect(measured.map(({ point }) => point.plan.level)).toEqual([0.2, 0.2]);
  });
});
