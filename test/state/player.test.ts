import { describe, expect, it } from 'vitest';
import { Player } from '../../src/state/player.svelte';
import { rungsOf } from '../../src/panels/play/rungs';
import { defaultPlan } from '../../src/pruning/validatePlan';

/** Timers that are let go by hand. */
function playerAndTimers() {
  const waiting = new Set<() => void>();
  const player = new Player(3, 1000, (_, run) => {
    waiting.add(run);
    return () => waiting.delete(run);
  });
  const tick = () => {
    const [run] = waiting;
    waiting.delete(run);
    run();
  };
  return { player, waiting, tick };
}

describe('a player', () => {
  it('goes on step by step, and rests at the end', () => {
    const { player, waiting, tick } = playerAndTimers();
    player.play();
    tick();
    expect([player.at, player.playing]).toEqual([1, true]);
    tick();
    expect([player.at, player.playing, waiting.size]).toEqual([2, false, 0]);
    player.play();
    expect([player.at, player.playing]).toEqual([0, true]);
  });

  it('stays where it is paused, or sent by hand', () => {
    const { player, waiting, tick } = playerAndTimers();
    player.play();
    tick();
    player.pause();
    expect([player.at, player.playing, waiting.size]).toEqual([1, false, 0]);
    player.play();
    player.go(0);
    expect([player.at, player.playing, waiting.size]).toEqual([0, false, 0]);
    player.go(9);
    expect(player.at).toBe(2);
    player.go(-1);
    expect(player.at).toBe(0);
  });

  it('that is started twice steps once', () => {
    const { player, waiting } = playerAndTimers();
    player.play();
    player.play();
    expect(waiting.size).toBe(1);
  });
});

describe('the rungs of a repair', () => {
  const plan = defaultPlan();
  const cut = { correct: 20, total: 100 };
  const repaired = { correct: 90, total: 100 };
  const accuracy = { afterCutting: cut, afterRepair: repaired };

  it('are its steps behind the cut', () => {
    const steps = [{ step: 'recalibrate', accuracy: repaired, seconds: 2 }];
    const found = rungsOf({ plan, accuracy, repairSteps: steps });
    expect(found).toEqual([
      { name: null, accuracy: cut },
      { name: 'recalibrate', accuracy: repaired },
    ]);
    expect(rungsOf({ plan, accuracy })).toEqual(found);
  });

  it('are the cut alone where nothing is repaired, and none before pictures are answered', () => {
    const bare = { afterCutting: cut, afterRepair: null };
    expect(rungsOf({ plan, accuracy: bare })).toEqual([{ name: null, accuracy: cut }]);
    const none = { afterCutting: { correct: 0, total: 0 }, afterRepair: null };
    expect(rungsOf({ plan, accuracy: none })).toEqual([]);
  });
});
