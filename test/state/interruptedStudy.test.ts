/** A reload in the middle of a study costs what was in the making, and nothing else. */
import { describe, expect, it } from 'vitest';
import { defaultPlan } from '../../src/pruning/validatePlan';
import { rememberedStudy } from '../../src/storage/studyMemory';
import type { StudyRequest } from '../../src/study/studyPlans';
import { FakeStore, settled, testWorkbench } from './testWorkbench';

const REQUEST: StudyRequest = {
  methods: ['magnitude-layer', 'l1-norm'],
  levels: [0, 0.2, 0.4],
  base: defaultPlan(),
};

async function opened(parts: Parameters<typeof testWorkbench>[0]) {
  const page = testWorkbench(parts);
  void page.workbench.start();
  await settled();
  return page;
}

/** A page that was left after two plans of six, one in each of its two lanes. */
async function left(parts: Parameters<typeof testWorkbench>[0] = {}) {
  const store = new FakeStore();
  const { workbench, lab } = await opened({ store, ...parts });
  workbench.points.clear();
  workbench.studyForm.change({ levels: '0 20 40', methods: REQUEST.methods });
  lab.held = true;
  void workbench.orders.runStudy(REQUEST, 500);
  await settled();
  lab.answer();
  await settled();
  expect(workbench.points.all).toHaveLength(2);
  return { store };
}

describe('a study that a reload broke off', () => {
  it('is offered, with how much of it is left, and its form as it was', async () => {
    const { workbench, lab } = await opened(await left());
    expect(workbench.interrupted.progress).toEqual({ total: 6, unmeasured: 4, untimed: 6 });
    expect(workbench.studyForm.wish).toMatchObject({
      levels: '0 20 40',
      methods: REQUEST.methods,
    });
    expect(workbench.study.phase).toBe('idle');
    expect(lab.calls.filter((call) => call.startsWith('accuracy l1-norm'))).toEqual([]);
  });

  it('is not offered where other files lie under the name of the model', async () => {
    const parts = await left();
    const [{ id, asked }] = await parts.store.list();
    expect(asked!.subject).toBe('subject-fake');
    const other = { ...asked!, subject: 'subject-before' };
    await parts.store.change(id, { record: (before) => ({ ...before!, asked: other }) });
    const { workbench } = await opened(parts);
    expect(workbench.interrupted.progress).toBeNull();
    expect((await workbench.orders.resumeStudy()).ok).toBe(false);
  });

  it('goes on where it was, and measures nothing twice', async () => {
    const parts = await left();
    const before = parts.store.points.map(({ id }) => id);
    const { workbench, lab } = await opened(parts);
    lab.calls.length = 0;
    expect((await workbench.orders.resumeStudy()).ok).toBe(true);
    expect(workbench.study.run).toMatchObject({ done: 6, timed: 6, failures: [] });
    expect(workbench.interrupted.progress).toBeNull();
    const points = workbench.points.all.filter(({ point }) =>
      REQUEST.methods.includes(point.plan.method),
    );
    expect(points).toHaveLength(6);
    expect(points.every(({ point }) => point.latencyMs.kernels)).toBe(true);
    for (const id of before) expect(points.map((point) => point.id)).toContain(id);
    const measured = lab.calls.filter((call) => call.startsWith('accuracy'));
    // Of six points two were there; the uncut network is one for both methods.
    expect(measured.length).toBeLessThanOrEqual(4);
    expect(measured).not.toContain('accuracy magnitude-layer 0');
  });

  it('counts whole points as done', async () => {
    const parts = await left();
    const first = await opened(parts);
    await first.workbench.orders.runStudy({ ...REQUEST, levels: [0.2] }, 500);
    await first.workbench.orders.runStudy(REQUEST, 500);
    const again = await opened(parts);
    expect(again.workbench.interrupted.progress).toBeNull();
    again.lab.calls.length = 0;
    await again.workbench.orders.runStudy(REQUEST, 500);
    expect(again.lab.calls.filter((call) => /^(accuracy|latency)/.test(call))).toEqual([]);
    expect(again.workbench.study.run).toMatchObject({ done: 6, timed: 6 });
  });

  it('is measured anew by another browser: its points stay beside it', async () => {
    const parts = await left();
    const { workbench } = await opened({ ...parts, machine: { userAgent: 'a newer one' } });
    await workbench.orders.resumeStudy();
    const own = ({ point }: (typeof workbench.points.all)[number]) => point.plan.level === 0.2;
    // Both methods' by the newer browser, and the one that the older browser got to.
    expect(workbench.points.all.filter(own)).toHaveLength(3);
    const browsers = new Set(
      workbench.points.all.map(({ point }) => point.origin.environment.browser.userAgent),
    );
    expect([...browsers].sort()).toEqual(['a newer one', 'test']);
  });

  it('is not offered once it was cancelled, dismissed or has ended', async () => {
    const parts = await left();
    const { workbench } = await opened(parts);
    workbench.interrupted.dismiss();
    await settled();
    expect(workbench.interrupted.progress).toBeNull();
    const next = await opened(parts);
    expect(next.workbench.interrupted.progress).toBeNull();
    next.lab.held = true;
    const end = next.workbench.orders.runStudy({ ...REQUEST, levels: [0.3] }, 500);
    await settled();
    next.workbench.study.cancel();
    await end;
    const last = await opened(parts);
    expect(last.workbench.interrupted.progress).toBeNull();
    expect(await last.workbench.orders.resumeStudy()).toMatchObject({
      code: 'no-study-broken-off',
    });
  });

  it('is not offered by a browser that stores nothing', async () => {
    const { store } = await left();
    store.trouble = 'no database in a private window';
    const { workbench } = await opened({ store });
    expect(workbench.interrupted.progress).toBeNull();
  });
});

describe('what a browser has kept of a study', () => {
  const wish = testWorkbench().workbench.studyForm.wish;
  const study = { request: REQUEST, images: 500, wish, running: true };

  it('comes back', () => {
    expect(rememberedStudy({ model: 'one', ...study })).toEqual(study);
  });

  it.each([
    null,
    undefined,
    '{',
    {},
    { ...study, request: { ...REQUEST, methods: ['magic'] } },
    { ...study, request: { ...REQUEST, levels: 'all' } },
    { ...study, images: -1 },
    { ...study, images: 0 },
    { ...study, images: 1.5 },
    { ...study, wish: { ...wish, levels: 5 } },
    { ...study, wish: { ...wish, images: 7 } },
    { ...study, wish: { ...wish, methods: 'all' } },
    { ...study, wish: { ...wish, repair: 'all' } },
    { ...study, wish: { ...wish, schedule: undefined } },
    { ...study, wish: { ...wish, asPlanned: undefined } },
    { ...study, wish: undefined },
  ])('that is no study is ignored: %j', (row) => {
    expect(rememberedStudy(row)).toBeNull();
  });
});
