export type RuntimeId = 'tfjs' | 'kernels';

/** What can execute a network, one row each. */
export const RUNTIMES: readonly {
  readonly id: RuntimeId;
  readonly label: string;
  readonly name: string;
}[] = [
  { id: 'tfjs', label: 'TF.js', name: 'TF.js dense' },
  { id: 'kernels', label: 'lab kernels', name: 'Lab kernels (dense + sparse)' },
];
