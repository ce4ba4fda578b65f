import { expect, it } from 'vitest';
import { TrainingTeam } from '../../workers/training/trainingTeam';
import { teamMemory } from '../../workers/training/gradientTeam';

function team(size: number): TrainingTeam[] {
  const [shared, arrivals] = [teamMemory(size, 4), new SharedArrayBuffer(4)];
  const seat = (rank: number) => new TrainingTeam({ rank, size, shared, arrivals });
  return Array.from({ length: size }, (_, rank) => seat(rank));
}

it('gathers those who come late', async () => {
  const [first, second, third] = team(3);
  let waiting = 0;
  const early = [first, second].map((member) => member.gather(() => ++waiting > 0));
  expect(await third.gather(() => true)).toBe(true);
  expect(await Promise.all(early)).toEqual([true, true]);
  expect(waiting).toBeGreaterThan(1);
});

it('does not wait where a member has left, or for nothing', async () => {
  const [first, second] = team(2);
  const waiting = first.gather(() => true);
  second.stop();
  expect(await waiting).toBe(false);
  expect(await team(2)[0].gather(() => false)).toBe(false);
});
