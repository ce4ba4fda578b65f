import { describe, expect, it } from 'vitest';
import { defaultPlan } from '../../src/pruning/validatePlan';
import type { TrainingTick } from '../../src/protocol/lab';
import { TrainingState } from '../../src/state/trainingState.svelte';

const PLAN = defaultPlan();

function tick(step: number, paused = false): TrainingTick {
  const rest = { secondsLeft: 60, loss: 1 / step, accuracy: 0.9, workers: 2 };
  return { step, seconds: step / 4, ...rest, paused };
}

function watched() {
  const calls: string[] = [];
  const training = new TrainingState({
    steer: (lane, order) => calls.push(`${order} ${lane}`),
    cancel: (lane) => calls.push(`cancel ${lane}`),
  });
  return { training, calls };
}

describe('a training that runs', () => {
  it('shows every step until the plan is measured', () => {
    const { training } = watched();
    for (const step of [1, 2, 3]) training.see('a', PLAN, tick(step));
    expect(training.running?.ticks.map(({ step }) => step)).toEqual([1, 2, 3]);
    expect(training.latest?.step).toBe(3);
    training.see('b', PLAN, null);
    expect(training.running).not.toBeNull();
    training.see('a', PLAN, null);
    expect(training.running).toBeNull();
  });

  it('begins a new curve for another plan', () => {
    const { training } = watched();
    training.see('a', PLAN, tick(7));
    training.see('a', { ...PLAN, level: 0.3 }, tick(1));
    expect(training.running?.ticks.map(({ step }) => step)).toEqual([1]);
  });

  it('thins out a long curve and keeps its ends', () => {
    const { training } = watched();
    for (let step = 1; step <= 5000; step++) training.see('a', PLAN, tick(step));
    const steps = training.running!.ticks.map((own) => own.step);
    expect(steps.length).toBeLessThan(400);
    expect([steps[0], steps.at(-1)]).toEqual([1, 5000]);
    const gaps = steps.slice(1).map((step, i) => step - steps[i]);
    expect(Math.max(...gaps)).toBeLessThan(80);
  });

  it('does not draw a pause', () => {
    const { training } = watched();
    training.see('a', PLAN, tick(1));
    for (let i = 0; i < 3; i++) training.see('a', PLAN, tick(2, i < 2));
    expect(training.running?.ticks.map(({ step }) => step)).toEqual([1, 2]);
    expect(training.latest?.paused).toBe(false);
  });

  it('hears buttons', () => {
    const { training, calls } = watched();
    training.steer('pause');
    training.see('a', PLAN, tick(1));
    training.steer('pause');
    training.steer('keep');
    training.cancel();
    expect(calls).toEqual(['pause a', 'keep a', 'cancel a']);
  });
});

describe('a hidden tab', () => {
  it('leaves a training alone where it may go on', () => {
    const { training, calls } = watched();
    training.see('a', PLAN, tick(1));
    training.visibilityChanged(true);
    training.visibilityChanged(false);
    expect(calls).toEqual([]);
  });

  it('pauses it where it should, until the tab is shown', () => {
    const { training, calls } = watched();
    training.whenHidden = 'pause';
    training.see('a', PLAN, tick(1));
    training.visibilityChanged(true);
    training.visibilityChanged(false);
    expect(calls).toEqual(['pause a', 'resume a']);
  });

  it('does not resume what a person has paused', () => {
    const { training, calls } = watched();
    training.whenHidden = 'pause';
    training.see('a', PLAN, tick(1, true));
    training.visibilityChanged(true);
    training.visibilityChanged(false);
    expect(calls).toEqual([]);
  });
});
