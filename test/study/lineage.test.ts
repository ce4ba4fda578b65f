/** The tree of a study's steps: every point has its way from the dense network, and no step stands twice. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fittingBox, lineageLayout, treeMove } from '../../src/charts/lineageLayout';
import { nodeFigure, nodeLabel } from '../../src/panels/lineage/lineageLabel';
import type { Plan } from '../../src/pruning/plan';
import { planKey } from '../../src/pruning/planKey';
import { stepsTaken } from '../../src/pruning/repairs';
import { formatStep, parseRepair } from '../../src/pruning/repairText';
import { defaultPlan, validatePlan } from '../../src/pruning/validatePlan';
import { lineage, networksBelow, type LineageNode } from '../../src/study/lineage';
import { finalAccuracy, type OperatingPoint } from '../../src/study/point';
import { anyPlan } from '../pruning/anyPlan';
import { samplePoint } from './sampleStudy';

const RUNS = { seed: 20_221_028, numRuns: 150 } as const;
const possible = anyPlan.filter((plan) => validatePlan(plan).ok);

function all(node: LineageNode): LineageNode[] {
  return [node, ...node.children.flatMap(all)];
}

/** With a record of each step. */
function recorded(plan: Plan): OperatingPoint {
  const point = samplePoint(plan);
  const total = finalAccuracy(point).total;
  const repairSteps = stepsTaken(plan).map((step, i) => ({
    ...{ step: formatStep(step), accuracy: { correct: i, total }, seconds: i + 1 },
  }));
  return { ...point, repairSteps };
}

describe('the tree of networks', () => {
  it('has each point once, at a node of its own network, by plans that are possible', () => {
    fc.assert(
      fc.property(fc.array(possible, { minLength: 1, maxLength: 12 }), (plans) => {
        const points = plans.map(recorded);
        const nodes = all(lineage(points)!);
        expect(new Set(nodes.map(({ id }) => id)).size).toBe(nodes.length);
        for (const { plan } of nodes) expect(validatePlan(plan)).toMatchObject({ ok: true });
        const ends = nodes.flatMap((node) => node.points.map((point) => ({ node, point })));
        expect(ends.length).toBe(points.length);
        for (const { node, point } of ends) {
          // The dense network has nothing to repair, whatever its plan says.
          if (node.step.kind === 'dense') expect(stepsTaken(point.plan)).toEqual([]);
          else expect(keyOf(node.plan)).toBe(keyOf(point.plan));
          expect(node.accuracy).not.toBeNull();
        }
      }),
      RUNS,
    );
  });

  /** At level 0 a repair without training does nothing. */
  function keyOf(plan: Plan): string {
    return plan.level > 0 ? planKey(plan) : stepsTaken(plan).map(formatStep).join('+');
  }

  it('shares what plans have in common', () => {
    const repair = (text: string) => {
      const parsed = parseRepair(text);
      if (!parsed.ok) throw new Error(parsed.code);
      return parsed.value;
    };
    const half = { ...defaultPlan('l1-norm'), level: 0.5 };
    const root = lineage(
      [
        { ...half, repair: repair('recalibrate=500') },
        { ...half, repair: repair('recalibrate=500'), precision: 'int8' as const },
        { ...half, repair: repair('recalibrate=500+finetune=60s') },
        { ...half, level: 0.25, repair: repair('recalibrate=500') },
      ].map(recorded),
    )!;
    const drawn = (node: LineageNode): unknown => [nodeLabel(node), ...node.children.map(drawn)];
    expect(drawn(root)).toEqual([
      'Dense',
      [
        'L1 norm',
        ['25 % cut', ['recalibrated on 500']],
        ['50 % cut', ['recalibrated on 500', ['int8'], ['fine-tuned for 60 s']]],
      ],
    ]);
    expect(networksBelow(root)).toBe(6);
    const recalibrated = root.children[0].children[1].children[0];
    expect(recalibrated.points).toHaveLength(1);
    expect(recalibrated.seconds).toBe(1);
    expect(nodeFigure(root.children[0])).toContain('6');
  });
});

describe('the drawn tree', () => {
  const box = { width: 100, height: 40 };

  it('never lays a box over another, and hides what is folded', () => {
    fc.assert(
      fc.property(
        fc.array(possible, { minLength: 1, maxLength: 12 }),
        fc.boolean(),
        fc.boolean(),
        (plans, open, stacked) => {
          const root = lineage(plans.map(recorded))!;
          const { nodes, width, height } = lineageLayout(root, () => open, box, stacked);
          expect(nodes.length).toBe(open ? all(root).length : 1);
          expect(new Set(nodes.map(({ x, y }) => `${x} ${y}`)).size).toBe(nodes.length);
          for (const { x, y } of nodes) {
            expect(x + box.width).toBeLessThanOrEqual(width);
            expect(y + box.height).toBeLessThanOrEqual(height);
          }
        },
      ),
      RUNS,
    );
  });

  it('fits into a narrow place, or keeps its boxes where they would be too narrow', () => {
    const root = lineage([recorded({ ...defaultPlan('l1-norm'), level: 0.5 })])!;
    const wide = lineageLayout(root, () => true, box);
    const fitted = (room: number) => fittingBox(wide, box, room, box.width / 2);
    expect(lineageLayout(root, () => true, fitted(0.8 * wide.width)).width).toBeCloseTo(
      0.8 * wide.width,
    );
    expect(fitted(wide.width + 1)).toEqual(box);
    expect(fitted(0.2 * wide.width)).toEqual(box);
  });

  it('is walked by keys from the dense network to every box and back', () => {
    const plans = [0.25, 0.5].map((level) => ({ ...defaultPlan('l1-norm'), level }));
    const root = lineage(plans.map(recorded))!;
    const { nodes } = lineageLayout(root, () => true, box);
    const ids = nodes.map(({ node }) => node.id);
    ids.slice(1).forEach((id, i) => {
      expect(treeMove(nodes, ids[i], 'ArrowDown')).toEqual({ to: id });
      expect(treeMove(nodes, id, 'ArrowUp')).toEqual({ to: ids[i] });
    });
    expect(treeMove(nodes, ids.at(-1)!, 'ArrowDown')).toBeNull();
    expect(treeMove(nodes, ids.at(-1)!, 'Home')).toEqual({ to: ids[0] });
    expect(treeMove(nodes, ids[0], 'ArrowLeft')).toEqual({ close: ids[0] });
    const folded = lineageLayout(root, ({ step }) => step.kind === 'dense', box).nodes;
    const method = folded[1].node.id;
    expect(treeMove(folded, method, 'ArrowRight')).toEqual({ open: method });
    expect(treeMove(folded, method, 'ArrowLeft')).toEqual({ to: ids[0] });
    expect(treeMove(folded, method, 'x')).toBeNull();
  });
});

it('two thousand points are a handful of boxes until a method is opened', () => {
  const points = Array.from({ length: 2000 }, (_, i) =>
    recorded({ ...defaultPlan(i % 2 ? 'l1-norm' : 'fpgm'), level: (i % 990) / 1000 }),
  );
  const root = lineage(points)!;
  const shown = lineageLayout(root, ({ step }) => step.kind === 'dense', { width: 1, height: 1 });
  expect(shown.nodes.length).toBe(3);
  expect(networksBelow(root)).toBeGreaterThan(1900);
});
