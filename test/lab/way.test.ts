import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { betweenBatches, giveWay, withTime } from '../../workers/jobs/way';

const LOOKS = { toFake: ['setTimeout', 'clearTimeout', 'performance'] as const };

beforeEach(() => void vi.useFakeTimers({ toFake: [...LOOKS.toFake] }));
afterEach(() => {
  giveWay(0);
  vi.useRealTimers();
});

/** Milliseconds that the pause between two batches takes. */
async function rested(superseded = () => false): Promise<number> {
  const begun = performance.now();
  let over = false;
  void betweenBatches(superseded).then(() => (over = true));
  while (!over) {
    // A message that lets others in is real.
    await new Promise((then) => setImmediate(then));
    if (!over && vi.getTimerCount() > 0) vi.advanceTimersToNextTimer();
  }
  return performance.now() - begun;
}

it('rests as long as it was asked, where its work has time', async () => {
  giveWay(700);
  expect(await rested()).toBe(0);
  expect(await withTime(() => rested())).toBe(700);
  expect(await withTime(() => rested())).toBe(0);
});

it('works on now and then, however long the page is used', async () => {
  giveWay(60_000);
  expect(await withTime(() => rested())).toBe(1000);
});

it('rests no longer once its job is ended', async () => {
  giveWay(700);
  const ended = performance.now() + 200;
  expect(await withTime(() => rested(() => performance.now() >= ended))).toBe(200);
});
