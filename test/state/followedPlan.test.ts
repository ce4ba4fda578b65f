/** What shows a plan comes a frame behind a press, and with a move. */
import { afterEach, expect, it, vi } from 'vitest';
import { PlanState } from '../../src/state/planState.svelte';

let paint: () => void = () => {};

function stubScreen(): void {
  vi.useFakeTimers();
  const frames: (() => void)[] = [];
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => frames.push(run));
  paint = () => {
    for (const run of frames.splice(0)) run();
    vi.runAllTimers();
  };
}

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

it('is behind where a drag begins, with it in the moves that follow, and there when it ends', () => {
  stubScreen();
  const plans = new PlanState();
  const { level } = plans.plan;
  plans.drag(0.1);
  expect([plans.plan.level, plans.followed.level]).toEqual([0.1, level]);
  paint();
  expect(plans.followed.level).toBe(0.1);
  plans.drag(0.2);
  expect(plans.followed.level).toBe(0.2);
  plans.release();
  plans.drag(0.3);
  plans.release();
  expect(plans.followed.level).toBe(0.3);
  paint();
  plans.undo();
  expect(plans.followed).toBe(plans.plan);
});

it('is behind each press', () => {
  stubScreen();
  const plans = new PlanState();
  for (const level of [0.1, 0.2]) plans.drag(level, true);
  expect(plans.followed.level).not.toBe(0.2);
  paint();
  expect(plans.followed.level).toBe(0.2);
});

it('is the plan where there is no screen, and after every other change', () => {
  const plans = new PlanState();
  plans.drag(0.1, true);
  expect(plans.followed).toBe(plans.plan);
  plans.chooseMethod('l1-norm');
  expect(plans.followed).toBe(plans.plan);
});
