/** Several studies of one subject, side by side; the page's points belong to the one that is open. */
import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../src/base/outcome';
import { defaultPlan } from '../../src/pruning/validatePlan';
import { idOf } from '../../src/study/measuredPoint';
import { formatStudy } from '../../src/study/formatStudy';
import type { StudyRequest } from '../../src/study/studyPlans';
import { FakeStore, FakeTabs, settled, testWorkbench } from './testWorkbench';

const REQUEST: StudyRequest = {
  methods: ['magnitude-layer', 'l1-norm'],
  levels: [0.2, 0.4],
  base: defaultPlan(),
};

function unwrap<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(outcome.code);
  return outcome.value;
}

async function opened(parts: Parameters<typeof testWorkbench>[0] = {}) {
  const made = testWorkbench(parts);
  void made.workbench.start();
  await settled();
  return { ...made, studies: made.workbench.studies };
}

/** A page with one study of four plans, and the point of the plan itself. */
async function measured(parts: Parameters<typeof testWorkbench>[0] = {}) {
  const page = await opened(parts);
  unwrap(await page.workbench.orders.runStudy(REQUEST, 500));
  await settled();
  return page;
}

const idsOf = (page: Awaited<ReturnType<typeof opened>>) =>
  page.workbench.points.all.map(({ id }) => id).sort();

describe('a study', () => {
  it('is begun by its first point, and knows its runs, its points and where they were measured', async () => {
    const { studies, workbench } = await measured();
    expect(studies.all).toHaveLength(1);
    const [record] = studies.all;
    expect(record.runs).toEqual([
      { request: REQUEST, images: 500, startedAt: expect.stringMatching(/^\d{4}-/) },
    ]);
    expect(record.tally.points).toBe(workbench.points.all.length);
    expect(record.tally.bytes).toBeGreaterThan(1000);
    expect(record.tally.environments).toEqual([workbench.lab.environment]);
    expect(record.asked).toMatchObject({ running: false });
  });

  it('that goes on is no further run; one with other levels is', async () => {
    const { studies, workbench } = await measured();
    await workbench.orders.runStudy(REQUEST, 500);
    await settled();
    expect(studies.open!.runs).toHaveLength(1);
    await workbench.orders.runStudy({ ...REQUEST, levels: [0.3] }, 500);
    await settled();
    expect(studies.open!.runs).toHaveLength(2);
  });

  it('counts a point that is measured again once', async () => {
    const { studies, workbench } = await measured();
    const { points, bytes } = studies.open!.tally;
    for (const item of workbench.points.all) workbench.points.add(item);
    await settled();
    expect(studies.open!.tally).toMatchObject({ points, bytes });
  });

  it('keeps what is written of it', async () => {
    const { studies, store } = await measured();
    const texts = { name: 'Boards', question: 'Which method?', notes: 'cold room' };
    expect((await studies.describe(studies.openId, texts)).ok).toBe(true);
    const later = await opened({ store });
    expect(later.studies.open).toMatchObject(texts);
  });
});

