/** Another model in the same page: what belongs to the one before stays with it, and what runs is not lost. */
import { refusal } from '../../src/words/refusal';
import { describe, expect, it } from 'vitest';
import type { ModelStorage } from '../../src/storage/modelStorage';
import { defaultPlan } from '../../src/pruning/validatePlan';
import { DEFAULT_MODEL, MODELS } from '../../src/subject/models';
import { REST_MS } from '../../src/state/figuresState.svelte';
import { newStorage, settled, testWorkbench } from './testWorkbench';

const CUT_OFF = refusal('truncated', { url: 'weights.bin', received: 5, reason: 'lost' });

const [FIRST, , OTHER] = MODELS;

/** A page whose first plan is measured. */
async function opened() {
  const storages = new Map<string, ModelStorage>();
  const storageOf = (id: string) => {
    const storage = storages.get(id) ?? newStorage();
    storages.set(id, storage);
    return storage;
  };
  const page = testWorkbench({ storageOf });
  void page.workbench.start();
  await settled();
  return page;
}

describe('choosing another model', () => {
  it('loads it, measures its dense network and the plan, and shows no point of the one before', async () => {
    const { workbench, lab } = await opened();
    expect(workbench.model).toBe(DEFAULT_MODEL);
    const before = workbench.points.all;
    expect(before.length).toBeGreaterThan(0);
    workbench.plans.change({ level: 0.3 });
    lab.calls.length = 0;
    expect(workbench.chooseModel(OTHER.id)).toEqual({ ok: true, value: null });
    expect(workbench.model).toBe(OTHER);
    expect(workbench.lab.phase).toBe('loading');
    expect(workbench.figures.dense).toBeNull();
    expect(workbench.points.all).toEqual([]);
    await settled();
    expect(lab.requests.map(({ modelUrl }) => modelUrl)).toEqual([`${FIRST.id}/`, `${OTHER.id}/`]);
    expect(lab.calls).toContain('accuracy magnitude-global 0');
    expect(lab.calls).toContain('accuracy magnitude-global 0.3');
    expect(workbench.figures.dense).not.toBeNull();
    expect(workbench.points.all.map(({ point }) => point.plan.level)).toEqual([0.3]);
  });

  it('keeps the plan and its history, and the runtime', async () => {
    const { workbench } = await opened();
    workbench.plans.change({ level: 0.3 });
    workbench.lab.chooseRuntime('tfjs');
    workbench.chooseModel(OTHER.id);
    await settled();
    expect(workbench.plans.plan.level).toBe(0.3);
    expect(workbench.lab.runtime).toBe('tfjs');
    workbench.plans.undo();
    expect(workbench.plans.plan.level).toBe(0.5);
  });

  it('brings the points and kept networks of the one before back with it', async () => {
    const { workbench, lab } = await opened();
    const [point] = workbench.points.all;
    await workbench.networks.keep(point);
    workbench.chooseModel(OTHER.id);
    await settled();
    expect(workbench.networks.whereIs(point.point.plan)).toBeNull();
    lab.calls.length = 0;
    workbench.chooseModel(FIRST.id);
    await settled();
    expect(workbench.points.all.map(({ id }) => id)).toEqual([point.id]);
    expect(workbench.networks.whereIs(point.point.plan)).toBe('browser');
    expect(lab.calls.filter((call) => call.startsWith('use'))).toHaveLength(1);
    // The plan has its point: only the dense network is measured again.
    expect(lab.calls.filter((call) => call.startsWith('accuracy'))).toEqual([
      'accuracy magnitude-global 0',
    ]);
  });

  it('asks no more of the workers for the one before', async () => {
    const { workbench, lab, clock } = await opened();
    workbench.plans.change({ level: 0.4 });
    lab.held = true;
    workbench.figures.settle();
    await settled();
    const point = workbench.points.all[0];
    workbench.chooseModel(OTHER.id);
    lab.held = false;
    lab.answer();
    await settled();
    expect(lab.calls).toContain('cancel slider');
    clock.turn(REST_MS);
    await settled();
    expect(workbench.points.all).not.toContain(point);
    expect(lab.calls.filter((call) => call === 'load')).toHaveLength(2);
  });

  it('lets no slider of the one before come to rest', async () => {
    const { workbench, lab, clock } = await opened();
    lab.calls.length = 0;
    workbench.plans.change({ level: 0.4 });
    workbench.chooseModel(OTHER.id);
    await settled();
    clock.turn(REST_MS);
    await settled();
    const asked = lab.calls.filter((call) => call === 'accuracy magnitude-global 0.4');
    expect(asked).toHaveLength(1);
  });

  it('gives workers no network of the one before, however late the storage brings it', async () => {
    const first = await opened();
    await first.workbench.networks.keep(first.workbench.points.all[0]);
    let answer = () => {};
    const { networkStore } = first;
    const stored = networkStore.networks;
    networkStore.load = () => new Promise((resolve) => (answer = () => resolve(stored)));
    const { workbench, lab } = testWorkbench({ networkStore });
    void workbench.start();
    await settled();
    workbench.chooseModel(OTHER.id);
    answer();
    await settled();
    expect(lab.calls.filter((call) => call.startsWith('use'))).toEqual([]);
  });

  it('says why it could not be loaded, and tries again, or another one', async () => {
    const { workbench, lab } = await opened();
    lab.loadTrouble = CUT_OFF;
    workbench.chooseModel(OTHER.id);
    await settled();
    expect(workbench.lab.phase).toBe('failed');
    expect(workbench.lab.failure).toEqual(CUT_OFF);
    expect(await workbench.start()).toBe(true);
    expect(workbench.lab.phase).toBe('ready');
    lab.loadTrouble = CUT_OFF;
    workbench.chooseModel(FIRST.id);
    await settled();
    workbench.chooseModel(OTHER.id);
    await settled();
    expect(workbench.lab.phase).toBe('ready');
  });

  it('does nothing where it is chosen already, and refuses a model that there is not', async () => {
    const { workbench, lab } = await opened();
    expect(workbench.chooseModel(FIRST.id).ok).toBe(true);
    expect(workbench.chooseModel('resnet')).toMatchObject({
      ok: false,
      code: 'model-unknown',
      values: { id: 'resnet' },
    });
    await settled();
    expect(lab.requests).toHaveLength(1);
  });
});

