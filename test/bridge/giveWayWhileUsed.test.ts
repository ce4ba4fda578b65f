import { expect, it } from 'vitest';
import { giveWayWhileUsed } from '../../src/bridge/giveWayWhileUsed';

/** @returns what was said to `workerCount` workers on so many cores when inputs came at these times, ms */
function said(workerCount: number, cores: number, inputs: readonly number[]): number[] {
  const ways: number[] = [];
  const heard = new Map<string, (event: Event) => void>();
  const addEventListener = (input: string, hear: unknown) =>
    void heard.set(input, hear as (event: Event) => void);
  giveWayWhileUsed({ workerCount, giveWay: (ms) => ways.push(ms) }, cores, { addEventListener });
  for (const timeStamp of inputs) heard.get('keydown')?.({ timeStamp } as Event);
  return ways;
}

it('asks again while the page is used, but not at every event', () => {
  expect(said(4, 4, [5000, 5016, 5033, 5260, 9000])).toHaveLength(3);
  expect(Math.min(...said(4, 4, [5000]))).toBeGreaterThan(250);
});

it('leaves workers alone that leave a core, and one that is all there is', () => {
  expect(said(3, 4, [5000])).toEqual([]);
  expect(said(1, 1, [5000])).toEqual([]);
});
