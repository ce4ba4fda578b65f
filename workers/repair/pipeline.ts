/** Runs a plan's repair steps on a cut network, one after another. */
import type { CutNetwork } from '../../src/pruning/cutNetwork';
import type { Note, Outcome } from '../../src/base/outcome';
import { note, refusal } from '../../src/words/refusal';
import { withLabels, type SubjectImages } from '../../src/subject/preprocess';
import type { Plan, PlanStep, StoringStep, TrainingStep } from '../../src/pruning/plan';
import { precisionRow } from '../../src/pruning/precisions';
import type { Ranked } from '../../src/pruning/rank';
import {
  isDense,
  isGradual,
  isStoring,
  isTraining,
  repairRow,
  stepsTaken,
} from '../../src/pruning/repairs';
import type { CompactNetwork } from '../../src/pruning/surgery';
import type { TensorScale } from '../../src/quantisation/quantisedNetwork';
import type { PerMap } from '../../src/quantisation/ranges';
import type { TrainingTick } from '../../src/protocol/lab';
import type { LabKernels } from '../runtime/labKernels';
import { int8Scales, withInt8Kernels } from './fakeQuantisation';
import { fineTune } from './fineTuning';
import { GradualCut } from './gradualCut';
import { STORING_STEPS } from './store';
import { FITTING_STEPS, recalibrated, type Fit } from './steps';
import type { TrainingControl } from '../training/trainingControl';
import type { TrainingTeam } from '../training/trainingTeam';

export interface RepairJob {
  readonly plan: Plan;
  readonly dense: CompactNetwork;
  /** The dense network's, where it came from a quantised file. */
  readonly ownScales: PerMap<TensorScale> | null;
  /** The dense network's, for plans that are cut little by little. */
  readonly ranking: () => Promise<Outcome<Ranked>>;
  readonly training: SubjectImages;
  /** Null where TF.js has to do; nothing is trained then. */
  readonly kernels: LabKernels | null;
  readonly team: TrainingTeam | null;
  readonly control: TrainingControl;
  readonly superseded: () => boolean;
  /** Called at least every few seconds. */
  readonly alive: (step: PlanStep['kind'], training?: TrainingTick) => void;
}

export interface Repaired {
  readonly network: CutNetwork;
  /** One sentence for each thing that did not go as planned. */
  readonly notes: readonly Note[];
}

/** Sees every step's outcome; a refusal ends the repair. */
export type OnStep = (
  step: PlanStep,
  network: CutNetwork,
  seconds: number,
) => Promise<Outcome<unknown>>;

/** Images on which normalisation is measured again after a training. */
const RECALIBRATION_IMAGES = 1000;

export async function runRepair(
  cut: CutNetwork,
  job: RepairJob,
  onStep: OnStep,
): Promise<Outcome<Repaired>> {
  let reached: Repaired = { network: cut, notes: [] };
  for (const step of stepsTaken(job.plan)) {
    const start = performance.now();
    const repaired = await runStep(reached.network, step, job);
    if (!repaired.ok) return repaired;
    const { network, notes } = repaired.value;
    reached = { network, notes: [...reached.notes, ...notes] };
    const seen = await onStep(step, network, (performance.now() - start) / 1000);
    if (!seen.ok) return seen;
  }
  return { ok: true, value: reached };
}

async function runStep(
  network: CutNetwork,
  step: PlanStep,
  job: RepairJob,
): Promise<Outcome<Repaired>> {
  if (isTraining(step)) return train(network, step, job);
  if (isStoring(step)) return storeAs(network, step, job);
  const known = step.kind === 'refit' ? withLabels(job.training) : null;
  if (known && !known.ok) return known;
  const own = known ? { ...job, training: known.value } : job;
  const fitted = await FITTING_STEPS[step.kind](fitOf(network, step.kind, step.images, own));
  if (!fitted.ok) return fitted;
  const notes = fewerNotes(step.kind, step.images, own.training.count);
  return done({ ...network, weights: fitted.value }, notes);
}

async function storeAs(
  network: CutNetwork,
  { kind }: StoringStep,
  job: RepairJob,
): Promise<Outcome<Repaired>> {
  const { calibrationImages } = precisionRow(kind);
  const fit = fitOf(network, kind, calibrationImages, job);
  const stored = await STORING_STEPS[kind](fit);
  if (!stored.ok) return stored;
  const wanted = fit.ownScales ? 0 : calibrationImages;
  return done(stored.value, fewerNotes(kind, wanted, job.training.count));
}

/** Somebody's own pictures may be fewer than a plan asks for: they have to do. */
function fewerNotes(step: PlanStep['kind'], wanted: number, used: number): Note[] {
  return used < wanted ? [note('repair-images-few', { step, wanted, used })] : [];
}

function fitOf(
  network: CutNetwork,
  kind: PlanStep['kind'],
  asked: number,
  { plan, dense, training: images, kernels, superseded, alive, ...job }: RepairJob,
): Fit {
  const asItCame = isDense({ ...plan, precision: undefined });
  const ownScales = asItCame ? job.ownScales : null;
  const count = Math.min(asked, images.count);
  return {
    ...{ network, dense, ownScales, images, count, kernels, superseded },
    alive: () => alive(kind),
  };
}

async function train(
  cut: CutNetwork,
  step: TrainingStep,
  job: RepairJob,
): Promise<Outcome<Repaired>> {
  const { kernels, plan, dense, team, control, superseded } = job;
  if (!kernels) return NO_KERNELS;
  const known = withLabels(job.training);
  if (!known.ok) return known;
  const images = known.value;
  let start = cut;
  let gradual: GradualCut | null = null;
  if (isGradual(plan)) {
    const ranked = await job.ranking();
    if (!ranked.ok) return ranked;
    start = uncut(dense, ranked.value.kind);
    gradual = new GradualCut(ranked.value, plan);
  }
  const rounds = repairRow(step.kind).precision === 'int8';
  const scales = rounds ? await int8Scales(fitOf(start, step.kind, INT8_IMAGES, job)) : null;
  if (scales && !scales.ok) return scales;
  const tuned = await fineTune(start, {
    ...{ step, seed: plan.seed, gradual, dense, images, kernels, team, control, superseded },
    scales: scales && scales.value,
    onTick: (tick) => job.alive(step.kind, tick),
    onWait: () => job.alive(step.kind),
  });
  if (!tuned.ok) return tuned;
  const { notes } = tuned.value;
  const network = rounds ? withInt8Kernels(tuned.value.network) : tuned.value.network;
  const weights = await recalibrated(fitOf(network, step.kind, RECALIBRATION_IMAGES, job));
  return weights.ok ? done({ ...network, weights: weights.value }, notes) : weights;
}

function uncut({ network, weights }: CompactNetwork, kind: Ranked['kind']): CutNetwork {
  const all = (size: number) => Int32Array.from({ length: size }, (_, channel) => channel);
  const cut =
    kind === 'channels'
      ? { kind, kept: network.sets.map(({ size }) => all(size)) }
      : { kind, masks: network.layers.map(() => null) };
  return { network, weights, cut };
}

function done(network: CutNetwork, notes: readonly Note[] = []): Outcome<Repaired> {
  return { ok: true, value: { network, notes } };
}

const { calibrationImages: INT8_IMAGES } = precisionRow('int8');

const NO_KERNELS = refusal('training-needs-kernels');
