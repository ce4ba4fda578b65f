/** The network of an operating point: cut, repaired, from memory or from the file that it was kept in. */
import type { CutNetwork } from '../../src/pruning/cutNetwork';
import type { Outcome } from '../../src/base/outcome';
import { refusal } from '../../src/words/refusal';
import type { Plan } from '../../src/pruning/plan';
import { hasOwnZeros, precisionOf, trainingStep } from '../../src/pruning/repairs';
import { quantise } from '../../src/quantisation/quantise';
import type { CompactNetwork } from '../../src/pruning/surgery';
import type { Study } from '../../src/study/point';
import { preprocessingText } from '../../src/subject/preprocessing';
import { TrainingControl } from '../training/trainingControl';
import { fitsPlan } from './fitsPlan';
import { macrotask } from '../jobs/macrotask';
import { needsRepair, repair } from './measureRepair';
import { readNetworkFile, writeNetworkFile, type NetworkFile } from './networkFile';
import type { Resident } from './resident';
import { SUPERSEDED } from '../jobs/superseded';

interface Surroundings {
  /** The plan's network in a file, where it was kept. */
  readonly kept?: Blob;
  readonly superseded: () => boolean;
  readonly alive: () => void;
}

export async function cutNetwork(
  { cutter }: Resident,
  plan: Plan,
  superseded: () => boolean,
): Promise<Outcome<CutNetwork>> {
  await macrotask();
  return superseded() ? SUPERSEDED : cutter.cut(plan);
}

/**
 * A network that does the work of the plan's own: the one that answered, or, where that has left the memory, one that
 * is cut again and has the same shapes and zeros. Refused with `network-gone` where training decided on the zeros and
 * nobody has the network any more.
 */
export async function sameWork(
  resident: Resident,
  plan: Plan,
  kept: Blob | undefined,
  superseded: () => boolean,
): Promise<Outcome<CompactNetwork>> {
  if (!hasOwnZeros(plan)) {
    const known = resident.recent.peek(plan);
    if (known) return { ok: true, value: known };
    const cut = await cutNetwork(resident, plan, superseded);
    return cut.ok && precisionOf(plan) === 'int8' ? asInt8(cut.value) : cut;
  }
  return resident.recent.get(plan, async () => (kept ? readPointNetwork(resident, kept) : GONE));
}

/** Its integers are not those that would answer, but as many of them are multiplied. */
function asInt8(cut: CompactNetwork): Outcome<CompactNetwork> {
  const all = cut.network.layers.map(() => ANY_RANGE);
  const ranges = { image: ANY_RANGE, outputs: all, sums: all };
  const quantised = quantise(cut.network, cut.weights, ranges);
  if (!quantised.ok) return quantised;
  return { ok: true, value: { ...cut, stored: { precision: 'int8', quantised: quantised.value } } };
}

const ANY_RANGE = { low: -6, high: 6 };

/** Repaired only where it is neither in memory nor in a file. Refused as `sameWork`. */
export function pointNetwork(
  resident: Resident,
  plan: Plan,
  { kept, superseded, alive }: Surroundings,
): Promise<Outcome<CompactNetwork>> {
  return resident.recent.get(plan, async () => {
    if (kept) return readPointNetwork(resident, kept);
    if (hasOwnZeros(plan)) return GONE;
    const cut = await cutNetwork(resident, plan, superseded);
    if (!cut.ok || !needsRepair(plan)) return cut;
    const order = { plan, control: new TrainingControl(), superseded, alive };
    const done = await repair(resident, cut.value, order);
    return done.ok ? { ok: true, value: done.value.network } : done;
  });
}

/** Refused with `network-gone` where it would have to be trained once more: that would be another network. */
export function madeNetwork(
  resident: Resident,
  plan: Plan,
  surroundings: Surroundings,
): Promise<Outcome<CompactNetwork>> {
  return trainingStep(plan.repair) && !surroundings.kept
    ? resident.recent.get(plan, async () => GONE)
    : pointNetwork(resident, plan, surroundings);
}

/** Refused as `madeNetwork`. */
export async function networkFile(
  resident: Resident,
  plan: Plan,
  study: Study,
): Promise<Outcome<Blob>> {
  const found = await madeNetwork(resident, plan, { superseded: () => false, alive: () => {} });
  if (!found.ok) return found;
  const { classNames } = resident.checkpoint;
  const preprocessing = preprocessingText(resident.test.preprocessing);
  const named = { classNames, preprocessing };
  return { ok: true, value: writeNetworkFile({ ...found.value, study }, named) };
}

/** It is remembered as the network of its plan. Refused as `readNetworkFile` and `fitsPlan`. */
export async function readPointNetwork(
  resident: Resident,
  file: Blob,
): Promise<Outcome<NetworkFile>> {
  const read = await readNetworkFile(file, resident.resources.model(resident.checkpoint));
  if (!read.ok) return read;
  const [{ plan }] = read.value.study.points;
  const cut = await resident.cutter.cut(plan);
  if (!cut.ok) return cut;
  const fits = fitsPlan({ file: read.value, model: resident.checkpoint, plan, cut: cut.value });
  if (!fits.ok) return fits;
  resident.recent.remember(plan, read.value);
  return read;
}

const GONE = refusal('network-gone');
