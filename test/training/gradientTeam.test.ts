import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { GradientTeam, teamMemory } from '../../workers/training/gradientTeam';

const SIZE = 3;
const VALUES = 10;
const ROUNDS = 40;
const MODULE = new URL('../../workers/training/gradientTeam.ts', import.meta.url).href;

/** Averages its own numbers with the others' again and again, and tells what it got. */
const MEMBER = `
  import('tsx/esm/api').then(async ({ register }) => {
    register();
    const { GradientTeam } = await import(${JSON.stringify(MODULE)});
    const { parentPort, workerData } = await import('node:worker_threads');
    const { rank, shared, rounds } = workerData;
    const team = new GradientTeam(rank, ${SIZE}, shared);
    const results = [];
    for (let round = 0; round < rounds; round++) {
      const values = Float32Array.from({ length: 7 }, (_, i) => Math.fround(0.1 * (rank + 1) * (round + i + 1)));
      const more = new Float32Array([rank]);
      if (!team.average(values, more)) break;
      results.push(...values, ...more);
    }
    parentPort.postMessage(results);
  });`;

function member(rank: number, shared: SharedArrayBuffer, rounds = ROUNDS): Promise<number[]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(MEMBER, { eval: true, workerData: { rank, shared, rounds } });
    worker.on('message', resolve);
    worker.on('error', reject);
  });
}

describe('a gradient team', () => {
  it('gives every member the same bits: the mean of all', async () => {
    const shared = teamMemory(SIZE, VALUES);
    const [first, ...others] = await Promise.all([0, 1, 2].map((rank) => member(rank, shared)));
    expect(first).toHaveLength(8 * ROUNDS);
    for (const other of others) expect(other).toEqual(first);
    for (let round = 0; round < ROUNDS; round++) {
      for (let i = 0; i < 7; i++)
        expect(first[8 * round + i]).toBeCloseTo(0.2 * (round + i + 1), 4);
      expect(first[8 * round + 7]).toBe(1);
    }
  });

  it('ends for all when one stops', async () => {
    const shared = teamMemory(SIZE, VALUES);
    const waiting = [member(0, shared), member(1, shared)];
    const last = new GradientTeam(2, SIZE, shared);
    last.stop();
    expect(await Promise.all(waiting)).toEqual([[], []]);
    expect(last.average(new Float32Array(1))).toBe(false);
  });

  it('of one leaves the values alone', () => {
    const values = new Float32Array([1, 2, 3]);
    expect(new GradientTeam(0, 1, teamMemory(1, 3)).average(values)).toBe(true);
    expect([...values]).toEqual([1, 2, 3]);
  });
});
