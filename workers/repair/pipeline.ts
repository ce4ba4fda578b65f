/** Runs a plan's repair steps on a cut network, one after another. */
import type { LabelledImages } from '../../src/data/idx';
import type { Outcome, Repair, RepairStep } from '../../src/pruning/plan';
import type { CompactNetwork } from '../../src/pruning/surgery';
import { refusal } from '../../src/pruning/validatePlan';
import type { LabKernels } from '../runtime/labKernels';
import { recalibrate } from './recalibrate';

export interface RepairSurroundings {
  readonly training: LabelledImages;
  /** Null where TF.js has to do. */
  readonly kernels: LabKernels | null;
  readonly superseded: () => boolean;
  /** Called at least every few seconds. */
  readonly alive: () => void;
}

export async function runRepair(
  cut: CompactNetwork,
  steps: Repair,
  surroundings: RepairSurroundings,
): Promise<Outcome<CompactNetwork>> {
  let network = cut;
  for (const step of steps) {
    const repaired = await runStep(network, step, surroundings);
    if (!repaired.ok) return repaired;
    network = repaired.value;
  }
  return { ok: true, value: network };
}

async function runStep(
  { network, weights }: CompactNetwork,
  step: RepairStep,
  { training, kernels, superseded, alive }: RepairSurroundings,
): Promise<Outcome<CompactNetwork>> {
  if (step.kind !== 'recalibrate') return refusal('repair', `not yet possible: ${step.kind}`);
  const { images } = step;
  const repaired = await recalibrate(
    network,
    weights,
    training,
    images,
    kernels,
    superseded,
    alive,
  );
  return repaired.ok ? { ok: true, value: { network, weights: repaired.value } } : repaired;
}
