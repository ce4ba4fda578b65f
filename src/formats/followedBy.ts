import type { Operation } from './graph';

/** What every operation has. */
export type Common = Pick<Operation, 'name' | 'inputs' | 'output'>;

/** An operation of the file that is two of ours: the second takes its name and its output, and reads the first. */
export function followedBy(
  operation: Operation,
  what: string,
  next: (common: Common) => Operation,
): [Operation, Operation] {
  const { name, output } = operation;
  const before = `${output} before ${what}`;
  return [{ ...operation, output: before }, next({ name, inputs: [before], output })];
}
