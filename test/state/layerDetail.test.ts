import { describe, expect, it } from 'vitest';
import { refusal } from '../../src/words/refusal';
import { defaultPlan } from '../../src/pruning/validatePlan';
import { LayerDetailState } from '../../src/state/layerDetail.svelte';
import { PlanTimesState } from '../../src/state/planTimes.svelte';
import { FakeLab } from './fakeLab';

const plan = defaultPlan('l1-norm');

describe('layers under the magnifier', () => {
  it('are asked for once for all levels and repairs', async () => {
    const lab = new FakeLab();
    const state = new LayerDetailState(lab);
    await state.ask(plan, 4);
    await state.ask({ ...plan, level: 0.7, repair: [] }, 4);
    expect(lab.calls).toEqual(['detail l1-norm 4']);
    expect(state.detailOf({ ...plan, level: 0.9 }, 4)?.layer).toBe(4);
    expect(state.detailOf(plan, 5)).toBeNull();
    expect(state.detailOf({ ...plan, rounding: 8 }, 4)).toBeNull();
  });

  it('are not there where the wish was superseded, and can be asked for again', async () => {
    const lab = new FakeLab();
    lab.held = true;
    const state = new LayerDetailState(lab);
    const asked = state.ask(plan, 4);
    void state.ask(plan, 4);
    expect(lab.calls).toHaveLength(1);
    lab.cancel('layer-detail');
    await asked;
    expect([state.detailOf(plan, 4), state.refusalOf(plan, 4)]).toEqual([null, null]);
    lab.held = false;
    await state.ask(plan, 4);
    expect(state.detailOf(plan, 4)).not.toBeNull();
  });

  it('say why they cannot be had, and are kept only so many', async () => {
    const lab = new FakeLab();
    const state = new LayerDetailState({
      layerDetail: (job) =>
        job.layer === 0 ? Promise.resolve(refusal('not-loaded')) : lab.layerDetail(job),
    });
    await state.ask(plan, 0);
    expect(state.refusalOf(plan, 0)?.code).toBe('not-loaded');
    for (let layer = 1; layer <= 8; layer++) await state.ask(plan, layer);
    expect(state.refusalOf(plan, 0)).toBeNull();
    expect(state.detailOf(plan, 1)).not.toBeNull();
  });
});

describe('times of layers', () => {
  it('are those of the plan that was timed, and of the dense network', async () => {
    const lab = new FakeLab();
    const state = new PlanTimesState(lab);
    expect(state.dense).toBeNull();
    const half = { ...plan, level: 0.5 };
    await state.measure(half);
    expect([state.dense?.[0], state.cutOf(half)?.[0]]).toEqual([1, 0.5]);
    expect(state.cutOf({ ...half, repair: [] })?.[0]).toBe(0.5);
    expect(state.cutOf({ ...half, level: 0.25 })).toBeNull();
    expect(state.running).toBe(false);
  });

  it('can be given up', async () => {
    const lab = new FakeLab();
    lab.timingHeld = true;
    const state = new PlanTimesState(lab);
    const timed = state.measure(plan);
    expect(state.running).toBe(true);
    state.cancel();
    await timed;
    expect([state.running, state.dense, state.failure]).toEqual([false, null, null]);
  });
});
