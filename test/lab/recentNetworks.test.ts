import { refusal } from '../../src/words/refusal';
import { expect, it } from 'vitest';
import { mobilenetV2 } from '../../src/model/mobilenetV2';
import type { Plan } from '../../src/pruning/plan';
import type { CompactNetwork } from '../../src/pruning/surgery';
import { defaultPlan } from '../../src/pruning/validatePlan';
import { RecentNetworks } from '../../workers/lab/recentNetworks';
import { unwrap } from './bundled';

const network = mobilenetV2({ width: 0.25, inputSize: 8, stemStride: 1, classes: 2 });

/** Its one kernel has so many MB, of which no byte is touched. */
function networkOf(megabytes: number): CompactNetwork {
  const kernel = new Float32Array((megabytes << 20) / 4);
  return { network, weights: [{ kernel, norm: null, bias: null }] };
}

const planOf = (seed: number): Plan => ({ ...defaultPlan('random-weights'), seed });

/** The seeds of the plans whose networks are still there. */
async function there(recent: RecentNetworks, seeds: readonly number[]): Promise<number[]> {
  const gone = refusal('network-gone');
  const found: number[] = [];
  for (const seed of seeds)
    if ((await recent.get(planOf(seed), async () => gone)).ok) found.push(seed);
  return found;
}

it('makes room for a new network by the one that was used longest ago', async () => {
  const recent = new RecentNetworks();
  const made = [1, 2, 3].map(() => networkOf(20));
  for (const [i, own] of made.entries()) recent.remember(planOf(i), own);
  const again = await recent.get(planOf(0), async () => {
    throw new Error('it is in memory');
  });
  expect(unwrap(again)).toBe(made[0]);
  // 80 MB would be more than it keeps; the second was not used since.
  recent.remember(planOf(3), networkOf(20));
  expect(await there(recent, [0, 1, 2, 3])).toEqual([0, 2, 3]);
});

it('keeps the newest, however large it is, and no other beside it', async () => {
  const recent = new RecentNetworks();
  recent.remember(planOf(0), networkOf(1));
  recent.remember(planOf(1), networkOf(65));
  expect(await there(recent, [0, 1])).toEqual([1]);
});

it('takes a newer network of the same plan for the older one, and forgets when told', async () => {
  const recent = new RecentNetworks();
  const newer = networkOf(40);
  recent.remember(planOf(0), networkOf(40));
  recent.remember(planOf(0), newer);
  expect(unwrap(await recent.get(planOf(0), () => Promise.reject(new Error())))).toBe(newer);
  recent.forget(planOf(0));
  expect(await there(recent, [0])).toEqual([]);
});

it('counts the integers of an int8 network beside its reals', async () => {
  const recent = new RecentNetworks();
  const scale = { scale: 1, zeroPoint: 0 };
  const kernel = new Int8Array(30 << 20);
  const layer = { layer: network.layers[0], kernel, kernelScales: new Float32Array(0) };
  const bias = new Int32Array(0);
  const layers = [{ ...layer, bias, input: scale, output: scale, sum: scale }];
  const quantised = { network, image: scale, layers };
  recent.remember(planOf(0), networkOf(20));
  recent.remember(planOf(1), { ...networkOf(20), stored: { precision: 'int8', quantised } });
  expect(await there(recent, [0, 1])).toEqual([1]);
});
