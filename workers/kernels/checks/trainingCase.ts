/** One call of one training kernel with all its data, and how it is run and checked in any heap. */
import { Allocations, SLACK_BYTES, type KernelHeap } from '../memory/heap';
import { recordBytes, recordFields, writeRecord } from '../inference/records';
import type { TrainingKernelName, TrainingKernels } from '../training/kernels';
import {
  trainingFields,
  trainingRecordBytes,
  writeTrainingRecord,
  type TrainingRecord,
} from '../training/records';

export type CaseArray = Float32Array | Float64Array | Uint8Array;

/** A record with its addresses still open: arrays and records are placed in the heap, each of them once. */
export interface OpenCall {
  readonly kind: TrainingRecord | 'pointwise';
  readonly fields: Readonly<Record<string, number | CaseArray | OpenCall>>;
}

export interface TrainingCase {
  readonly label: string;
  readonly call: OpenCall;
  /**
   * What the arrays hold after the call, NaN where the kernel may leave anything. The arrays that are not listed are
   * as they were.
   */
  readonly expected: () => ReadonlyMap<CaseArray, CaseArray>;
}

const GUARD = 77;
/** Bytes behind each array's slack that have to stay as they are. */
const GUARD_BYTES = 64;

/** One line for each thing that is wrong after the call. */
export function checkTrainingCase(
  kernels: TrainingKernels,
  heap: KernelHeap,
  name: TrainingKernelName,
  test: TrainingCase,
  tolerance: number,
): string[] {
  const placed = new PlacedCase(heap);
  try {
    kernels[name](placed.place(test.call));
    return placed.failures(test.expected(), tolerance).map((f) => `${name} ${test.label}: ${f}`);
  } finally {
    placed.release();
  }
}

class PlacedCase {
  private readonly allocations: Allocations;
  private readonly memory: WebAssembly.Memory;
  private readonly records = new Map<OpenCall, number>();
  private readonly arrays = new Map<CaseArray, { name: string; address: number }>();

  constructor(heap: KernelHeap) {
    this.allocations = new Allocations(heap);
    this.memory = heap.memory;
  }

  /** The record's address. */
  place(call: OpenCall): number {
    const known = this.records.get(call);
    if (known !== undefined) return known;
    const names: readonly string[] =
      call.kind === 'pointwise' ? recordFields.pointwise : trainingFields[call.kind];
    const values = Object.fromEntries(
      names.map((name) => [name, this.resolve(name, call.fields[name])]),
    );
    const address = this.write(call.kind, values);
    this.records.set(call, address);
    return address;
  }

  failures(expected: ReadonlyMap<CaseArray, CaseArray>, tolerance: number): string[] {
    return [...this.arrays].flatMap(([array, { name, address }]) => {
      const failures: string[] = [];
      const intact = this.guard(array, address).every((byte) => byte === GUARD);
      if (!intact) failures.push(`writes behind ${name}`);
      const error = largestDifference(this.view(array, address), expected.get(array) ?? array);
      if (!(error <= (expected.has(array) ? tolerance : 0)))
        failures.push(`${name} off by ${error}`);
      return failures;
    });
  }

  release(): void {
    this.allocations.release();
  }

  private resolve(name: string, value: number | CaseArray | OpenCall | undefined): number {
    if (value === undefined) throw new Error(`the case does not say ${name}`);
    if (typeof value === 'number') return value;
    return ArrayBuffer.isView(value) ? this.placeArray(name, value) : this.place(value);
  }

  private placeArray(name: string, array: CaseArray): number {
    const known = this.arrays.get(array);
    if (known) return known.address;
    const address = this.allocations.reserve(array.byteLength + SLACK_BYTES + GUARD_BYTES);
    this.guard(array, address).fill(GUARD);
    this.view(array, address).set(array);
    this.arrays.set(array, { name, address });
    return address;
  }

  private write(kind: OpenCall['kind'], values: Record<string, number>): number {
    if (kind === 'pointwise') {
      const address = this.allocations.reserve(recordBytes(kind));
      writeRecord(this.memory, address, kind, values as never);
      return address;
    }
    const address = this.allocations.reserve(trainingRecordBytes(kind));
    writeTrainingRecord(this.memory, address, kind, values as never);
    return address;
  }

  private guard(array: CaseArray, address: number): Uint8Array {
    const behind = address + array.byteLength + SLACK_BYTES;
    return new Uint8Array(this.memory.buffer, behind, GUARD_BYTES);
  }

  private view(array: CaseArray, address: number): CaseArray {
    const { buffer } = this.memory;
    if (array instanceof Float32Array) return new Float32Array(buffer, address, array.length);
    if (array instanceof Uint8Array) return new Uint8Array(buffer, address, array.length);
    return new Float64Array(buffer, address, array.length);
  }
}

/** Relative to the largest expected value, 1 at least; NaN in `expected` is not compared. */
function largestDifference(own: CaseArray, expected: CaseArray): number {
  let scale = 1;
  for (const v of expected) if (Math.abs(v) > scale) scale = Math.abs(v);
  let largest = 0;
  for (let i = 0; i < expected.length; i++) {
    if (Number.isNaN(expected[i])) continue;
    const error = Math.abs(own[i] - expected[i]) / scale;
    // A NaN that the kernel made must not slip through a comparison.
    largest = error <= largest ? largest : Number.isNaN(error) ? Infinity : error;
  }
  return largest;
}
