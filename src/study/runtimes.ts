/**
 * What can execute a network, one row each. Page, command line, files and workers read this table; how a row makes a
 * network ready stands in workers/runtime/engines.ts.
 */
interface RuntimeRow {
  readonly id: string;
  readonly label: string;
  readonly name: string;
  /** In the middle of a sentence. */
  readonly words: string;
  /** Whether zeros save it work. */
  readonly arithmetic: 'dense' | 'sparse';
}

export const RUNTIMES = [
  {
    id: 'tfjs',
    label: 'TF.js',
    name: 'TF.js dense',
    words: 'TensorFlow.js',
    arithmetic: 'dense',
  },
  {
    id: 'kernels',
    label: 'lab kernels',
    name: 'Lab kernels (dense + sparse)',
    words: 'the lab’s kernels',
    arithmetic: 'sparse',
  },
] as const satisfies readonly RuntimeRow[];

export type RuntimeId = (typeof RUNTIMES)[number]['id'];

/** Answers the images unless another is chosen. */
export const USUAL_RUNTIME: RuntimeId = 'kernels';

/** Runs wherever the lab does. */
export const SAFE_RUNTIME: RuntimeId = 'tfjs';

/** @param available those that can run here */
export function runnable(wanted: RuntimeId, available: readonly RuntimeId[]): RuntimeId {
  return available.includes(wanted) ? wanted : SAFE_RUNTIME;
}

export function runtimeRow(id: RuntimeId): RuntimeRow {
  return RUNTIMES.find((row) => row.id === id)!;
}
