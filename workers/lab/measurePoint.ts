/** A plan's network: cut, repaired, its answers to a job's images before and after, and its bytes. */
import { endsBehindCut } from '../../src/pruning/repairs';
import type { CutNetwork } from '../../src/pruning/cutNetwork';
import type { RuntimeId } from '../../src/study/runtimes';
import type { Outcome } from '../../src/base/outcome';
import { note } from '../../src/words/refusal';
import type {
  PointJob,
  PointPart,
  AccuracyTick,
  Answers,
  ImageRange,
} from '../../src/protocol/lab';
import type { CompactNetwork } from '../../src/pruning/surgery';
import { saturatedShare, saturationNote } from '../../src/quantisation/saturation';
import type { Saturation } from '../../src/study/point';
import type { TrainingControl } from '../training/trainingControl';
import { atMostTenASecond } from '../jobs/atMostTenASecond';
import { batchOf, evaluate, firstOf, noAnswers } from '../runtime/evaluate';
import { counted, measureRepair, needsRepair, type RepairOrder } from './measureRepair';
import { kernelNames } from './kernelNames';
import { measureSize } from './measureSize';
import { cutNetwork, readPointNetwork } from './pointNetwork';
import { classifierOf } from '../runtime/engines';
import { observeMaps } from '../runtime/observedMaps';
import type { Resident } from './resident';

export interface PointOrder {
  readonly control: TrainingControl;
  readonly superseded: () => boolean;
  readonly onTick: (tick: AccuracyTick) => void;
}

/** Everything that a running job passes on. */
interface RunningJob {
  readonly resident: Resident;
  readonly range: ImageRange;
  readonly runtime: RuntimeId;
  readonly superseded: () => boolean;
  readonly tick: (tick: AccuracyTick) => void;
}

export async function measurePoint(
  resident: Resident,
  job: PointJob,
  { control, superseded, onTick }: PointOrder,
): Promise<Outcome<PointPart>> {
  const { plan, range, runtime, team, kept } = job;
  const running = { resident, range, runtime, superseded, tick: atMostTenASecond(onTick) };
  const start = performance.now();
  const cut = await cutNetwork(resident, plan, superseded);
  if (!cut.ok) return cut;
  const cuttingMs = performance.now() - start;
  const first = needsRepair(plan) ? firstOf(cut.value.network, range) : range;
  const begun = await answers({ ...running, range: first }, cut.value, 'after-cutting');
  if (!begun.ok) return begun;
  const bare = { afterRepair: null, repairMs: 0, repairSteps: [], notes: [], network: cut.value };
  /** Repairs take minutes, and to count bytes as long as some hundred answers: nobody waits for them to see all answers. */
  const tell = (stage: AccuracyTick['stage'], whole: Answers) =>
    onTick({ stage, ...counted(whole, resident.test.labels) });
  const measured = async (last: Last) => {
    if (last.afterRepair) tell('after-repair', last.afterRepair);
    const all = await answers(running, cut.value, 'rest-after-cutting', begun.value);
    return all.ok ? withSize(running, { afterCutting: all.value, cuttingMs, ...last }) : all;
  };
  tell('after-cutting', begun.value);
  if (!endsBehindCut(plan)) return measured(bare);
  if (!needsRepair(plan)) return measured({ ...bare, afterRepair: begun.value });
  const repaired = kept
    ? await answersOfKept(running, kept)
    : await repairAndAnswer(running, cut.value, { plan, team, control, superseded });
  return repaired.ok ? measured(repaired.value) : repaired;
}

/** What the last network answered, which is the cut one where there was no repair. */
interface Last extends Pick<
  PointPart,
  'afterRepair' | 'repairMs' | 'repairSteps' | 'saturated' | 'notes'
> {
  readonly network: CompactNetwork;
}

type Measured = Last & Pick<PointPart, 'afterCutting' | 'cuttingMs'>;

