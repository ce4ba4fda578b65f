/** Where each network of a study came from: one tree over all points, a node for what every step left, with its figures. */
import { methodOf } from '../pruning/methods';
import type { Plan, PlanStep, RepairStep } from '../pruning/plan';
import { planKey } from '../pruning/planKey';
import { densePlan, isGradual, isStoring, stepsTaken, suits } from '../pruning/repairs';
import { formatStep } from '../pruning/repairText';
import { finalAccuracy, type OperatingPoint } from './point';
import type { Proportion } from './proportion';

/** What was done: `method` gathers the cuts of one method with its settings, and is no network. */
export type LineageStep =
  | { readonly kind: 'dense' | 'method' | 'cut' }
  /** Cut little by little by the training that repairs. */
  | { readonly kind: 'gradual'; readonly training: PlanStep }
  | { readonly kind: 'step'; readonly step: PlanStep };

export interface LineageNode {
  /** Equal for the same steps in whatever study. */
  readonly id: string;
  readonly step: LineageStep;
  /** Makes the network as it is here, without what follows; of a method, that of its first cut. */
  readonly plan: Plan;
  /** On the most images; null where nobody measured it. */
  readonly accuracy: Proportion | null;
  /** That the step took; null where it is not known. */
  readonly seconds: number | null;
  /** Points whose last step this is. */
  readonly points: readonly OperatingPoint[];
  readonly children: readonly LineageNode[];
}

/** What one step of a point left. */
interface Stage {
  readonly key: string;
  readonly step: LineageStep;
  readonly plan: Plan;
  readonly accuracy: Proportion | null;
  readonly seconds: number | null;
}

/** Null where there is no point. */
export function lineage(points: readonly OperatingPoint[]): LineageNode | null {
  if (points.length === 0) return null;
  const root = newNode('', denseStage(points[0]));
  for (const point of points) addPoint(root, point);
  return finished(root);
}

interface Growing extends Omit<LineageNode, 'points' | 'children'> {
  accuracy: Proportion | null;
  seconds: number | null;
  points: OperatingPoint[];
  children: Map<string, Growing>;
}

function newNode(parent: string, { key, ...stage }: Stage): Growing {
  return { ...stage, id: `${parent}/${key}`, points: [], children: new Map() };
}

function addPoint(root: Growing, point: OperatingPoint): void {
  let node = root;
  learn(root, denseStage(point));
  for (const stage of stagesOf(point)) {
    const next = node.children.get(stage.key) ?? newNode(node.id, stage);
    node.children.set(stage.key, next);
    learn(next, stage);
    node = next;
  }
  node.points.push(point);
}

/** The measurement on the most images tells. */
function learn(node: Growing, { accuracy, seconds }: Stage): void {
  if (accuracy && accuracy.total > (node.accuracy?.total ?? 0)) node.accuracy = accuracy;
  node.seconds ??= seconds;
}

function finished({ children, ...node }: Growing): LineageNode {
  const sorted = [...children.values()].sort(inOrder);
  return { ...node, children: sorted.map(finished) };
}

/** Methods as their table has them, then cuts by level; steps in the order in which they came. */
function inOrder(a: Growing, b: Growing): number {
  const place = ({ step, plan }: Growing) =>
    step.kind === 'method' ? methodOf(plan.method).series : 0;
  return place(a) - place(b) || a.plan.level - b.plan.level;
}

function denseStage({ plan, accuracy }: OperatingPoint): Stage {
  const dense = plan.level === 0 ? known(accuracy.afterCutting) : null;
  return {
    ...{ key: 'dense', step: { kind: 'dense' }, plan: densePlan(plan) },
    ...{ accuracy: dense, seconds: null },
  };
}

/** Behind the dense network. Steps that leave the network as it was are one stage. */
function stagesOf(point: OperatingPoint): Stage[] {
  const { plan } = point;
  const stages = [...(plan.level > 0 ? [methodStage(plan)] : []), ...cutStages(point)];
  const repairs = isGradual(plan) ? gradualStages(point) : stepStages(point);
  const all = [...stages, ...repairs];
  const last = all.at(-1);
  if (!last) return [];
  return [...all.slice(0, -1), { ...last, accuracy: known(finalAccuracy(point)) }];
}

function methodStage(plan: Plan): Stage {
  const key = planKey({ ...densePlan(plan), level: 0.5 });
  return {
    ...{ key, step: { kind: 'method' }, plan: bare(plan) },
    ...{ accuracy: null, seconds: null },
  };
}

function cutStages({ plan, accuracy }: OperatingPoint): Stage[] {
  if (plan.level === 0 || isGradual(plan)) return [];
  const own = bare(plan);
  const cut = known(accuracy.afterCutting);
  return [
    {
      ...{ key: planKey(own), step: { kind: 'cut' }, plan: own },
      ...{ accuracy: cut, seconds: null },
    },
  ];
}

function gradualStages(point: OperatingPoint): Stage[] {
  const [training, ...rest] = stepsTaken(point.plan);
  const whole = withPrecisionOf(point.plan);
  const cut: Stage = {
    ...{ key: planKey(whole), step: { kind: 'gradual', training }, plan: whole },
    ...record(point, training),
  };
  return [cut, ...rest.map((step) => stageOf(point, point.plan, step))];
}

function stepStages(point: OperatingPoint): Stage[] {
  const steps = stepsTaken(point.plan);
  return steps.map((step, i) => {
    const repair = steps.slice(0, i + 1).filter((own) => !isStoring(own)) as RepairStep[];
    const plan = { ...point.plan, repair };
    return stageOf(point, isStoring(step) ? plan : withPrecisionOf(plan), step);
  });
}

function stageOf(point: OperatingPoint, plan: Plan, step: PlanStep): Stage {
  return {
    key: `${formatStep(step)} ${planKey(plan)}`,
    step: { kind: 'step', step },
    plan,
    ...record(point, step),
  };
}

/** Float32, unless a step of its repair needs another precision. */
function withPrecisionOf(plan: Plan): Plan {
  const plain = plan.repair.every((step) => suits(step, 'float32'));
  return plain ? { ...plan, precision: undefined } : plan;
}

function bare(plan: Plan): Plan {
  return { ...plan, repair: [], precision: undefined };
}

function record(
  { repairSteps }: OperatingPoint,
  step: PlanStep,
): Pick<Stage, 'accuracy' | 'seconds'> {
  const found = repairSteps?.find((own) => own.step === formatStep(step));
  return { accuracy: found ? known(found.accuracy) : null, seconds: found?.seconds ?? null };
}

function known(accuracy: Proportion): Proportion | null {
  return accuracy.total === 0 ? null : accuracy;
}

/** Networks below it, itself left out. */
export function networksBelow({ children }: LineageNode): number {
  return children.reduce(
    (sum, child) => sum + (child.step.kind === 'method' ? 0 : 1) + networksBelow(child),
    0,
  );
}

/** The best accuracy at the ends below it, itself among them; null where none is known. */
export function bestBelow(node: LineageNode): Proportion | null {
  const all = [node.accuracy, ...node.children.map(bestBelow)].filter((one) => one !== null);
  const share = ({ correct, total }: Proportion) => correct / total;
  return all.length === 0 ? null : all.reduce((a, b) => (share(b) > share(a) ? b : a));
}
