/**
 * What can execute a network, one row each. Page, command line, files and workers read this table; how a row makes a
 * network ready stands in workers/runtime/engines.ts.
 */
import type { Plan } from '../pruning/plan';
import { precisionOf } from '../pruning/repairs';
import type { Unsaid } from '../words/rows';

interface RuntimeRow {
  readonly id: string;
  readonly label: string;
  readonly name: string;
  /** In the middle of a sentence. */
  readonly words: string;
  /** Whether zeros save it work. */
  readonly arithmetic: 'dense' | 'sparse';
  /** Whether several threads may compute one image together. */
  readonly threaded: boolean;
  /** Whether it tells how much memory a run needs. */
  readonly tellsMemory: boolean;
}

const ROWS = [
  {
    id: 'tfjs',
    label: 'TF.js',
    name: 'TF.js dense',
    words: 'TensorFlow.js',
    arithmetic: 'dense',
    threaded: false,
    tellsMemory: false,
  },
  {
    id: 'kernels',
    label: 'lab kernels',
    name: 'Lab kernels (dense + sparse)',
    words: 'the lab’s kernels',
    arithmetic: 'sparse',
    threaded: true,
    tellsMemory: true,
  },
] as const satisfies readonly RuntimeRow[];

export type RuntimeId = (typeof ROWS)[number]['id'];
/** In words by `inWords('runtimes', row)`. */
export type Runtime = Unsaid<'runtimes', RuntimeRow> & { readonly id: RuntimeId };
export const RUNTIMES: readonly Runtime[] = ROWS;

/** Answers the images unless another is chosen. */
export const USUAL_RUNTIME: RuntimeId = 'kernels';

/** Runs wherever the lab does. */
export const SAFE_RUNTIME: RuntimeId = 'tfjs';

/** @param available those that can run here */
export function runnable(wanted: RuntimeId, available: readonly RuntimeId[]): RuntimeId {
  return available.includes(wanted) ? wanted : SAFE_RUNTIME;
}

/** What runs a plan's network: whole numbers are the kernels' alone, whatever runs other networks. */
export function runtimeOf(plan: Plan, chosen: RuntimeId): RuntimeId {
  return precisionOf(plan) === 'int8' ? 'kernels' : chosen;
}

/** Of the threads that are asked for, as many as compute an image together. */
export function threadsOf(runtime: RuntimeId, asked: number): number {
  return runtimeRow(runtime).threaded ? asked : 1;
}

export function runtimeRow(id: RuntimeId): Runtime {
  return RUNTIMES.find((row) => row.id === id)!;
}
