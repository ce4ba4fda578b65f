/** Storage that is slow, stuck or broken costs the next visit its points, never this one its measurements. */
import { describe, expect, it } from 'vitest';
import type { StoredPoints } from '../../src/storage/readRows';
import { STORAGE_PATIENCE_MS } from '../../src/storage/patience';
import { FakeNetworkStore, FakeStore, settled, testWorkbench } from './testWorkbench';
import { note } from '../../src/words/refusal';

const SILENT = note('storage-silent');
const NEVER = new Promise<never>(() => {});

class StuckStore extends FakeStore {
  override load = () => NEVER;
  override change = () => NEVER;
}

class StuckNetworks extends FakeNetworkStore {
  override load = () => NEVER;
  override put = () => NEVER;
  override remove = () => NEVER;
}

/** Answers what it held when it was asked, when the test says so. */
class SlowStore extends FakeStore {
  answer: () => void = () => {};

  override load(): Promise<StoredPoints> {
    const asked = { points: this.points, unread: null };
    return new Promise((resolve) => (this.answer = () => resolve(asked)));
  }
}

/** A page whose plan is measured; its points lie in a store. */
async function visited(store = new FakeStore()) {
  const page = testWorkbench({ store });
  void page.workbench.start();
  await settled();
  page.workbench.plans.change({ level: 0.3 });
  page.workbench.figures.settle();
  await settled();
  return { ...page, item: page.workbench.figures.measured! };
}

/** The next visit, whose store has not answered yet. */
async function nextVisit() {
  const before = await visited();
  const store = new SlowStore();
  store.points = before.store.points;
  const page = testWorkbench({ store });
  void page.workbench.start();
  await settled();
  return { ...page, slow: store, before };
}

describe('storage that never answers', () => {
  it('holds up no measurement, and the page says so once', async () => {
    const store = new StuckStore();
    const { workbench, clock } = testWorkbench({ store, networkStore: new StuckNetworks() });
    void workbench.start();
    await settled();
    expect(workbench.figures.dense).not.toBeNull();
    expect(workbench.figures.measured?.point.accuracy.afterCutting.total).toBe(1000);
    expect(workbench.points.trouble).toBeNull();
    clock.turn(STORAGE_PATIENCE_MS);
    await settled();
    expect(workbench.points.trouble).toEqual(note('points-not-kept', { cause: SILENT }));
  });

  it('keeps a network in the page, which says why', async () => {
    const networkStore = new StuckNetworks();
    const { workbench, clock } = testWorkbench({ networkStore });
    void workbench.start();
    await settled();
    const item = workbench.figures.measured!;
    const kept = workbench.networks.keep(item);
    await settled();
    expect(workbench.networks.whereIs(item.point.plan)).toBe('page');
    clock.turn(STORAGE_PATIENCE_MS);
    expect(await kept).toMatchObject({ ok: false, code: 'not-stored' });
    const trouble = workbench.networks.troubleOf(item.point.plan);
    expect(trouble).toMatchObject(note('not-stored', { cause: SILENT }));
    const forgotten = workbench.networks.forget(item.point.plan);
    clock.turn(STORAGE_PATIENCE_MS);
    await forgotten;
    expect(workbench.networks.whereIs(item.point.plan)).toBeNull();
  });

  it('does not keep an opened network from being measured', async () => {
    const { workbench, item } = await visited();
    const file = await workbench.networks.fileOf(item);
    const other = testWorkbench({ networkStore: new StuckNetworks() });
    void other.workbench.start();
    await settled();
    expect(await other.workbench.networks.open(file.ok ? file.value : new Blob())).toMatchObject({
      ok: true,
    });
    await settled();
    expect(other.workbench.figures.measured?.point.plan).toEqual(item.point.plan);
  });
});

describe('storage that refuses', () => {
  it('holds up no measurement either', async () => {
    const store = new FakeStore();
    store.trouble = 'no database in a private window';
    const { workbench } = testWorkbench({ store });
    void workbench.start();
    await settled();
    expect(workbench.figures.measured).not.toBeNull();
    const cause = note('told-before', { text: store.trouble });
    expect(workbench.points.trouble).toEqual(note('points-not-kept', { cause }));
  });
});

describe('storage that is taken away', () => {
  it('costs no point, is told once, and has all again with the next one', async () => {
    const { workbench, store, item } = await visited();
    const before = store.points.length;
    store.studies.clear();
    store.close();
    const cause = note('storage-closed');
    expect(workbench.points.trouble).toEqual(note('points-not-kept', { cause }));
    expect(workbench.points.all).toContain(item);
    workbench.plans.change({ level: 0.4 });
    workbench.figures.settle();
    await settled();
    expect(workbench.points.trouble).toBeNull();
    expect(store.points).toHaveLength(before + 1);
  });

  it('is not told where there is nothing to lose', async () => {
    const store = new FakeStore();
    const { workbench } = testWorkbench({ store });
    store.close();
    expect(workbench.points.trouble).toBeNull();
  });
});

describe('storage that answers late', () => {
  it('brings its points back, and nothing newer is overwritten', async () => {
    const { workbench, slow, before } = await nextVisit();
    workbench.plans.change({ level: 0.3 });
    workbench.figures.settle();
    await settled();
    const newer = workbench.points.all;
    expect(newer).toHaveLength(2);
    slow.answer();
    await settled();
    const points = workbench.points.all;
    expect(points).toHaveLength(before.workbench.points.all.length);
    for (const point of newer) expect(points).toContain(point);
  });

  it('takes the trouble back once it answers', async () => {
    const { workbench, slow, clock } = await nextVisit();
    clock.turn(STORAGE_PATIENCE_MS);
    await settled();
    expect(workbench.points.trouble).toEqual(note('points-not-kept', { cause: SILENT }));
    slow.answer();
    await settled();
    expect(workbench.points.trouble).toBeNull();
  });

  it('does not bring back what was cleared meanwhile, unless that is asked for', async () => {
    const { workbench, slow, before } = await nextVisit();
    workbench.points.clear();
    slow.answer();
    await settled();
    expect(workbench.points.all).toEqual([]);
    expect(slow.points).toEqual([]);
    workbench.points.undoClear();
    await settled();
    expect(workbench.points.all).toHaveLength(before.workbench.points.all.length);
    expect(slow.points).toHaveLength(before.workbench.points.all.length);
  });

  it('loses nothing of the last visit where a study was imported meanwhile', async () => {
    const { workbench, slow, before } = await nextVisit();
    const [imported] = workbench.points.all;
    workbench.points.import([{ ...imported, id: 'from a file' }]);
    await settled();
    slow.answer();
    await settled();
    const ids = slow.points.map(({ id }) => id);
    for (const { id } of [...before.workbench.points.all, { id: 'from a file' }])
      expect(ids).toContain(id);
  });

  it('does not bring back a network that was forgotten meanwhile', async () => {
    const before = await visited();
    await before.workbench.networks.keep(before.item);
    const networkStore = new FakeNetworkStore();
    networkStore.networks = before.networkStore.networks;
    let answer = () => {};
    const asked = networkStore.networks;
    networkStore.load = () => new Promise((resolve) => (answer = () => resolve(asked)));
    const { workbench } = testWorkbench({ networkStore });
    void workbench.start();
    await settled();
    await workbench.networks.forget(before.item.point.plan);
    answer();
    await settled();
    expect(workbench.networks.whereIs(before.item.point.plan)).toBeNull();
  });
});
