import { describe, expect, it } from 'vitest';
import { INSTALLATION_KEY, installationId } from '../../src/storage/installation';
import type { BoardStatus } from '../../src/protocol/board';
import { latencyTroubles } from '../../src/study/paceSentences';
import { formatStudy } from '../../src/study/formatStudy';
import { environmentId } from '../../src/study/environment';
import { settled, testWorkbench } from './testWorkbench';

/** A profile's storage: texts, which a power cut may take, and its database. */
function profile(texts: Record<string, string> = {}, rows: { id?: unknown } = {}) {
  const stores = {
    texts: () => ({
      getItem: (key: string) => texts[key] ?? null,
      setItem: (key: string, value: string) => void (texts[key] = value),
    }),
    read: async () => rows.id,
    write: async (id: string) => void (rows.id = id),
  };
  return { texts, rows, stores, id: () => installationId(stores) };
}

const ID = /^[0-9a-f]{16}$/;

function refuse(): never {
  throw new Error('SecurityError');
}

const noDatabase = { read: async () => refuse(), write: async () => refuse() };

describe('an installation', () => {
  it('is known again in its profile, and differs from every other', async () => {
    const own = profile();
    const id = await own.id();
    expect(id).toMatch(ID);
    expect(await own.id()).toBe(id);
    expect(await profile().id()).not.toBe(id);
  });

  it('is known again where its text was lost, and comes back to it', async () => {
    const { rows, id } = profile();
    const first = await id();
    const after = profile({}, rows);
    expect(await after.id()).toBe(first);
    expect(after.texts[INSTALLATION_KEY]).toBe(first);
  });

  it('is that of earlier versions, which had the text alone', async () => {
    const { rows, id } = profile({ [INSTALLATION_KEY]: '0123456789abcdef' });
    expect(await id()).toBe('0123456789abcdef');
    expect(rows.id).toBe('0123456789abcdef');
  });

  it('lasts where one of its places refuses, and for the visit where both do', async () => {
    const { stores, id } = profile();
    const first = await id();
    expect(await installationId({ ...stores, texts: refuse })).toBe(first);
    expect(await installationId({ ...stores, ...noDatabase })).toBe(first);
    const nothing = { texts: refuse, ...noDatabase };
    expect(await installationId(nothing)).toMatch(ID);
    expect(await installationId(nothing)).not.toBe(await installationId(nothing));
    const full = { ...noDatabase, texts: () => ({ getItem: () => null, setItem: refuse }) };
    expect(await installationId(full)).toMatch(ID);
  });

  it('is made anew where something else stands in its place', async () => {
    const { texts, rows, id } = profile({ [INSTALLATION_KEY]: 'Jane’s Pi' }, { id: 7 });
    expect(await id()).toMatch(ID);
    expect(texts[INSTALLATION_KEY]).toBe(await id());
    expect(rows.id).toBe(await id());
  });
});

it('stands in a point with the board’s model, from the first on, where the server tells it', async () => {
  const board = { model: 'Raspberry Pi 4 Model B Rev 1.4', throttled: 0x10001 } as BoardStatus;
  const { workbench } = testWorkbench({
    ...{ hash: '#method=l1-norm&level=0.5&repair=none&images=1000' },
    machine: { board: async () => board },
  });
  await workbench.start();
  await settled();
  const points = workbench.points.all.map(({ point }) => point);
  expect(points.length).toBeGreaterThan(0);
  for (const { origin } of points) expect(origin.environment.device.model).toBe(board.model);
  expect(points.flatMap(latencyTroubles)).toContain('voltage');
  expect(formatStudy({ points })).toContain(board.model);
});

describe('points of two boards of one kind', () => {
  async function measured(installation: string) {
    const bench = testWorkbench({
      ...{ hash: '#method=l1-norm&level=0.5&repair=none&images=1000', machine: { installation } },
    });
    await bench.workbench.start();
    await settled();
    return bench.workbench;
  }

  it('are both kept, each with its own environment, through a file and an import', async () => {
    const [ours, theirs] = [await measured('1'.repeat(16)), await measured('2'.repeat(16))];
    const [own] = ours.points.all;
    const [foreign] = theirs.points.all;
    expect(await ours.points.importStudy(formatStudy({ points: [foreign.point] }))).toMatchObject({
      value: { refusals: [] },
    });
    expect(ours.points.all.map(({ point }) => point.origin.environment.installation)).toEqual(
      expect.arrayContaining(['1'.repeat(16), '2'.repeat(16)]),
    );
    expect(ours.points.all).toHaveLength(2);
    expect(ours.points.find(own.point.plan, 1000)?.id).toBe(own.id);
    const file = JSON.parse(formatStudy({ points: ours.points.all.map(({ point }) => point) }));
    expect(Object.keys(file.environments).sort()).toEqual(
      [own, foreign].map(({ point }) => environmentId(point.origin.environment)).sort(),
    );
  });
});
