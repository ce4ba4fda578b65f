/** One worker, one subject after another: each answers as itself, and nothing of the one before stays. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { beforeAll, expect, it } from 'vitest';
import type { ReadFile } from '../../src/download/fetchFile';
import { networkCosts } from '../../src/model/costs';
import { defaultPlan } from '../../src/pruning/validatePlan';
import { Desk } from '../../workers/lab/desk';
import { unwrap } from './bundled';
import { fetchFromDisk, readKernels, requestOf, WASM_FILE } from './labFiles';

const SUBJECTS = ['mobilenetv2-0.35-fashion-mnist', 'mobilenetv2-0.5-fashion-mnist'].map(requestOf);
const PLAN = { ...defaultPlan('l1-norm'), repair: [{ kind: 'recalibrate', images: 16 }] } as const;
const CHANGES = 20;
const SPARE_BYTES = 4 << 20;

/** File names in the order in which they were read. */
const reads: string[] = [];
const read: ReadFile = (request, onBytes) => {
  reads.push(request.url.split('/').at(-1)!);
  return fetchFromDisk(request, onBytes);
};
const lab = new Desk(read, WASM_FILE, readKernels);
let collectGarbage: () => void;

beforeAll(() => {
  setFlagsFromString('--expose-gc');
  collectGarbage = runInNewContext('gc') as () => void;
});

/** Loads, cuts, repairs and answers: all that leaves something behind. */
async function visit(subject: number) {
  const { model, network } = unwrap(await lab.load(SUBJECTS[subject], () => {})).subject;
  unwrap(await lab.planTable(PLAN));
  const job = { lane: 'test', plan: PLAN, range: { from: 32, to: 48 } } as const;
  const kernels = unwrap(await lab.measurePoint({ ...job, runtime: 'kernels' }, () => {}));
  unwrap(await lab.measurePoint({ ...job, runtime: 'tfjs' }, () => {}));
  const { predictions } = kernels.afterRepair!;
  const { parameters } = networkCosts(network);
  return { id: model.id, parameters, predictions: [...predictions] };
}

async function held() {
  // What a collection finds dead may be given back by the next one only.
  for (let again = 0; again < 4; again++) {
    collectGarbage();
    await new Promise(setImmediate);
  }
  return { ...(await lab.memory()), bytes: process.memoryUsage().arrayBuffers };
}

it('changes to and fro leak nothing', { timeout: 60_000 }, async () => {
  const first = [await visit(0), await visit(1)];
  expect(first[0].parameters).toBeLessThan(first[1].parameters);
  const before = await held();
  for (let change = 0; change < CHANGES; change++)
    expect(await visit(change % 2)).toEqual(first[change % 2]);
  const { bytes, ...memory } = await held();
  expect(memory).toEqual({
    tensors: before.tensors,
    tensorBytes: before.tensorBytes,
    heapBytes: before.heapBytes,
  });
  expect(bytes - before.bytes).toBeLessThan(SPARE_BYTES);
});

it('images are read once where the data set stays, and weights with every change', () => {
  const times = (name: string) => reads.filter((file) => file === name).length;
  expect(times('t10k-images-idx3-ubyte.gz')).toBe(1);
  expect(times('train-images-idx3-ubyte.gz')).toBe(1);
  expect(times('weights.bin')).toBe(2 + CHANGES);
});

it('the same subject again reads nothing', async () => {
  reads.length = 0;
  unwrap(await lab.load(SUBJECTS[1], () => {}));
  expect(reads).toEqual([]);
});
