/** How the lab's two modules of kernels are loaded, and what happens where they cannot be. */
import { refusal } from '../../src/words/refusal';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { defaultPlan } from '../../src/pruning/validatePlan';
import type { KernelBuild, ModuleName } from '../../workers/kernels/builds';
import { startBackend } from '../../workers/runtime/backend';
import { Desk } from '../../workers/lab/desk';
import { startLabKernels } from '../../workers/runtime/labKernels';
import { unwrap } from '../lab/bundled';
import { fetchFromDisk, readKernels, REQUEST, WASM_FILE } from '../lab/labFiles';
import { sentence } from '../../src/words/sentence';

beforeAll(async () => {
  unwrap(await startBackend(WASM_FILE));
});

it('loads the training kernels when they are first asked for, once', async () => {
  const read: ModuleName[] = [];
  const readModule = (module: ModuleName, build: KernelBuild) => {
    read.push(module);
    return readKernels(module, build);
  };
  const kernels = unwrap(await startLabKernels(readModule));
  expect(read).toEqual(['inference']);
  const [first, second] = await Promise.all([kernels.training(), kernels.training()]);
  expect(read).toEqual(['inference', 'training']);
  expect(unwrap(first).product).toBe(unwrap(second).product);
});

const LOST = refusal('unreachable', { url: 'training.wasm', reason: 'network lost' });

it('says why training kernels cannot be had, and keeps the others', async () => {
  const readModule = async (module: ModuleName, build: KernelBuild) => {
    if (module === 'training') return LOST;
    return readKernels(module, build);
  };
  const kernels = unwrap(await startLabKernels(readModule));
  const refused = await kernels.training();
  expect(refused).toEqual(refusal('kernels-not-loaded', { cause: LOST, outOfMemory: false }));
});

describe('a memory that cannot be had', () => {
  const backend = tf.backend as () => unknown as () => { wasm: object | null };
  const shared = () => new WebAssembly.Memory({ initial: 1, maximum: 2, shared: true });

  /** What the lab tells while TF.js's module looks like this. */
  async function startedWith(change: object | null) {
    const { wasm } = backend();
    backend().wasm = change && { ...wasm, ...change };
    try {
      return await startLabKernels(readKernels);
    } finally {
      backend().wasm = wasm;
    }
  }

  it.each([
    ['another backend', null, 'keeps its memory to itself'],
    ['a later TF.js without asm', { asm: undefined }, 'keeps its memory to itself'],
    ['a later TF.js without asm.memory', { asm: {} }, 'keeps its memory to itself'],
    ['the threaded build', { asm: { memory: shared() } }, 'threads share its memory'],
    ['no malloc', { _malloc: undefined }, 'lends none of its memory'],
    ['no free', { _free: undefined }, 'lends none of its memory'],
  ])('is refused: %s', async (_, change, why) => {
    const refused = await startedWith(change);
    expect(refused).toMatchObject({ ok: false, code: 'no-heap' });
    expect(!refused.ok && sentence(refused)).toMatch(new RegExp(`${why}.*: use TF.js dense`));
  });

  it('is refused: a full one', async () => {
    const refused = await startedWith({ _malloc: () => 0 });
    expect(refused).toMatchObject({ ok: false, code: 'kernels-unavailable' });
    expect(!refused.ok && sentence(refused)).toMatch(/no \d+ bytes left.*TF.js/);
  });

  it('leaves the lab on TF.js dense, and the page is told why', async () => {
    const { wasm } = backend();
    backend().wasm = { ...wasm, asm: undefined };
    const lab = new Desk(fetchFromDisk, WASM_FILE, readKernels);
    const { runtime } = unwrap(await lab.load(REQUEST, () => {}));
    backend().wasm = wasm;
    expect(runtime.kernels).toMatchObject({ available: false });
    expect(!runtime.kernels.available && sentence(runtime.kernels.why)).toContain(
      'use TF.js dense',
    );

    const plan = defaultPlan('magnitude-global');
    const job = { lane: 'test', plan: { ...plan, repair: [] }, range: { from: 0, to: 4 } };
    const measured = unwrap(await lab.measurePoint({ ...job, runtime: 'tfjs' }, () => {}));
    expect(measured.afterCutting.predictions).toHaveLength(4);
    const asked = await lab.measurePoint({ ...job, runtime: 'kernels' }, () => {});
    expect(asked).toMatchObject({ ok: false, code: 'no-heap' });
    const order = { lane: 'test', plans: [plan], warmUpRuns: 1, runs: 3 };
    const { timed } = unwrap(await lab.measureLatency(order, () => {}));
    expect(timed.map(({ runsMs }) => Object.keys(runsMs))).toEqual([['tfjs']]);
    expect(timed.map(({ dense }) => Object.keys(dense!))).toEqual([['tfjs']]);
  });
});