describe('several studies', () => {
  it('have their own points, and the one that was opened last is open at the next visit', async () => {
    const page = await measured();
    const first = page.studies.openId;
    const before = idsOf(page);
    unwrap(await page.studies.begin({ name: 'second' }));
    await settled();
    expect(page.workbench.points.all).toEqual([]);
    expect(page.studies.open!.name).toBe('second');
    await page.workbench.orders.runStudy({ ...REQUEST, levels: [0.3] }, 500);
    await settled();
    expect(page.studies.open!.tally.points).toBe(page.workbench.points.all.length);
    const own = idsOf(page);
    expect(idsOf(await opened({ store: page.store }))).toEqual(expect.arrayContaining(own));
    page.clock.turn(10);
    unwrap(await page.studies.openStudy(first));
    await settled();
    expect(idsOf(page)).toEqual(before);
    const later = await opened({ store: page.store });
    expect([later.studies.openId, later.studies.all.length]).toEqual([first, 2]);
    expect(idsOf(later)).toEqual(before);
  });

  it('are not changed for another while one runs, and nothing of it is lost', async () => {
    const { studies, workbench, lab } = await measured();
    unwrap(await studies.begin());
    const other = studies.all.find(({ id }) => id !== studies.openId)!.id;
    lab.held = true;
    const end = workbench.orders.runStudy({ ...REQUEST, levels: [0.3] }, 500);
    await settled();
    for (const asked of [
      studies.openStudy(other),
      studies.begin(),
      studies.remove(studies.openId),
      studies.merge(other, studies.openId),
    ])
      expect(await asked).toMatchObject({ ok: false, code: 'study-runs' });
    workbench.study.cancel();
    await end;
    expect((await studies.openStudy(other)).ok).toBe(true);
  });

  it('come back after they were removed, with everything', async () => {
    const page = await measured();
    const { studies, store } = page;
    const id = studies.openId;
    const before = { ids: idsOf(page), record: studies.open! };
    unwrap(await studies.remove(id));
    await settled();
    expect([studies.all, page.workbench.points.all, store.studies.size]).toEqual([[], [], 0]);
    expect(studies.removed?.id).toBe(id);
    unwrap(await studies.undoRemove());
    unwrap(await studies.openStudy(id));
    await settled();
    expect(idsOf(page)).toEqual(before.ids);
    expect(studies.open).toEqual({ ...before.record, openedAt: studies.open!.openedAt });
    expect(studies.removed).toBeNull();
  });

  it('are duplicated with their points, and then go their own ways', async () => {
    const page = await measured();
    const { studies } = page;
    unwrap(await studies.duplicate(studies.openId, 'copy'));
    const copy = studies.all.find(({ name }) => name === 'copy')!;
    expect(copy.tally.points).toBe(studies.open!.tally.points);
    page.workbench.points.clear();
    await settled();
    expect(studies.open!.tally.points).toBe(0);
    expect(studies.all.find(({ id }) => id === copy.id)!.tally.points).toBeGreaterThan(3);
    const points = unwrap(await studies.pointsOf(copy.id));
    expect(points.length).toBe(copy.tally.points);
    expect(points.some(({ answers }) => answers !== null)).toBe(true);
  });

  it('become one: all points, of two with one id the later, and texts and runs of both', async () => {
    const page = await measured();
    const { studies, workbench, store } = page;
    const first = studies.openId;
    const [older] = workbench.points.all;
    await studies.describe(first, { question: 'fast?', notes: 'a' });
    unwrap(await studies.begin({ name: 'second', question: 'small?' }));
    const second = studies.openId;
    const date = '2999-01-01T00:00:00.000Z';
    const origin = { ...older.point.origin, measuredAt: date };
    workbench.points.add({ ...older, point: { ...older.point, origin } });
    await workbench.orders.runStudy({ ...REQUEST, levels: [0.3] }, 500);
    await settled();
    unwrap(await studies.merge(second, first));
    await settled();
    expect(studies.all.map(({ id }) => id)).toEqual([first]);
    expect(studies.openId).toBe(first);
    expect(studies.open).toMatchObject({ question: 'fast?\nsmall?', notes: 'a' });
    expect(studies.open!.runs.map(({ request }) => request.levels)).toEqual([[0.2, 0.4], [0.3]]);
    expect(idsOf(page)).toHaveLength(studies.open!.tally.points);
    const stayed = workbench.points.all.find(({ id }) => id === older.id)!;
    expect(stayed.point.origin.measuredAt).toBe(date);
    expect(store.studies.size).toBe(1);
    unwrap(await studies.undoRemove());
    expect(studies.all.map(({ name }) => name)).toContain('second');
  });
});

describe('a study in a file', () => {
  it('becomes a study here, with what was written of it, and is open', async () => {
    const page = await measured();
    const { studies } = page;
    const texts = { name: 'Boards', question: 'Which?', notes: 'cold' };
    await studies.describe(studies.openId, texts);
    const file = formatStudy(unwrap(await studies.studyOf(studies.openId)));
    const other = await opened();
    const { fitting } = unwrap(await other.studies.importNew(file));
    await settled();
    expect(other.studies.open).toMatchObject({ ...texts, copyId: studies.open!.copyId });
    const { startedAt } = studies.open!.runs[0];
    const { methods, levels } = REQUEST;
    expect(other.studies.open!.runs).toMatchObject([
      { request: { methods, levels }, images: 500, startedAt },
    ]);
    expect(idsOf(other)).toEqual(fitting.map(idOf).sort());
    expect(idsOf(page)).toEqual(expect.arrayContaining(idsOf(other)));
    expect(other.studies.open!.tally.points).toBe(fitting.length);
    expect(fitting.length).toBeGreaterThan(3);
  });

  it('that is none changes nothing', async () => {
    const { studies } = await measured();
    const before = studies.all;
    expect((await studies.importNew('{}')).ok).toBe(false);
    expect(studies.all).toEqual(before);
  });
});

