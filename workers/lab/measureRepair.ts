/** A plan's repair, with the accuracy after each of its steps. */
import type { CutNetwork } from '../../src/pruning/cutNetwork';
import type { Note, Outcome } from '../../src/base/outcome';
import type { Plan } from '../../src/pruning/plan';
import { imagesOf, isTraining, stepsTaken } from '../../src/pruning/repairs';
import type { Answers, RepairedStep, TeamSeat, TrainingTick } from '../../src/protocol/lab';
import type { PlanStep } from '../../src/pruning/plan';
import { runRepair, type OnStep, type Repaired } from '../repair/pipeline';
import type { TrainingControl } from '../training/trainingControl';
import { TrainingTeam } from '../training/trainingTeam';
import { rightOf } from '../runtime/evaluate';
import type { Resident } from './resident';

export interface RepairOrder {
  readonly plan: Plan;
  readonly team?: TeamSeat;
  readonly control: TrainingControl;
  readonly superseded: () => boolean;
  readonly alive: (step: PlanStep['kind'], training?: TrainingTick) => void;
}

export interface MeasuredRepair {
  readonly network: CutNetwork;
  /** After the last step; null where there was none. */
  readonly answers: Answers | null;
  readonly steps: readonly RepairedStep[];
  readonly notes: readonly Note[];
}

/** Where nothing was cut there may be nothing to do. */
export function needsRepair(plan: Plan): boolean {
  return stepsTaken(plan).length > 0;
}

/** Images to fit and to train on come from the training set, never from the test set. */
export async function repair(
  resident: Resident,
  cut: CutNetwork,
  { plan, team: seat, control, superseded, alive }: RepairOrder,
  onStep: OnStep = async () => ({ ok: true, value: null }),
): Promise<Outcome<Repaired>> {
  const [first] = stepsTaken(plan);
  const needed = imagesOf(plan);
  const training = await resident.resources.trainingImages(needed, () => alive(first.kind));
  if (!training.ok) return training;
  const scales = await resident.resources.scales(resident.checkpoint);
  if (!scales.ok) return scales;
  const team = seat ? new TrainingTeam(seat) : null;
  const outcome = await runRepair(
    cut,
    {
      plan,
      dense: resident.checkpoint,
      ownScales: scales.value,
      ranking: () => resident.cutter.ranking(plan),
      training: training.value,
      kernels: resident.kernels.ok ? resident.kernels.value : null,
      ...{ team, control, superseded, alive },
    },
    onStep,
  );
  // Partners may wait for a worker whose repair ended early.
  if (!outcome.ok) team?.stop();
  return outcome;
}

/** @param labels of all test images */
export function counted(answers: Answers, labels: Uint16Array) {
  return { correct: rightOf(answers, labels), total: answers.predictions.length };
}

/** @param answer tells how the network answers the job's images; `last` after the last step */
export async function measureRepair(
  resident: Resident,
  cut: CutNetwork,
  order: RepairOrder,
  answer: (network: CutNetwork, last: boolean) => Promise<Outcome<Answers>>,
): Promise<Outcome<MeasuredRepair>> {
  const { labels } = resident.test;
  const all = stepsTaken(order.plan);
  const steps: RepairedStep[] = [];
  let answers: Answers | null = null;
  const repaired = await repair(resident, cut, order, async (step, network, seconds) => {
    const answered = await answer(network, step === all.at(-1));
    if (!answered.ok) return answered;
    answers = answered.value;
    const workers = isTraining(step) ? { workers: order.team?.size ?? 1 } : {};
    steps.push({ step, ...counted(answered.value, labels), seconds, ...workers });
    return answered;
  });
  if (!repaired.ok) return repaired;
  const { network, notes } = repaired.value;
  return { ok: true, value: { network, answers, steps, notes } };
}
