import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { adviceIn, adviceOf, fieldOf } from '../../src/advice/advice';
import { formatBudgets, parseBudgets } from '../../src/advice/budgetText';
import { guidance, LOSSES, techniqueOf } from '../../src/advice/guidance';
import { expectedBetween, nextPlans, untriedInt8 } from '../../src/advice/nextPlans';
import { curveKey } from '../../src/study/expected';
import type { Study } from '../../src/study/point';
import { parseStudy } from '../../src/study/studyJson';
import { deviation } from '../../src/study/uncertain';
import { orThrow } from '../../cli/orThrow';

const EXAMPLE: Study = orThrow(
  parseStudy(readFileSync('public/studies/mobilenetv2-1.0-fashion-mnist.json', 'utf8')),
);

describe('the next plans', () => {
  it('lie between the last that keeps to the budget and the first that does not', () => {
    const advice = adviceOf(EXAMPLE, { loss: 0.01 });
    expect(advice.recommended?.point.plan).toMatchObject({
      method: 'magnitude-global',
      level: 0.8,
    });
    const [first, ...others] = nextPlans(advice);
    expect(first.plan.method).toBe('magnitude-global');
    expect(first.plan.level).toBeGreaterThan(0.8);
    expect(first.plan.level).toBeLessThan(0.86);
    expect(first.gain).toBeGreaterThan(0);
    for (const other of others) expect(other.gain).toBeLessThanOrEqual(first.gain!);
  });

  it('never promise more than both of their neighbours have', () => {
    const plans = nextPlans(adviceOf(EXAMPLE, {}));
    // Of 1,000 pictures the best gains some by luck: nothing between two others is expected to beat it by much.
    for (const { gain, quantities } of plans) {
      expect(gain).toBeLessThan(0.002);
      expect(quantities.loss!.value).toBeLessThan(0.01);
    }
  });

  it('are those likeliest to satisfy where nothing does', () => {
    const [first] = nextPlans(adviceOf(EXAMPLE, { loss: 0.02, bytes: 2.3e6 }));
    expect(first).toMatchObject({ gain: null, plan: { method: 'magnitude-global' } });
    expect(first.satisfies).toBeGreaterThan(0.02);
  });

  it('are no promise: of the points of a study four in five lie where their neighbours say', () => {
    const { candidates } = fieldOf(EXAMPLE);
    const checks = candidates.flatMap((one) => {
      const { level } = one.point.plan;
      const on = (other: number) =>
        candidates.find(
          ({ point: { plan } }) =>
            Math.abs(plan.level - other) < 0.001 && curveKey(plan) === curveKey(one.point.plan),
        );
      const [from, to] = [on(level - 0.1), on(level + 0.1)];
      if (!from || !to) return [];
      const expected = expectedBetween(from, to, level).loss!;
      const bend = expected.bend / Math.sqrt(3);
      const spread = Math.hypot(deviation(expected), deviation(one.quantities.loss!), bend);
      return [Math.abs(one.quantities.loss!.value - expected.value) < 1.96 * spread];
    });
    expect(checks.length).toBeGreaterThan(20);
    expect(checks.filter(Boolean).length / checks.length).toBeGreaterThan(0.8);
  });

  it('name int8 where nobody has tried it', () => {
    const advice = adviceOf(EXAMPLE, { loss: 0.01 });
    const [cut, alone] = untriedInt8(advice, EXAMPLE.points);
    expect(cut).toMatchObject({ level: 0.8, precision: 'int8' });
    expect(alone).toMatchObject({ level: 0, precision: 'int8' });
    expect(untriedInt8(advice, [{ plan: cut }, { plan: alone }])).toEqual([]);
  });
});

describe('guidance', () => {
  it('names for each budget the cheapest, and how far the next technique is behind', () => {
    const field = fieldOf(EXAMPLE);
    const [size, time, energy] = guidance(field);
    expect(size.cells.map(({ loss }) => loss)).toEqual(LOSSES);
    for (const { winner, rival, margin, loss, goal } of [...size.cells, ...time.cells]) {
      expect(winner?.point).toBe(adviceIn(field, { loss }, goal).recommended?.point);
      expect(techniqueOf(rival!.point.plan)).not.toBe(techniqueOf(winner!.point.plan));
      expect(margin).toBeGreaterThanOrEqual(0);
    }
    // Nobody metered the example.
    expect(energy.cells.every(({ winner }) => winner === null)).toBe(true);
  });
});

describe('budgets as text', () => {
  it('are read as they were written', () => {
    const budgets = { loss: 0.005, bytes: 5.1e6, ms: 2.5, joules: 0.0035, memory: 4e6 };
    expect(formatBudgets(budgets)).toBe('loss:0.5+bytes:5.1+ms:2.5+joules:3.5+memory:4');
    expect(parseBudgets(formatBudgets(budgets))).toEqual({ budgets, strange: [] });
    expect(parseBudgets('bytes:5,ms:x loss:-1 speed:3')).toEqual({
      budgets: { bytes: 5e6 },
      strange: ['ms:x', 'loss:-1', 'speed:3'],
    });
  });
});
