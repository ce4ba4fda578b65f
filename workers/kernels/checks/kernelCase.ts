/** One call of one kernel with all its data, and how it is run, checked and timed in any heap. */
import { Allocations, SLACK_BYTES, type HeapArray, type KernelHeap } from '../memory/heap';
import { kernelRecords, type KernelName } from '../inference/kernels';
import type { Kernels } from '../inference/kernels';
import { recordBytes, recordFields, writeRecord, type RecordKind } from '../inference/records';

/** A record with its addresses still open: arrays are placed in the heap, numbers are taken as they are. */
export type OpenRecord = Readonly<Record<string, number | HeapArray | NestedRecord>>;

export interface NestedRecord {
  readonly kind: RecordKind;
  readonly fields: OpenRecord;
}

export interface KernelCase {
  readonly label: string;
  /** Every field but `output`. */
  readonly fields: OpenRecord;
  /** What the output has to hold; NaN where the kernel may leave anything. */
  readonly expected: () => Float32Array;
  readonly outputLength: number;
  readonly flops: number;
}

const GUARD = 12345;

export interface CaseResult {
  readonly output: Float32Array;
  /** Everything beyond the output's slack is as it was. */
  readonly guardIntact: boolean;
}

export function runCase(
  kernels: Kernels,
  heap: KernelHeap,
  name: KernelName,
  test: KernelCase,
): CaseResult {
  const allocations = new Allocations(heap);
  try {
    const { record, output } = placeCase(allocations, heap, name, test);
    kernels[name](record);
    const slack = SLACK_BYTES / 4;
    const values = new Float32Array(heap.memory.buffer, output, test.outputLength + 2 * slack);
    return {
      output: values.slice(0, test.outputLength),
      guardIntact: values.subarray(test.outputLength + slack).every((v) => v === GUARD),
    };
  } finally {
    allocations.release();
  }
}

/** Largest difference, relative to values above 1; NaN in `expected` is not compared. */
export function largestError(output: Float32Array, expected: Float32Array): number {
  let largest = 0;
  for (let i = 0; i < expected.length; i++) {
    if (Number.isNaN(expected[i])) continue;
    const error = Math.abs(output[i] - expected[i]) / Math.max(1, Math.abs(expected[i]));
    // A NaN that the kernel made must not slip through a comparison.
    largest = error <= largest ? largest : Number.isNaN(error) ? Infinity : error;
  }
  return largest;
}

/** Median GFLOP/s of `rounds` rounds of at least `sliceMs` each. */
export function timeCase(
  kernels: Kernels,
  heap: KernelHeap,
  name: KernelName,
  test: KernelCase,
  rounds = 9,
  sliceMs = 4,
): number {
  const { run, release } = placedCase(kernels, heap, name, test);
  const ms = medianMs(run, rounds, sliceMs);
  release();
  return test.flops / ms / 1e6;
}

/** A case that stays in the heap, to be run again and again. @throws OutOfMemory */
export function placedCase(
  kernels: Kernels,
  heap: KernelHeap,
  name: KernelName,
  test: KernelCase,
): { run(): void; release(): void } {
  const allocations = new Allocations(heap);
  try {
    const { record } = placeCase(allocations, heap, name, test);
    const kernel = kernels[name];
    return { run: () => kernel(record), release: () => allocations.release() };
  } catch (error) {
    allocations.release();
    throw error;
  }
}

/** Median milliseconds of one `run`, after a warm-up that lets the engine optimise. */
export function medianMs(run: () => void, rounds: number, sliceMs: number): number {
  let repeats = 1;
  while (elapsed(run, repeats) < sliceMs) repeats *= 2;
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) times.push(elapsed(run, repeats) / repeats);
  return times.sort((a, b) => a - b)[Math.floor(rounds / 2)];
}

function elapsed(run: () => void, repeats: number): number {
  const start = performance.now();
  for (let i = 0; i < repeats; i++) run();
  return performance.now() - start;
}

function placeCase(
  allocations: Allocations,
  heap: KernelHeap,
  name: KernelName,
  test: KernelCase,
): { record: number; output: number } {
  const output = allocations.reserve(4 * test.outputLength + 2 * SLACK_BYTES);
  const floats = test.outputLength + (2 * SLACK_BYTES) / 4;
  new Float32Array(heap.memory.buffer, output, floats).fill(GUARD);
  const nested: NestedRecord = { kind: kernelRecords[name], fields: { ...test.fields, output } };
  return { record: placeRecord(allocations, heap, nested), output };
}

function placeRecord(allocations: Allocations, heap: KernelHeap, open: NestedRecord): number {
  const { kind, fields } = open;
  const values = Object.fromEntries(
    recordFields[kind].map((field) => [field, resolve(allocations, heap, fields[field])]),
  );
  const address = allocations.reserve(recordBytes(kind));
  writeRecord(heap.memory, address, kind, values as never);
  return address;
}

function resolve(allocations: Allocations, heap: KernelHeap, value: OpenRecord[string]): number {
  if (typeof value === 'number') return value;
  if (ArrayBuffer.isView(value)) return allocations.place(value);
  return placeRecord(allocations, heap, value);
}
