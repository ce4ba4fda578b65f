/** Int8 calls cut in parts, each computed for itself, give what whole calls give. */
import { beforeAll, expect, it } from 'vitest';
import { checkInt8Kernel, int8KernelList } from '../../workers/kernels/checks/int8KernelList';
import {
  int8KernelRecords,
  type Int8KernelName,
  type Int8Kernels,
} from '../../workers/kernels/int8/kernels';
import {
  INT8_FLOATS,
  int8Fields,
  int8RecordBytes,
  writeInt8Record,
} from '../../workers/kernels/int8/records';
import { INT8_SPLITS } from '../../workers/kernels/int8/splits';
import { Allocations, BumpHeap } from '../../workers/kernels/memory/heap';
import { split, type Axis } from '../../workers/kernels/threads/split';
import { startInt8Kernels } from './int8Module';

const heap = new BumpHeap();
let kernels: Int8Kernels;

beforeAll(async () => {
  kernels = await startInt8Kernels(heap);
});

type Fields = Readonly<Record<string, number>>;

/** A record's fields; the float ones are none of those that a cut moves. */
function fieldsAt(record: number, name: Int8KernelName): Fields {
  const view = new DataView(heap.memory.buffer, record);
  const fields: readonly string[] = int8Fields[int8KernelRecords[name]];
  return Object.fromEntries(
    fields.map((field, i) => [
      field,
      INT8_FLOATS.includes(field) ? view.getFloat32(4 * i, true) : view.getInt32(4 * i, true),
    ]),
  );
}

/** Does each call in parts, the last one first; counts those that had more than one. */
function inParts(threads: number, shared: { calls: number }): Int8Kernels {
  const run = (name: Int8KernelName) => (record: number) => {
    const axes = INT8_SPLITS[name] as unknown as readonly Axis<Fields>[];
    const { parts } = split(axes, fieldsAt(record, name), threads, heap.memory);
    const filled = parts.filter((part) => part !== null);
    if (filled.length > 1) shared.calls++;
    const allocations = new Allocations(heap);
    for (const part of filled.reverse()) {
      const kind = int8KernelRecords[name];
      const address = allocations.reserve(int8RecordBytes(kind));
      writeInt8Record(heap.memory, address, kind, part as never);
      kernels[name](address);
    }
    allocations.release();
  };
  const names = Object.keys(int8KernelRecords) as Int8KernelName[];
  return Object.fromEntries(names.map((name) => [name, run(name)])) as unknown as Int8Kernels;
}

it.each(int8KernelList.map((entry) => [entry.name, entry] as const))(
  '%s gives the same in 2 and in 3 parts',
  (name, entry) => {
    for (const threads of [2, 3]) {
      const shared = { calls: 0 };
      const { failures } = checkInt8Kernel(entry, inParts(threads, shared), heap, 23);
      expect(failures).toEqual([]);
      expect(shared.calls > 10).toBe(name !== 'scores' && name !== 'quantise');
    }
  },
);
