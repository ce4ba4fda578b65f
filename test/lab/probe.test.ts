/** Probes and layer times of the bundled network in a real lab. */
import { beforeAll, describe, expect, it } from 'vitest';
import { LAB } from '../pruning/networks';
import { networkTime } from '../../src/pruning/layerTimes';
import { defaultPlan } from '../../src/pruning/validatePlan';
import { Desk } from '../../workers/lab/desk';
import { unwrap } from './bundled';
import { fetchFromDisk, readKernels, REQUEST, WASM_FILE } from './labFiles';

const lab = new Desk(fetchFromDisk, WASM_FILE, readKernels);
const plan = defaultPlan('l1-norm');
const none = () => {};

beforeAll(async () => void unwrap(await lab.load(REQUEST, none)));

function probe(shares: readonly (number | null)[], calibrationImages = 0) {
  const job = { lane: 'probe', plan, shares, images: 100, calibrationImages };
  return lab.probe(job, none).then(unwrap);
}

describe('a probe', () => {
  it('harms the more, the more is cut, and recalibration helps', async () => {
    const { index } = unwrap(await lab.units(plan))[0];
    const only = (share: number) =>
      Object.assign(
        LAB.sets.map(() => null),
        { [index]: share },
      );
    const dense = await probe([]);
    const half = await probe(only(0.5));
    expect(dense.images).toBe(100);
    expect(dense.correct).toBeGreaterThan(90);
    expect(half.crossEntropy).toBeGreaterThan(dense.crossEntropy);
    const everywhere = LAB.sets.map(({ kind }) => (kind === 'inner' ? 0.5 : 0));
    const [cut, repaired] = [await probe(everywhere), await probe(everywhere, 48)];
    expect(cut.crossEntropy).toBeGreaterThan(half.crossEntropy);
    expect(repaired.crossEntropy).toBeLessThan(0.5 * cut.crossEntropy);
  });
});

it('times every layer at every width, and tells other networks from it', async () => {
  const times = unwrap(await lab.timeLayers({ lane: 'times' }, none));
  expect(times.milliseconds).toHaveLength(LAB.layers.length);
  for (const layer of times.milliseconds) {
    expect(layer).toHaveLength(times.widths.length ** 2);
    expect(layer.every((ms) => ms >= 0)).toBe(true);
  }
  const sizes = LAB.sets.map(({ size }) => size);
  const dense = networkTime(LAB, times, sizes);
  const sum = times.milliseconds.reduce((total, layer) => total + layer.at(-1)!, 0);
  expect(dense).toBeCloseTo(sum, 6);
  const half = networkTime(
    LAB,
    times,
    sizes.map((size) => size / 2),
  );
  expect(half).toBeLessThan(dense);
});
