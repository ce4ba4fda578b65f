import type { Outcome } from '../../src/base/outcome';
import { describe, expect, it } from 'vitest';
import { parseRepair } from '../../src/pruning/repairText';
import { FakeNetworkStore, FakeStore, settled, testWorkbench } from './testWorkbench';
import { note } from '../../src/words/refusal';

function unwrap<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(outcome.code);
  return outcome.value;
}

const TRAINED = unwrap(parseRepair('finetune=60s'));

/** Nothing is kept but what somebody asks for. */
const NO_ROOM = async () => ({ usage: 0, quota: 0 });

/** A page whose plan was trained and measured. */
async function trained(stores: Parameters<typeof testWorkbench>[0] = {}) {
  const page = testWorkbench({ ...stores, machine: { room: NO_ROOM } });
  await page.workbench.start();
  page.workbench.plans.change({ level: 0.3, repair: TRAINED });
  page.workbench.figures.settle();
  await settled();
  page.lab.calls.length = 0;
  const item = page.workbench.figures.measured!;
  return { ...page, item, plan: item.point.plan, networks: page.workbench.networks };
}

describe('a network that is kept', () => {
  it('is stored with the study of its own point and used from then on', async () => {
    const { workbench, networks, networkStore, lab, item, plan } = await trained();
    expect(await networks.keep(item)).toEqual({ ok: true, value: null });
    expect(networks.whereIs(plan)).toBe('browser');
    expect(lab.calls).toEqual(['file magnitude-global 0.3', 'use magnitude-global 0.3']);
    const [stored] = networkStore.networks;
    const study = unwrap(await lab.readNetwork(stored.file));
    expect(study.points).toEqual([JSON.parse(JSON.stringify(workbench.known.shown(item)))]);
  });

  it('is there again after a reload, before anything is measured', async () => {
    const before = await trained();
    await before.networks.keep(before.item);
    const { workbench, lab } = testWorkbench({ networkStore: before.networkStore });
    await workbench.start();
    expect(workbench.networks.whereIs(before.plan)).toBe('browser');
    const first = (start: string) => lab.calls.findIndex((call) => call.startsWith(start));
    expect(first('use')).toBeLessThan(first('accuracy'));
    expect(await workbench.networks.fileOf(before.item)).toMatchObject({ ok: true });
    expect(lab.calls).not.toContain('file magnitude-global 0.3');
  });

  it('is forgotten everywhere, and brought back', async () => {
    const { networks, networkStore, lab, item, plan } = await trained();
    await networks.keep(item);
    const undo = await networks.forget(plan);
    expect([networks.whereIs(plan), networkStore.networks]).toEqual([null, []]);
    expect(lab.calls.at(-1)).toBe('drop magnitude-global 0.3');
    undo();
    await settled();
    expect(networks.whereIs(plan)).toBe('browser');
    expect(networkStore.networks).toMatchObject([{ plan }]);
  });

  it('is opened from a file and measured here, though its plan has a point', async () => {
    const { workbench, networks, networkStore, lab, item, plan } = await trained();
    const file = unwrap(await networks.fileOf(item));
    lab.calls.length = 0;
    expect(await workbench.networks.open(file)).toMatchObject({ ok: true });
    await settled();
    expect(networkStore.networks).toMatchObject([{ plan, file }]);
    expect(lab.calls).toContain('accuracy magnitude-global 0.3');
    const refused = await workbench.networks.open(new Blob(['{}']));
    expect(refused).toMatchObject({ ok: false, code: 'study-field' });
  });
});

describe('full storage', () => {
  it('loses nothing: the network stays in the page and can be downloaded', async () => {
    const { networks, networkStore, lab, item, plan } = await trained();
    networkStore.trouble = new DOMException('quota', 'QuotaExceededError');
    const refused = await networks.keep(item);
    expect(refused).toMatchObject({ ok: false, code: 'storage-full' });
    expect(networks.troubleOf(plan)).toMatchObject(note('storage-full'));
    expect(networks.whereIs(plan)).toBe('page');
    // Even where the workers have let it go.
    lab.gone = true;
    const file = unwrap(await networks.fileOf(item));
    expect(unwrap(await lab.readNetwork(file)).points[0].plan).toEqual(plan);
    networkStore.trouble = null;
    expect(await networks.keep(item)).toMatchObject({ ok: true });
    expect([networks.whereIs(plan), networks.troubleOf(plan)]).toEqual(['browser', null]);
  });

  it('is told from a browser that stores nothing', async () => {
    const networkStore = new FakeNetworkStore();
    networkStore.trouble = new Error('no database in this window');
    const { networks, item, plan } = await trained({ networkStore });
    expect(await networks.keep(item)).toMatchObject({ ok: false, code: 'not-stored' });
    const cause = note('told-before', { text: 'no database in this window' });
    expect(networks.troubleOf(plan)).toMatchObject(note('not-stored', { cause }));
  });
});

describe('a network that is gone', () => {
  it('is trained again on wish, not by itself', async () => {
    const store = new FakeStore();
    const before = await trained({ store });
    const { workbench, lab, networks, item, plan } = await trained({ store });
    expect(lab.calls).toEqual([]);
    lab.gone = true;
    expect(await networks.keep(item)).toMatchObject({ ok: false, code: 'network-gone' });
    expect(networks.whereIs(before.plan)).toBeNull();
    expect(lab.calls).toEqual(['file magnitude-global 0.3']);
    networks.forgive(plan);
    workbench.figures.again();
    await settled();
    expect(lab.calls).toContain('accuracy magnitude-global 0.3');
    expect(networks.troubleOf(plan)).toBeNull();
  });
});
