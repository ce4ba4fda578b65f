/** All kernels against their references on all shapes of the table: for tests, in any engine and build. */
import type { KernelHeap } from '../memory/heap';
import { largestError, runCase } from './kernelCase';
import { casesOf, type KernelEntry } from './kernelList';
import type { Kernels } from '../inference/kernels';

/** Single precision sums of up to 33·9 products in another order, with or without fused multiply-add. */
export const KERNEL_TOLERANCE = 1e-5;

export interface KernelCheck {
  readonly cases: number;
  /** One line for each case that failed. */
  readonly failures: readonly string[];
}

export function checkKernel(
  entry: KernelEntry,
  kernels: Kernels,
  heap: KernelHeap,
  seed: number,
): KernelCheck {
  const failures: string[] = [];
  let cases = 0;
  for (const test of casesOf(entry, seed)) {
    cases++;
    const { output, guardIntact } = runCase(kernels, heap, entry.name, test);
    const error = largestError(output, test.expected());
    if (!(error < KERNEL_TOLERANCE)) failures.push(`${entry.name} ${test.label}: off by ${error}`);
    if (!guardIntact) failures.push(`${entry.name} ${test.label}: writes behind its output`);
  }
  return { cases, failures };
}
