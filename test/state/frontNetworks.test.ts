/** Trained networks of points on the front are kept while there is room, and let go when they leave it. */
import { describe, expect, it } from 'vitest';
import type { MeasuredPoint } from '../../src/study/measuredPoint';
import { parseRepair } from '../../src/pruning/repairText';
import { FakeNetworkStore, FakeStore, settled, testWorkbench } from './testWorkbench';

const REPAIR = parseRepair('finetune=60s');
const TRAINED = REPAIR.ok ? REPAIR.value : [];

type Options = Parameters<typeof testWorkbench>[0];

/** A page whose plan was trained and measured: the only trained point, and none is as good. */
async function trained(options: Options = {}) {
  const page = testWorkbench(options);
  void page.workbench.start();
  await settled();
  page.workbench.plans.change({ level: 0.3, repair: TRAINED });
  page.workbench.figures.settle();
  await settled();
  await page.workbench.frontNetworks.see();
  const item = page.workbench.figures.measured!;
  const { networks, points, frontNetworks } = page.workbench;
  return { ...page, item, networks, points, frontNetworks };
}

/** Better and smaller than the other, without being trained. */
function better({ point, answers, id }: MeasuredPoint): MeasuredPoint {
  const { total } = point.accuracy.afterCutting;
  const accuracy = { afterCutting: { correct: total, total }, afterRepair: null };
  const plan = { ...point.plan, repair: [] };
  const bytes = { ...point.bytes, encoded: 1 };
  return { id: `${id} better`, answers, point: { ...point, plan, accuracy, bytes, latencyMs: {} } };
}

describe('a trained network on the front', () => {
  it('is kept by itself, said how large, and there again at the next visit', async () => {
    const { workbench, networks, networkStore, item, store } = await trained();
    expect(networks.whereIs(item.point.plan)).toBe('browser');
    expect(networkStore.networks).toMatchObject([{ front: workbench.opened.id }]);
    const bytes = networkStore.networks[0].file.size;
    expect(workbench.frontNetworks.kept).toEqual({ count: 1, bytes });
    const later = testWorkbench({ store, networkStore });
    void later.workbench.start();
    await settled();
    expect(later.workbench.networks.whereIs(item.point.plan)).toBe('browser');
  });

  it('is let go when it leaves the front; one that a person keeps stays', async () => {
    for (const stays of [false, true]) {
      const { points, networks, networkStore, frontNetworks, item } = await trained();
      if (stays) await networks.keep(item);
      const latency = { ...item, point: { ...item.point, latencyMs: {} } };
      points.add(latency);
      points.add(better(item));
      await frontNetworks.see();
      expect(networkStore.networks).toHaveLength(stays ? 1 : 0);
      expect(networks.whereIs(item.point.plan)).toBe(stays ? 'browser' : null);
    }
  });

  it('is not taken for one that has left before the study’s points have come', async () => {
    const { store, networkStore } = await trained();
    const slow = new FakeStore();
    slow.points = store.points;
    slow.load = () => new Promise(() => {});
    const later = testWorkbench({ store: slow, networkStore });
    void later.workbench.start();
    await settled();
    await later.workbench.frontNetworks.see();
    expect(networkStore.networks).toHaveLength(1);
  });

  it('finds no room where the browser gives too little, or refuses', async () => {
    const small = { machine: { room: async () => ({ usage: 90, quota: 100 }) } };
    const full = { networkStore: new FakeNetworkStore() };
    full.networkStore.trouble = new DOMException('full', 'QuotaExceededError');
    for (const options of [small, full]) {
      const { frontNetworks, networks, networkStore, item } = await trained(options);
      expect(networkStore.networks).toEqual([]);
      expect(networks.whereIs(item.point.plan)).toBeNull();
      expect(networks.troubleOf(item.point.plan)).toBeNull();
      expect(frontNetworks.left).toBe(1);
    }
  });

  it('is kept at the size that was asked for once: never trained again for it', async () => {
    const { workbench, lab, item } = await trained();
    await workbench.networks.forget(item.point.plan);
    lab.calls.length = 0;
    workbench.points.add(item);
    await workbench.frontNetworks.see();
    expect(lab.calls).toEqual([]);
  });

  it('of an untrained plan is made again from the plan', async () => {
    const page = testWorkbench();
    void page.workbench.start();
    await settled();
    await page.workbench.frontNetworks.see();
    expect(page.workbench.points.all.length).toBeGreaterThan(0);
    expect(page.networkStore.networks).toEqual([]);
  });
});
