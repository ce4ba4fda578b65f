/** How the lab's two modules of kernels are loaded, and what happens where they cannot be. */
import { note, refusal } from '../../src/words/refusal';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { defaultPlan } from '../../src/pruning/validatePlan';
import type { KernelBuild, ModuleName } from '../../workers/kernels/builds';
import { timedTiles } from '../../workers/kernels/checks/tileSpeeds';
import { startBackend } from '../../workers/runtime/backend';
import { Desk } from '../../workers/lab/desk';
import { startLabKernels } from '../../workers/runtime/labKernels';
import { helperInNode } from '../kernels/startTeam';
import { unwrap } from '../lab/bundled';
import { fetchFromDisk, readKernels, SMALL_REQUEST, WASM_FILE } from '../lab/labFiles';

vi.mock('../../workers/kernels/checks/tileSpeeds', { spy: true });

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

it('times kernels once, in each worker, behind the accuracies that are shown', async () => {
  const timings = vi.mocked(timedTiles).mock.calls;
  const plan = { ...defaultPlan('magnitude-global'), repair: [] };
  for (const from of [0, 8]) {
    const lab = new Desk(fetchFromDisk, WASM_FILE, readKernels);
    unwrap(await lab.load(SMALL_REQUEST, () => {}));
    timings.length = 0;
    const told: number[] = [];
    const job = { lane: 'test', plan, range: { from, to: from + 8 }, runtime: 'kernels' as const };
    const measured = async () =>
      unwrap(await lab.measurePoint(job, ({ total }) => told.push(total, timings.length)));
    const { afterCutting } = await measured();
    expect(told.slice(-2)).toEqual([8, 0]);
    expect(timings).toHaveLength(1);
    expect((await measured()).afterCutting).toEqual(afterCutting);
    expect(timings).toHaveLength(1);
  }
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
    ['another backend', null, 'own-memory'],
    ['a later TF.js without asm', { asm: undefined }, 'own-memory'],
    ['a later TF.js without asm.memory', { asm: {} }, 'own-memory'],
    ['the threaded build', { asm: { memory: shared() } }, 'shared-memory'],
    ['no malloc', { _malloc: undefined }, 'no-malloc'],
    ['no free', { _free: undefined }, 'no-malloc'],
  ] as const)('is refused: %s', async (_, change, why) => {
    expect(await startedWith(change)).toEqual(refusal('no-heap', { why }));
  });

  it('is refused: a full one', async () => {
    const refused = await startedWith({ _malloc: () => 0 });
    const reason = expect.stringMatching(/\d+ bytes/) as string;
    const values = { module: 'inference', reason, outOfMemory: false } as const;
    expect(refused).toEqual(refusal('kernels-unavailable', values));
  });

  it('leaves the lab on TF.js dense, and the page is told why', async () => {
    const { wasm } = backend();
    backend().wasm = { ...wasm, asm: undefined };
    const lab = new Desk(fetchFromDisk, WASM_FILE, readKernels);
    const { runtime } = unwrap(await lab.load(SMALL_REQUEST, () => {}));
    backend().wasm = wasm;
    const why = note('no-heap', { why: 'own-memory' });
    expect(runtime.kernels).toMatchObject({ available: false, why });

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

describe('several threads', () => {
  const times = (lab: Desk, threads: number) => {
    const plan = defaultPlan('magnitude-global');
    const order = { lane: 'test', plans: [plan], warmUpRuns: 1, runs: 3, threads };
    return lab.measureLatency(order, () => {});
  };

  it('are started for the first time that is measured on them', async () => {
    let helpers = 0;
    const startHelper = () => {
      helpers++;
      return helperInNode();
    };
    const lab = new Desk(fetchFromDisk, WASM_FILE, readKernels, null, null, startHelper);
    unwrap(await lab.load(SMALL_REQUEST, () => {}));
    unwrap(await times(lab, 1));
    expect(helpers).toBe(0);
    for (const threads of [2, 2]) {
      const { timed } = unwrap(await times(lab, threads));
      expect(timed.map(({ runsMs }) => Object.keys(runsMs))).toEqual([['tfjs', 'kernels']]);
      expect(helpers).toBe(1);
    }
  });

  it('are refused by name where nobody starts one', async () => {
    const lab = new Desk(fetchFromDisk, WASM_FILE, readKernels);
    unwrap(await lab.load(SMALL_REQUEST, () => {}));
    expect(await times(lab, 2)).toEqual(refusal('threads-unavailable'));
  });
});
