/** Probes and layer times of the bundled network in a real lab. */
import { beforeAll, describe, expect, it } from 'vitest';
import { bundledWeights, LAB } from '../pruning/networks';
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

describe('a layer', () => {
  const LAYER = LAB.layers.findIndex(({ name }) => name === 'block_3/expand');

  it('is told with the L1 norms of its channels, and loses what the table says', async () => {
    const job = { lane: 'detail', plan, layer: LAYER };
    const detail = unwrap(await lab.layerDetail(job));
    const { kernel, norm } = bundledWeights(LAB)[LAYER];
    const { inChannels, outChannels, outSet } = LAB.layers[LAYER];
    const { set, scores, places } = detail.channels!;
    expect(set).toBe(outSet);
    expect(detail.gamma).toEqual(norm!.gamma);
    const sums = Array.from({ length: outChannels }, (_, output) => {
      const column = Array.from({ length: inChannels }, (_, i) => kernel[i * outChannels + output]);
      return column.reduce((sum, weight) => sum + Math.abs(weight), 0);
    });
    for (const [channel, sum] of sums.entries()) expect(scores[channel]).toBeCloseTo(sum, 3);
    const order = [...places.keys()].sort((a, b) => places[a] - places[b]);
    expect(order).toEqual(order.toSorted((a, b) => scores[a] - scores[b] || a - b));
    const table = unwrap(await lab.planTable(plan));
    expect(detail.rows).toBe(table.rows);
    for (const row of [0, 90, table.rows - 1]) {
      const left = detail.goneAt.filter((gone) => gone > row).length;
      expect(left).toBe(table.nonZeros[row * LAB.layers.length + LAYER]);
    }
  });

  it('is not told to who asked for another in the meantime', async () => {
    const ask = (layer: number) => lab.layerDetail({ lane: 'detail', plan, layer });
    const [first, second] = await Promise.all([ask(LAYER), ask(1)]);
    expect(first).toMatchObject({ ok: false, code: 'superseded' });
    expect(unwrap(second).layer).toBe(1);
  });

  it('takes its time, and less once most of its channels are gone', async () => {
    const { dense, cut } = unwrap(
      await lab.timePlan({ lane: 'plan-times', plan: { ...plan, level: 0.75 } }, none),
    );
    expect([dense.length, cut.length]).toEqual([LAB.layers.length, LAB.layers.length]);
    const sum = (times: Float64Array) => times.reduce((total, ms) => total + ms, 0);
    expect(sum(cut)).toBeGreaterThan(0);
    expect(sum(cut)).toBeLessThan(0.8 * sum(dense));
  });
});
