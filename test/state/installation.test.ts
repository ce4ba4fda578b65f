import { describe, expect, it } from 'vitest';
import { INSTALLATION_KEY, installationId } from '../../src/storage/installation';
import type { BoardStatus } from '../../src/protocol/board';
import { latencyTroubles } from '../../src/study/paceSentences';
import { formatStudy } from '../../src/study/formatStudy';
import { environmentId } from '../../src/study/environment';
import { settled, testWorkbench } from './testWorkbench';

/** A profile's storage. */
function profile(rows: Record<string, string> = {}) {
  const storage = {
    getItem: (key: string) => rows[key] ?? null,
    setItem: (key: string, value: string) => void (rows[key] = value),
  };
  return { rows, id: () => installationId(() => storage) };
}

function refuse(): never {
  throw new Error('SecurityError');
}

describe('an installation', () => {
  it('is known again in its profile, and differs from every other', () => {
    const own = profile();
    expect(own.id()).toMatch(/^[0-9a-f]{16}$/);
    expect(own.id()).toBe(own.id());
    expect(profile().id()).not.toBe(own.id());
  });

  it('lasts for the visit where the browser stores nothing', () => {
    expect(installationId(refuse)).toMatch(/^[0-9a-f]{16}$/);
    expect(installationId(refuse)).not.toBe(installationId(refuse));
    const full = { getItem: () => null, setItem: refuse };
    expect(installationId(() => full)).toMatch(/^[0-9a-f]{16}$/);
  });

  it('is made anew where something else stands in its place', () => {
    const { rows, id } = profile({ [INSTALLATION_KEY]: 'Jane’s Pi' });
    expect(id()).toMatch(/^[0-9a-f]{16}$/);
    expect(rows[INSTALLATION_KEY]).toBe(id());
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
