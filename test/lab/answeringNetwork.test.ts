/** Sizes and files are those of the network that answered the pictures, not of another cut by the same plan. */
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { networkCosts } from '../../src/model/costs';
import { weightsFile } from '../../src/formats/checkpoint/manifest';
import type { Plan } from '../../src/pruning/plan';
import { parseRepair } from '../../src/pruning/repairText';
import type { CompactNetwork } from '../../src/pruning/surgery';
import { defaultPlan } from '../../src/pruning/validatePlan';
import type { SizeResult } from '../../src/protocol/lab';
import type { Bundle } from '../../src/subject/bundle';
import { Desk } from '../../workers/lab/desk';
import { readNetworkFile } from '../../workers/lab/networkFile';
import { studyOf } from '../study/sampleStudy';
import { unwrap } from './bundled';
import { fetchFromDisk, readKernels, SMALL_REQUEST, WASM_FILE } from './labFiles';

const lab = new Desk(fetchFromDisk, WASM_FILE, readKernels);
let model: Bundle;

beforeAll(async () => {
  model = unwrap(await lab.load(SMALL_REQUEST, () => {})).subject.model;
});

function planOf(fields: Partial<Plan>, repair: string): Plan {
  return { ...defaultPlan(fields.method), ...fields, repair: unwrap(parseRepair(repair)) };
}

async function measured(plan: Plan) {
  const job = { lane: 'test', plan, range: { from: 0, to: 32 }, runtime: 'kernels' } as const;
  return unwrap(await lab.measurePoint(job, () => {}));
}

/** By way of a file, which holds every bit. */
async function inMemory(plan: Plan): Promise<CompactNetwork> {
  const file = unwrap(await lab.networkFile(plan, studyOf(plan, model)));
  return unwrap(await readNetworkFile(file, model));
}

function zerosOf({ weights }: CompactNetwork): number {
  return weights.reduce((sum, { kernel }) => sum + kernel.filter((value) => value === 0).length, 0);
}

/** Counted by other means than the lab's. */
function expectSizeOf(network: CompactNetwork, size: SizeResult): void {
  const zeros = zerosOf(network);
  const file = weightsFile(network.network, network.weights, 'float32');
  expect(size.parameters).toBe(networkCosts(network.network).parameters);
  expect(size.nonZeros).toBe(size.parameters - zeros);
  expect(size.denseBytes).toBe(file.length);
  expect(size.gzipBytes).toBe(gzipSync(file).length);
}

describe('the latency of a point', () => {
  const plan = planOf({ level: 0.9, schedule: 'agp' }, 'finetune=2steps');
  const time = (plans: readonly Plan[], kept?: readonly (Blob | undefined)[]) =>
    lab.measureLatency({ lane: 'time', plans, kept, warmUpRuns: 1, runs: 3 }, () => {});
  const load = { lane: 'load', plan, runtime: 'kernels', durationMs: 1 } as const;

  it('is that of the trained network or unknown: never that of another cut', async () => {
    await measured(plan);
    const kept = unwrap(await lab.networkFile(plan, studyOf(plan, model)));
    const other = planOf({ level: 0.5 }, 'recalibrate=64');
    expect(unwrap(await time([other, plan])).timed).toHaveLength(2);
    await lab.forget(plan);
    const gone = { ok: false, code: 'network-gone' };
    expect(await time([other, plan])).toMatchObject(gone);
    expect(await lab.runBackToBack(load, () => {})).toMatchObject(gone);
    // Trained but cut at once: another cut has the same zeros.
    expect((await time([{ ...plan, schedule: 'one-shot' }])).ok).toBe(true);
    expect((await time([other, plan], [undefined, kept])).ok).toBe(true);
    expect((await lab.runBackToBack({ ...load, kept }, () => {})).ok).toBe(true);
  });
});

describe('the size of a point', () => {
  it('is that of the network whose gradual schedule two steps cut short', async () => {
    const plan = planOf({ level: 0.9, schedule: 'linear' }, 'finetune=2steps');
    const { size, notes } = await measured(plan);
    const network = await inMemory(plan);
    expectSizeOf(network, size!);
    const prunable = network.network.layers
      .filter(({ kind }) => kind === 'pointwise')
      .reduce((sum, { inChannels, outChannels }) => sum + inChannels * outChannels, 0);
    expect(zerosOf(network)).toBeGreaterThanOrEqual(Math.round(0.9 * prunable));
    expect(notes).toEqual([]);
  });

  it.each(['recalibrate=64', 'least-squares=64', 'finetune=1steps'])(
    'is counted after %s',
    async (repair) => {
      const plan = planOf({ method: 'l1-norm', level: 0.5 }, repair);
      const { size } = await measured(plan);
      expectSizeOf(await inMemory(plan), size!);
      const bare = await measured({ ...plan, repair: [] });
      expect(size!.parameters).toBe(bare.size!.parameters);
      // As many values, but others: they pack differently.
      expect(size!.gzipBytes).not.toBe(bare.size!.gzipBytes);
    },
  );

  it('is that of the network in the file that answers', async () => {
    const plan = planOf({ method: 'l1-norm', level: 0.5 }, 'recalibrate=64');
    const { size } = await measured(plan);
    const kept = unwrap(await lab.networkFile(plan, studyOf(plan, model)));
    await lab.forget(plan);
    const job = { lane: 'test', plan, range: { from: 0, to: 16 }, runtime: 'kernels' } as const;
    const again = unwrap(await lab.measurePoint({ ...job, kept }, () => {}));
    expect(again.size).toEqual(size);
  });

  it('is counted by one of the workers that share the images', async () => {
    const plan = planOf({ level: 0.5 }, 'none');
    const job = { lane: 'test', plan, range: { from: 16, to: 32 }, runtime: 'kernels' } as const;
    expect(unwrap(await lab.measurePoint(job, () => {})).size).toBeNull();
  });
});
