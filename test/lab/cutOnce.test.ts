/** Whatever is asked about a point, its network is cut once. */
import { expect, it, vi } from 'vitest';
import type { Plan, Repair } from '../../src/pruning/plan';
import { select } from '../../src/pruning/select';
import { defaultPlan } from '../../src/pruning/validatePlan';
import { Desk } from '../../workers/lab/desk';
import { unwrap } from './bundled';
import { fetchFromDisk, readKernels, requestOf, WASM_FILE } from './labFiles';

vi.mock(import('../../src/pruning/select'), async (original) => {
  const actual = await original();
  return { ...actual, select: vi.fn(actual.select) };
});

const lab = new Desk(fetchFromDisk, WASM_FILE, readKernels);
const RANGE = { from: 0, to: 16 };
const ROUNDS = { warmUpRuns: 0, runs: 1 };

async function measure(plan: Plan): Promise<void> {
  const lane = 'lane';
  unwrap(await lab.measurePoint({ lane, plan, range: RANGE, runtime: 'kernels' }, () => {}));
  unwrap(await lab.measureLatency({ lane, plans: [plan], ...ROUNDS }, () => {}));
}

it('answers, bytes and latency of a point come from one cut, repaired or not', async () => {
  unwrap(await lab.load(requestOf('mobilenetv2-0.35-fashion-mnist'), () => {}));
  const repairs: Repair[] = [[], [{ kind: 'recalibrate', images: 16 }]];
  for (const [i, repair] of repairs.entries()) {
    await measure({ ...defaultPlan('l1-norm'), level: 0.25 * (i + 1), repair });
    expect(select).toHaveBeenCalledTimes(i + 1);
  }
});

it('of two plans only the repaired one is still there to be timed', async () => {
  const repaired: Plan = {
    ...defaultPlan('l1-norm'),
    level: 0.5,
    repair: [{ kind: 'recalibrate', images: 16 }],
  };
  await measure({ ...defaultPlan('l1-norm'), level: 0.25, repair: [] });
  expect(select).toHaveBeenCalledTimes(3);
  unwrap(await lab.measureLatency({ lane: 'lane', plans: [repaired], ...ROUNDS }, () => {}));
  expect(select).toHaveBeenCalledTimes(3);
});