describe('the model stays', () => {
  async function expectStays(page: Awaited<ReturnType<typeof opened>>, code: string) {
    const { workbench } = page;
    expect(workbench.chooseModel(OTHER.id)).toMatchObject({ ok: false, code });
    expect(workbench.model).toBe(FIRST);
  }

  it('while a study runs', async () => {
    const page = await opened();
    page.lab.held = true;
    const request = { methods: ['l1-norm'], levels: [0.5] } as const;
    const done = page.workbench.orders.runStudy(
      { ...request, base: page.workbench.plans.plan },
      500,
    );
    await settled();
    await expectStays(page, 'study-runs');
    page.workbench.study.cancel();
    page.lab.held = false;
    page.lab.answer();
    await done;
    expect(page.workbench.chooseModel(OTHER.id).ok).toBe(true);
  });

  it('while the benchmark runs', async () => {
    const page = await opened();
    void page.workbench.bench.start();
    await expectStays(page, 'benchmark-runs');
    page.workbench.bench.cancel();
    await settled();
    expect(page.workbench.chooseModel(OTHER.id).ok).toBe(true);
  });

  it('while a network is trained', async () => {
    const page = await opened();
    const tick = { step: 1, seconds: 1, secondsLeft: 9, loss: 1, accuracy: 0.5 };
    const { plan } = page.workbench.plans;
    page.workbench.training.see('slider', plan, { ...tick, paused: false, workers: 2 });
    await expectStays(page, 'training-runs');
    page.workbench.training.see('slider', plan, null);
    expect(page.workbench.chooseModel(OTHER.id).ok).toBe(true);
  });

  it('while energy is measured', async () => {
    const page = await opened();
    page.workbench.energy.phase = 'running';
    await expectStays(page, 'energy-runs');
    page.workbench.energy.phase = 'idle';
    expect(page.workbench.chooseModel(OTHER.id).ok).toBe(true);
  });

  it('while an allocation is searched', async () => {
    const page = await opened();
    page.lab.probe = () => new Promise(() => {});
    void page.workbench.allocation.start(defaultPlan('l1-norm'), { unit: 'macs', share: 0.5 });
    await settled();
    await expectStays(page, 'allocation-runs');
    page.workbench.allocation.cancel();
    expect(page.workbench.chooseModel(OTHER.id).ok).toBe(true);
  });

  it('while sensitivity is measured', async () => {
    const page = await opened();
    page.lab.probe = () => new Promise(() => {});
    void page.workbench.sensitivity.start(page.workbench.plans.plan);
    await settled();
    await expectStays(page, 'sensitivity-runs');
    page.workbench.sensitivity.cancel();
    expect(page.workbench.chooseModel(OTHER.id).ok).toBe(true);
  });
});
