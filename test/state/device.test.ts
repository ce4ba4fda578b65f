/** What is asked of the device anew. */
import { expect, it } from 'vitest';
import type { BoardStatus } from '../../src/protocol/board';
import { DeviceState, whileItTells } from '../../src/state/deviceState.svelte';

const ROOM = { usage: 1, quota: 2 };

function deviceWith(told: readonly (BoardStatus | null)[]) {
  const left = [...told];
  let asked = 0;
  const board = async () => {
    asked++;
    return left.shift() ?? null;
  };
  return {
    device: new DeviceState({ board: whileItTells(board), room: async () => ROOM }),
    asked: () => asked,
  };
}

it('shows what its board says last', async () => {
  const boards = [50, 60].map((celsius) => ({ celsius }) as BoardStatus);
  const { device } = deviceWith(boards);
  await device.look();
  expect([device.board?.celsius, device.room]).toEqual([50, ROOM]);
  await device.look();
  expect(device.board?.celsius).toBe(60);
});

it('asks a server that does not tell of its board no second time', async () => {
  const { device, asked } = deviceWith([null]);
  await device.look();
  await device.look();
  expect([device.board, device.room, asked()]).toEqual([null, ROOM, 1]);
});