async function withSize(
  { resident: { kernels }, runtime, superseded }: RunningJob,
  { network, ...measured }: Measured,
): Promise<Outcome<PointPart>> {
  // For the networks to come: nobody waits for an accuracy any more.
  if (runtime === 'kernels' && kernels.ok) kernels.value.tiles();
  const counts = measured.afterCutting.range.from === 0;
  if (!counts) return { ok: true, value: { ...measured, size: null } };
  const bytes = await measureSize(network, superseded);
  if (!bytes.ok) return bytes;
  const size = { ...bytes.value, kernels: await kernelNames(network, kernels) };
  return { ok: true, value: { ...measured, size } };
}

async function repairAndAnswer(
  job: RunningJob,
  cut: CutNetwork,
  order: Omit<RepairOrder, 'alive'>,
): Promise<Outcome<Last>> {
  const { resident, tick } = job;
  const start = performance.now();
  const alive: RepairOrder['alive'] = (step, training) =>
    tick({ stage: 'repair', correct: 0, total: 0, step, training });
  const repaired = await measureRepair(resident, cut, { ...order, alive }, (network, last) =>
    answers(job, network, last ? 'after-repair' : 'repair'),
  );
  if (!repaired.ok) return repaired;
  const repairMs = performance.now() - start;
  const { network, answers: afterRepair, steps: repairSteps } = repaired.value;
  resident.recent.remember(order.plan, network);
  const counted = await saturation(job, network);
  if (!counted.ok) return counted;
  const saturated = counted.value;
  const worrying = saturated && saturationNote(saturated.share, saturated.images);
  const notes = [...repaired.value.notes, ...(worrying ? [worrying] : [])];
  const last = { afterRepair, repairMs, repairSteps, notes, network };
  return { ok: true, value: { ...last, ...(saturated && { saturated }) } };
}

/** By the worker that has the first pictures, on those; null of other networks, by other workers and without pictures. */
async function saturation(
  { resident: { test }, range, superseded }: RunningJob,
  network: CutNetwork,
): Promise<Outcome<Saturation | null>> {
  const images = Math.min(SATURATION_IMAGES, range.to);
  if (network.stored?.precision !== 'int8' || range.from > 0 || images === 0)
    return { ok: true, value: null };
  const seen = await observeMaps(network, test, images, superseded, () => {});
  if (!seen.ok) return seen;
  const share = saturatedShare(seen.value, network.stored.quantised);
  return { ok: true, value: { share, images } };
}

/** A second of 224 pixels. */
const SATURATION_IMAGES = 16;

/** Its steps are told of where they were made. */
async function answersOfKept(job: RunningJob, file: Blob): Promise<Outcome<Last>> {
  const start = performance.now();
  const read = await readPointNetwork(job.resident, file);
  if (!read.ok) return read;
  const [{ origin, saturated, notes: told = [] }] = read.value.study.points;
  const answered = await answers(job, read.value, 'after-repair');
  if (!answered.ok) return answered;
  const repairMs = performance.now() - start;
  const kept = note('kept-network-answered', { date: origin.measuredAt.slice(0, 10) });
  const notes = [...told.map((text) => note('told-before', { text })), kept];
  const [afterRepair, network] = [answered.value, read.value];
  const last = { afterRepair, repairMs, repairSteps: [], notes, network };
  return { ok: true, value: { ...last, ...(saturated && { saturated }) } };
}

async function answers(
  { resident, range, runtime, superseded, tick }: RunningJob,
  cut: CompactNetwork,
  stage: Exclude<AccuracyTick['stage'], 'cutting'>,
  begun?: Answers,
): Promise<Outcome<Answers>> {
  if (range.from === range.to) return { ok: true, value: noAnswers(range) };
  if (begun?.range.to === range.to) return { ok: true, value: begun };
  const classifier = await classifierOf(resident, cut, runtime, batchOf(cut.network));
  if (!classifier.ok) return classifier;
  try {
    // Before the last step of a repair nobody is shown how far the answers are.
    const told = (correct: number, total: number) =>
      tick(stage === 'repair' ? { stage, correct: 0, total: 0 } : { stage, correct, total });
    return await evaluate(classifier.value, resident.test, range, superseded, told, begun);
  } finally {
    classifier.value.dispose();
  }
}
