/** Who works next: urgent tasks first, an exclusive one alone, and nobody waits for what was dropped. */
import { expect, it } from 'vitest';
import { TaskQueue } from '../../src/bridge/taskQueue';

function queue(members: readonly string[]) {
  const started: string[] = [];
  const dropped: string[] = [];
  const ends = new Map<string, () => void>();
  const tasks = new TaskQueue(members);
  const add = (lane: string, kind: { exclusive?: boolean; urgent?: boolean } = {}) =>
    tasks.add({
      ...{ exclusive: false, urgent: false, ...kind, lane },
      run: () => {
        started.push(lane);
        return new Promise((end) => ends.set(lane, end));
      },
      drop: () => dropped.push(lane),
    });
  const end = async (lane: string) => {
    ends.get(lane)!();
    await Promise.resolve();
    await Promise.resolve();
  };
  return { tasks, add, end, started, dropped };
}

it('takes urgent tasks first, each kind in the order in which they came', async () => {
  const { add, end, started } = queue(['one']);
  add('a');
  add('b');
  add('urgent 1', { urgent: true });
  add('urgent 2', { urgent: true });
  add('c');
  for (const lane of ['a', 'urgent 1', 'urgent 2', 'b', 'c']) await end(lane);
  expect(started).toEqual(['a', 'urgent 1', 'urgent 2', 'b', 'c']);
});

it('lets an exclusive task run alone, and lets others behind it wait', async () => {
  const { add, end, started } = queue(['one', 'two']);
  add('a');
  add('alone', { exclusive: true });
  add('b');
  expect(started).toEqual(['a']);
  await end('a');
  expect(started).toEqual(['a', 'alone']);
  await end('alone');
  expect(started).toEqual(['a', 'alone', 'b']);
});

it('starts at once what waited behind a task that was dropped', () => {
  const { tasks, add, started, dropped } = queue(['one', 'two']);
  add('a');
  add('alone', { exclusive: true });
  add('b');
  tasks.dropLane('alone');
  expect(dropped).toEqual(['alone']);
  expect(started).toEqual(['a', 'b']);
});
