/** One call of one int8 kernel with all its data, and how it is run, checked and timed in any heap. */
import { Allocations, SLACK_BYTES, type HeapArray, type KernelHeap } from '../memory/heap';
import { int8KernelRecords, type Int8KernelName, type Int8Kernels } from '../int8/kernels';
import { int8Fields, int8RecordBytes, writeInt8Record } from '../int8/records';
import { medianMs } from './kernelCase';

export interface Int8Case {
  readonly label: string;
  readonly kernel: Int8KernelName;
  /** Every field but `output`; arrays are placed in the heap. */
  readonly fields: Readonly<Record<string, number | HeapArray>>;
  readonly outputBytes: number;
  /** The numbers that the bytes of the output stand for, in the order of `expected`. */
  readonly read: (output: Uint8Array) => ArrayLike<number>;
  /** NaN where the kernel may leave anything. */
  readonly expected: () => ArrayLike<number>;
  /** Multiplications that are not with a zero that was left out. */
  readonly multiplyAdds: number;
}

const GUARD = 77;
const GUARD_BYTES = 64;

/** One line for each thing that is wrong after the call. */
export function checkInt8Case(kernels: Int8Kernels, heap: KernelHeap, test: Int8Case): string[] {
  const allocations = new Allocations(heap);
  try {
    const { record, output } = placed(allocations, heap, test);
    const guard = output + test.outputBytes + SLACK_BYTES;
    new Uint8Array(heap.memory.buffer, guard, GUARD_BYTES).fill(GUARD);
    kernels[test.kernel](record);
    const name = `${test.kernel} ${test.label}`;
    const intact = new Uint8Array(heap.memory.buffer, guard, GUARD_BYTES).every((b) => b === GUARD);
    const wrong = wrongNumbers(test, new Uint8Array(heap.memory.buffer, output, test.outputBytes));
    return [
      ...(intact ? [] : [`${name}: writes behind its output`]),
      ...(wrong === 0 ? [] : [`${name}: ${wrong} numbers wrong`]),
    ];
  } finally {
    allocations.release();
  }
}

/** Median 10⁹ multiply-adds a second. */
export function timeInt8Case(
  kernels: Int8Kernels,
  heap: KernelHeap,
  test: Int8Case,
  rounds: number,
  sliceMs: number,
): number {
  const allocations = new Allocations(heap);
  const { record } = placed(allocations, heap, test);
  const kernel = kernels[test.kernel];
  const ms = medianMs(() => kernel(record), rounds, sliceMs);
  allocations.release();
  return test.multiplyAdds / ms / 1e6;
}

function wrongNumbers(test: Int8Case, output: Uint8Array): number {
  const own = test.read(output);
  return Array.from(test.expected()).filter((n, i) => !Number.isNaN(n) && n !== own[i]).length;
}

function placed(allocations: Allocations, heap: KernelHeap, test: Int8Case) {
  const kind = int8KernelRecords[test.kernel];
  const output = allocations.reserve(test.outputBytes + SLACK_BYTES + GUARD_BYTES);
  const open: Int8Case['fields'] = { ...test.fields, output };
  const values = Object.fromEntries(
    int8Fields[kind].map((field) => [field, addressOf(allocations, field, open[field])]),
  );
  const record = allocations.reserve(int8RecordBytes(kind));
  writeInt8Record(heap.memory, record, kind, values as never);
  return { record, output };
}

function addressOf(
  allocations: Allocations,
  field: string,
  value: number | HeapArray | undefined,
): number {
  if (value === undefined) throw new Error(`the case does not say ${field}`);
  return typeof value === 'number' ? value : allocations.place(value);
}
