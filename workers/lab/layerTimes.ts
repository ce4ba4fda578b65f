/** How long each layer takes on this device with the lab's kernels: at several widths, and under a plan. */
import type { Outcome } from '../../src/base/outcome';
import type { Plan } from '../../src/pruning/plan';
import type { PlanTimes } from '../../src/protocol/layerDetail';
import { preprocess } from '../../src/subject/preprocess';
import type { Network } from '../../src/model/network';
import { countsOf } from '../../src/pruning/cutUnits';
import { widthGroups, type LayerTimes } from '../../src/pruning/layerTimes';
import { compact, type CompactNetwork } from '../../src/pruning/surgery';
import { compileProgram, type InferenceProgram } from '../kernels/inference/inferenceProgram';
import type { LabKernels } from '../runtime/labKernels';
import { macrotask } from '../jobs/macrotask';
import type { Resident } from './resident';
import { SUPERSEDED } from '../jobs/superseded';

const WIDTHS = [0.25, 0.5, 0.75, 1] as const;
/** The median of the slices leaves disturbed ones out. */
const SLICES = 5;
/** A single call takes a few microseconds, as long as a step of the clock: only their sum is exact. */
const PASSES = 12;
const WARM_UP = 3;

interface Surroundings {
  readonly superseded: () => boolean;
  readonly alive: () => void;
}

/** Sixteen networks, each timed call by call at batch 1. */
export async function measureLayerTimes(
  resident: Resident,
  kernels: LabKernels,
  { superseded, alive }: Surroundings,
): Promise<Outcome<LayerTimes>> {
  const { network } = resident.checkpoint;
  const milliseconds = network.layers.map(() => new Float64Array(WIDTHS.length ** 2));
  for (const [row, first] of WIDTHS.entries()) {
    for (const [column, second] of WIDTHS.entries()) {
      await macrotask();
      if (superseded()) return SUPERSEDED;
      const small = narrowed(resident.checkpoint, widthsOf(network, first, second));
      const times = timeNetwork(resident, kernels, small);
      if (!times.ok) return times;
      times.value.forEach((ms, i) => (milliseconds[i][row * WIDTHS.length + column] = ms));
      alive();
    }
  }
  return { ok: true, value: { widths: WIDTHS, milliseconds } };
}

/** @returns by channel set: share to cut */
function widthsOf(network: Network, first: number, second: number): number[] {
  return widthGroups(network).map((group) => 1 - (group === 0 ? first : second));
}

function narrowed({ network, weights }: CompactNetwork, shares: readonly number[]): CompactNetwork {
  const kept = countsOf(network, shares, 1).map((count) =>
    Int32Array.from({ length: count }, (_, channel) => channel),
  );
  return compact(network, weights, kept);
}

/** The dense network and the plan's, right after cutting, each timed call by call at batch 1. */
export async function measurePlanTimes(
  resident: Resident,
  kernels: LabKernels,
  plan: Plan,
  { superseded, alive }: Surroundings,
): Promise<Outcome<PlanTimes>> {
  const cut = await resident.cutter.cut(plan);
  if (!cut.ok) return cut;
  if (superseded()) return SUPERSEDED;
  const dense = timeNetwork(resident, kernels, resident.checkpoint);
  if (!dense.ok) return dense;
  alive();
  await macrotask();
  if (superseded()) return SUPERSEDED;
  const own = timeNetwork(resident, kernels, cut.value);
  return own.ok ? { ok: true, value: { dense: dense.value, cut: own.value } } : own;
}

function timeNetwork(
  { test }: Resident,
  { kernels, heap, tiles }: LabKernels,
  { network, weights }: CompactNetwork,
): Outcome<Float64Array> {
  const program = compileProgram(network, weights, 1, kernels, heap, { tiles: tiles() });
  if (!program.ok) return program;
  try {
    const image = preprocess(test, 0, 1);
    for (let run = 0; run < WARM_UP; run++) program.value.run(image);
    const slices = Array.from({ length: SLICES }, () => timeSlice(program.value, kernels));
    return { ok: true, value: medians(slices) };
  } finally {
    program.value.dispose();
  }
}

/** Mean ms of each layer; records stay as the last run left them. */
function timeSlice(
  { calls, layers }: InferenceProgram,
  kernels: LabKernels['kernels'],
): Float64Array {
  const sums = new Float64Array(layers.length);
  for (let pass = 0; pass < PASSES; pass++) {
    let start = performance.now();
    for (const { kernel, records, layer } of calls) {
      kernels[kernel](records[0]);
      const end = performance.now();
      sums[layer.index] += (end - start) / PASSES;
      start = end;
    }
  }
  return sums;
}

function medians(slices: readonly Float64Array[]): Float64Array {
  return slices[0].map(
    (_, i) => slices.map((slice) => slice[i]).sort((a, b) => a - b)[SLICES >> 1],
  );
}
