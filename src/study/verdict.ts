/** What a plan will and will not bring on this runtime, reckoned before anything is measured. */
import type { Network } from '../model/network';
import { methodOf } from '../pruning/methods';
import type { Plan } from '../pruning/plan';
import { storingStep } from '../pruning/repairs';

/** Figures of a network, counted from its shapes and non-zeros. */
export interface VerdictFigures {
  readonly macs: number;
  readonly denseBytes: number;
  readonly encodedBytes: number;
  readonly network: Network;
}

/** What is left, as shares of the dense network's multiplications and bytes: 1 where nothing changes. */
export type Verdict =
  | { readonly kind: 'dense' }
  /** Nothing is cut; every number is written in fewer bytes. */
  | { readonly kind: 'stored'; readonly bytes: number }
  /** Zeros that the runtime multiplies. */
  | { readonly kind: 'masked'; readonly encodedBytes: number }
  /** Zeros that it skips. */
  | { readonly kind: 'skipped'; readonly macs: number; readonly encodedBytes: number }
  | RemovedChannels;

export interface RemovedChannels {
  readonly kind: 'removed';
  readonly macs: number;
  readonly bytes: number;
  /** How many times as fast to expect: from, to. */
  readonly speedUp: readonly [least: number, most: number];
  /** Channel sets whose size is no multiple of `lanes`, which can run slower. */
  readonly oddSets: number;
  readonly lanes: number;
}

/** What executes the network: `dense` multiplies every zero, `sparse` skips zeros. */
export type Runtime = 'dense' | 'sparse';

/** Share of the theoretical speed-up that channel removal brings in practice: published figures span it. */
const PRACTICE = { least: 0.75, most: 0.9 } as const;
/** Lanes of a 128-bit vector of float32. */
const LANES = 4;

export function verdict(
  plan: Plan,
  dense: VerdictFigures,
  planned: VerdictFigures,
  runtime: Runtime = 'dense',
): Verdict {
  if (plan.level === 0) return uncut(plan, dense, planned);
  if (methodOf(plan.method).criterion.kind === 'channels') return removed(dense, planned);
  const encodedBytes = planned.encodedBytes / dense.denseBytes;
  return runtime === 'dense'
    ? { kind: 'masked', encodedBytes }
    : { kind: 'skipped', macs: planned.macs / dense.macs, encodedBytes };
}

function uncut(plan: Plan, dense: VerdictFigures, planned: VerdictFigures): Verdict {
  if (!storingStep(plan)) return { kind: 'dense' };
  return { kind: 'stored', bytes: planned.denseBytes / dense.denseBytes };
}

function removed(dense: VerdictFigures, planned: VerdictFigures): RemovedChannels {
  const theory = dense.macs / planned.macs;
  return {
    kind: 'removed',
    macs: planned.macs / dense.macs,
    bytes: planned.denseBytes / dense.denseBytes,
    speedUp: [1 + (theory - 1) * PRACTICE.least, 1 + (theory - 1) * PRACTICE.most],
    oddSets: planned.network.sets.filter(({ size }) => size % LANES !== 0).length,
    lanes: LANES,
  };
}
