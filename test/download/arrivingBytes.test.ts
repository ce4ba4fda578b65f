import { array, assert, nat, property, uint8Array } from 'fast-check';
import { expect, it } from 'vitest';
import { ArrivingBytes } from '../../src/download/arrivingBytes';
import { ownMemory } from '../../src/download/memory';

it('are what came, whatever was expected, and no more', () => {
  assert(
    property(nat(60), array(uint8Array({ maxLength: 20 })), (expected, pieces) => {
      const arriving = new ArrivingBytes(expected, ownMemory);
      for (const piece of pieces) arriving.append(piece);
      const taken = arriving.taken();
      expect([...taken]).toEqual(pieces.flatMap((piece) => [...piece]));
      expect(taken.buffer.byteLength).toBe(taken.length);
    }),
  );
});

it('lie where there was room for them from the beginning', () => {
  const made: number[] = [];
  const room = (bytes: number) => (made.push(bytes), ownMemory.room(bytes));
  const arriving = new ArrivingBytes(3, { ...ownMemory, room });
  for (const byte of [1, 2, 3]) arriving.append(Uint8Array.of(byte));
  expect([...arriving.taken()]).toEqual([1, 2, 3]);
  expect(made).toEqual([3]);
});

it.each([2 ** 40, NaN, Infinity])('take no room for %s bytes that are told', (expected) => {
  const arriving = new ArrivingBytes(expected, ownMemory);
  arriving.append(Uint8Array.of(7));
  expect([...arriving.taken()]).toEqual([7]);
});
