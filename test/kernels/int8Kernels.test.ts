/** Every int8 kernel against its scalar reference, in the plain SIMD build: the same integers. */
import { beforeAll, expect, it } from 'vitest';
import {
  checkInt8Kernel,
  exactMultiplications,
  firstWrongInt8Kernel,
  int8KernelList,
} from '../../workers/kernels/checks/int8KernelList';
import { int8KernelRecords, type Int8Kernels } from '../../workers/kernels/int8/kernels';
import { BumpHeap } from '../../workers/kernels/memory/heap';
import { instantiate, INT8 } from '../../workers/kernels/modules';
import { readInt8Module, startInt8Kernels } from './int8Module';

const SEED = 22;
const heap = new BumpHeap();
let kernels: Int8Kernels;

beforeAll(async () => {
  kernels = await startInt8Kernels(heap);
});

it('lists every export', () => {
  const listed = int8KernelList.map(({ name }) => name).sort();
  expect(listed).toEqual(Object.keys(int8KernelRecords).sort());
  const exported = Object.keys(kernels).filter((name) => name !== 'memory');
  expect(exported.sort()).toEqual(listed);
});

it('finds which multiplications are exact at the extremes', () => {
  expect(exactMultiplications(kernels, heap)).toEqual([
    { way: 'dot', signed: false },
    { way: 'wide', signed: false },
    { way: 'pairs', signed: true },
  ]);
});

it.each(int8KernelList.map((entry) => [entry.name, entry] as const))(
  '%s equals its reference',
  (_, entry) => {
    const { cases, failures } = checkInt8Kernel(entry, kernels, heap, SEED);
    expect(failures).toEqual([]);
    expect(cases).toBeGreaterThanOrEqual(33);
  },
);

it.each(int8KernelList.map((entry) => [entry.name, entry] as const))(
  'finds a %s that does nothing',
  (name, { way }) => {
    const broken = { ...kernels, [name]: () => {} };
    // An engine whose relaxed products are not exact does without them, but for none but that reason.
    const lost = name === 'productDot';
    expect(firstWrongInt8Kernel(broken, heap)).toBe(lost ? null : name);
    const exact = exactMultiplications(broken, heap).map((one) => one.way);
    expect(exact.includes(way ?? 'wide')).toBe(!name.startsWith('product'));
  },
);

/** Instructions of which each is wrong in turn, and what it becomes. */
const CHANGES = [
  ['i32x4.dot_i16x8_s', [0xfd, 0xba, 0x01], [0xfd, 0xae, 0x01]],
  ['i32x4.add', [0xfd, 0xae, 0x01], [0xfd, 0xb1, 0x01]],
  ['i16x8.extmul_low_i8x16_s', [0xfd, 0x9c, 0x01], [0xfd, 0x9d, 0x01]],
  ['f32x4.mul', [0xfd, 0xe6, 0x01], [0xfd, 0xe4, 0x01]],
] as const;

it.each(CHANGES)('finds nearly every %s that is another', async (_, from, to) => {
  const module = readInt8Module();
  const places: number[] = [];
  const wanted = Buffer.from(from);
  for (let at = module.indexOf(wanted); at >= 0; at = module.indexOf(wanted, at + 1)) {
    places.push(at);
  }
  // A third of them, spread over all kernels: to compile the module takes a while.
  const tried = places.filter((_, i) => i % 3 === 0);
  let found = 0;
  for (const at of tried) {
    const changed = Buffer.from(module);
    changed.set(to, at);
    const own = new BumpHeap();
    const outcome = await instantiate(INT8, changed, own);
    if (!outcome.ok || exactMultiplications(outcome.value, own).length < 3) found++;
  }
  expect(found).toBeGreaterThan(0.9 * tried.length);
});

it('refuses a module that cannot be started', async () => {
  const outcome = await instantiate(INT8, readInt8Module().subarray(0, 100), new BumpHeap());
  expect(outcome).toMatchObject({ ok: false, code: 'kernels-unavailable' });
});
