import { describe, expect, it, vi } from 'vitest';
import { OFFERED_MS, UndoOffer } from '../../src/controls/undoOffer.svelte';
import { FakeClock } from '../state/fakeClock';

function offered() {
  const clock = new FakeClock();
  const offers = new UndoOffer(clock);
  const [undo, settle] = [vi.fn(), vi.fn()];
  offers.make({ text: 'gone', undo, settle });
  return { clock, offers, undo, settle };
}

describe('the offer to undo', () => {
  it('is taken once', () => {
    const { offers, undo, settle } = offered();
    offers.undo();
    offers.undo();
    expect([undo.mock.calls.length, settle.mock.calls.length]).toEqual([1, 0]);
    expect(offers.offer).toBeNull();
  });

  it('lapses when its time is up, not while somebody is at it', () => {
    const { clock, offers, undo, settle } = offered();
    clock.turn(OFFERED_MS - 1);
    offers.pause();
    clock.turn(10 * OFFERED_MS);
    expect(settle).not.toHaveBeenCalled();
    offers.resume();
    clock.turn(OFFERED_MS - 1);
    expect(offers.offer?.text).toBe('gone');
    clock.turn(1);
    expect([offers.offer, undo.mock.calls.length, settle.mock.calls.length]).toEqual([null, 0, 1]);
    offers.undo();
    expect(undo).not.toHaveBeenCalled();
  });

  it('gives way to the next, which has all its time', () => {
    const { clock, offers, settle } = offered();
    clock.turn(OFFERED_MS / 2);
    const next = vi.fn();
    offers.make({ text: 'next', undo: next });
    expect(settle).toHaveBeenCalledTimes(1);
    clock.turn(OFFERED_MS - 1);
    offers.undo();
    expect(next).toHaveBeenCalledTimes(1);
  });
});
