import { describe, expect, it } from 'vitest';
import { networkCosts } from '../../src/model/costs';
import { withChannels } from '../../src/model/networkOf';
import { keptCounts } from '../../src/pruning/select';
import { rank } from '../../src/pruning/rank';
import { defaultPlan, validatePlan } from '../../src/pruning/validatePlan';
import { SENSITIVITY_SHARES } from '../../src/state/sensitivityState.svelte';
import { sensitivityCsv, sensitivityJson } from '../../src/study/sensitivity';
import { LAB, randomWeights } from '../pruning/networks';
import { settled, testWorkbench } from './testWorkbench';

const plan = defaultPlan('l1-norm');

describe('sensitivity', () => {
  it('measures every set at every share, coarse first, and exports it', async () => {
    const { workbench, lab } = testWorkbench();
    const { sensitivity } = workbench;
    await sensitivity.start(plan);
    expect(sensitivity.points).toHaveLength(sensitivity.total);
    expect(sensitivity.total).toBe(16 * SENSITIVITY_SHARES.length);
    expect(lab.calls.filter((call) => call === 'probe')).toHaveLength(sensitivity.total + 1);
    const first = sensitivity.points.slice(0, 16);
    expect(new Set(first.map(({ unit }) => unit)).size).toBe(16);
    expect(new Set(first.map(({ share }) => share))).toEqual(new Set([0.5]));
    const { units, dense, points } = sensitivity;
    const csv = sensitivityCsv({ plan, units, dense, points }).split('\r\n');
    expect(csv).toHaveLength(sensitivity.total + 2);
    expect(csv[1]).toMatch(/^l1-norm,inner 1,\d+,0.125,300,/);
    expect(JSON.parse(sensitivityJson({ plan, units, dense, points })).points).toHaveLength(
      sensitivity.total,
    );
  });

  it('keeps what it has when it is stopped, and measures only the rest', async () => {
    const { workbench, lab } = testWorkbench();
    const { sensitivity } = workbench;
    const run = sensitivity.start(plan);
    while (sensitivity.points.length < 5) await Promise.resolve();
    sensitivity.cancel();
    await run;
    const kept = sensitivity.points.length;
    expect(kept).toBeLessThan(20);
    lab.calls.length = 0;
    await sensitivity.start({ ...plan, level: 0.25 });
    expect(sensitivity.points).toHaveLength(sensitivity.total);
    const probes = lab.calls.filter((call) => call === 'probe').length;
    expect(probes).toBe(sensitivity.total - kept);
  });

  it('begins anew with another method', async () => {
    const { workbench } = testWorkbench();
    const { sensitivity } = workbench;
    await sensitivity.start(plan);
    const run = sensitivity.start(defaultPlan('fpgm'));
    expect(sensitivity.points).toEqual([]);
    await run;
    expect(sensitivity.plan?.method).toBe('fpgm');
  });
});

describe('the search for a budget', () => {
  async function started() {
    const made = testWorkbench();
    await made.workbench.start();
    await settled();
    return made;
  }

  it('ends with a plan within the budget, which becomes the current one', async () => {
    const { workbench } = await started();
    const { allocation, plans } = workbench;
    await allocation.start(plan, { unit: 'macs', share: 0.6 });
    const found = allocation.found!;
    expect(found.cost).toBeLessThanOrEqual(0.6 * found.denseCost);
    expect(found.denseCost).toBe(networkCosts(LAB).macs);
    expect(allocation.rounds.length).toBeGreaterThan(5);
    expect(plans.plan).toEqual(found.plan);
    expect(validatePlan(found.plan)).toMatchObject({ ok: true });
    const { level, rounding, minChannels } = found.plan;
    const ranked = rank(LAB, randomWeights(LAB, 1), found.plan);
    const counts = ranked.kind === 'channels' && keptCounts(ranked, level, rounding, minChannels);
    const { macs } = networkCosts(withChannels(LAB, counts && counts.ok ? counts.value : []));
    expect(macs).toBeLessThanOrEqual(0.6 * found.denseCost);
    // At the next stop of the slider: hardly more is cut than was found.
    expect(macs).toBeGreaterThan(0.55 * found.denseCost);
  });

  it('leaves whole what the plan leaves out', async () => {
    const { workbench } = await started();
    const given = { ...plan, ratios: { 'inner 1': 0, 'inner 2': 0.5 } };
    await workbench.allocation.start(given, { unit: 'macs', share: 0.7 });
    const found = workbench.allocation.found!.plan;
    const set = LAB.sets.find(({ name }) => name === 'inner 1')!;
    expect(found.shares?.[set.index]).toBe(0);
    expect(found.ratios).toBeUndefined();
  });

  it('forgets the shares where another method is chosen', async () => {
    const { workbench } = await started();
    await workbench.allocation.start(plan, { unit: 'bytes', share: 0.7 });
    expect(workbench.plans.plan.shares).toBeDefined();
    workbench.plans.change({ level: 0.2 });
    expect(workbench.plans.plan.shares).toBeDefined();
    workbench.plans.chooseMethod('fpgm');
    expect(workbench.plans.plan.shares).toBeUndefined();
  });

  it.each([
    [defaultPlan('magnitude-global'), 'macs', 'no-channels-to-spread'],
    [plan, 'ms', 'no-heap'],
  ] as const)('says why it cannot: %#', async (given, unit, code) => {
    const { workbench } = await started();
    await workbench.allocation.start(given, { unit, share: 0.5 });
    expect(workbench.allocation.failure?.code).toBe(code);
    expect(workbench.allocation.running).toBe(false);
  });

  it('ends when it is cancelled', async () => {
    const { workbench } = await started();
    const { allocation } = workbench;
    const run = allocation.start(plan, { unit: 'macs', share: 0.5 });
    while (allocation.rounds.length < 2) await Promise.resolve();
    allocation.cancel();
    expect(allocation.running).toBe(false);
    await run;
    expect(allocation.found).toBeNull();
  });
});