describe('storage that finds no room', () => {
  it('loses no point while the page is open: they are stored with the next that is', async () => {
    const page = await opened();
    page.store.trouble = 'QuotaExceededError';
    await page.workbench.orders.runStudy(REQUEST, 500);
    await settled();
    const { points } = page.workbench;
    expect(points.trouble).not.toBeNull();
    expect(await page.studies.begin()).toMatchObject({ code: 'points-unkept' });
    page.store.trouble = null;
    await page.workbench.orders.runStudy({ ...REQUEST, levels: [0.3] }, 500);
    await settled();
    expect(points.trouble).toBeNull();
    const stored = page.store.points.map(({ id }) => id);
    expect(stored.sort()).toEqual(idsOf(page));
    expect((await page.studies.begin()).ok).toBe(true);
  });

  it('says of a wish that it was not met, and all is as it was', async () => {
    const { studies, store } = await measured();
    const before = studies.all;
    store.trouble = 'QuotaExceededError';
    for (const asked of [studies.begin(), studies.duplicate(before[0].id, 'copy')])
      expect(await asked).toMatchObject({ ok: false, code: 'study-not-stored' });
    const read = await studies.pointsOf(before[0].id);
    expect(read).toMatchObject({ ok: false, code: 'study-not-read' });
    expect(studies.all).toEqual(before);
    expect(studies.openId).toBe(before[0].id);
  });
});

describe('two tabs', () => {
  async function both() {
    const [tabs, store] = [new FakeTabs(), new FakeStore()];
    const one = await opened({ store, page: tabs.page() });
    const two = await opened({ store, page: tabs.page() });
    return { one, two, store };
  }

  it('see each other’s points as they come, and overwrite nothing', async () => {
    const { one, two, store } = await both();
    one.lab.held = true;
    void one.workbench.orders.runStudy(REQUEST, 500);
    await settled();
    one.lab.answer();
    await settled();
    const arrived = idsOf(one);
    expect(arrived.length).toBeGreaterThan(2);
    expect(idsOf(two)).toEqual(arrived);
    two.workbench.plans.change({ level: 0.7 });
    two.workbench.figures.settle();
    await settled();
    expect(idsOf(one)).toEqual(idsOf(two));
    expect(store.points).toHaveLength(idsOf(one).length);
  });

  it('measure one study at a time: the other one says so, and offers nothing meanwhile', async () => {
    const { one, two } = await both();
    one.lab.held = true;
    const end = one.workbench.orders.runStudy(REQUEST, 500);
    await settled();
    expect(two.workbench.elsewhere.runs).toBe(true);
    expect(one.workbench.elsewhere.runs).toBe(false);
    expect(two.workbench.interrupted.progress).toBeNull();
    expect(await two.workbench.orders.runStudy(REQUEST, 500)).toMatchObject({
      code: 'study-in-other-tab',
    });
    expect(await two.studies.remove(two.studies.openId)).toMatchObject({
      code: 'study-in-other-tab',
    });
    one.workbench.study.cancel();
    await end;
    await settled();
    expect(two.workbench.elsewhere.runs).toBe(false);
    expect((await two.workbench.orders.runStudy(REQUEST, 500)).ok).toBe(true);
  });

  it('that opens while a study runs does not offer it; it does once the tab has gone', async () => {
    const [tabs, store] = [new FakeTabs(), new FakeStore()];
    const first = tabs.page();
    let release = () => {};
    const lock = {
      ...first.lock,
      take: async () => {
        release = (await first.lock.take())!;
        return () => {};
      },
    };
    const one = await opened({ store, page: { ...first, lock } });
    one.lab.held = true;
    void one.workbench.orders.runStudy(REQUEST, 500);
    await settled();
    const two = await opened({ store, page: tabs.page() });
    expect(two.workbench.elsewhere.runs).toBe(true);
    expect(two.workbench.interrupted.progress).toBeNull();
    release();
    await settled();
    expect(two.workbench.interrupted.progress).toMatchObject({ total: 4 });
  });
});
