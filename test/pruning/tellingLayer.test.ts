import { describe, expect, it } from 'vitest';
import { mobilenetV2 } from '../../src/model/mobilenetV2';
import { networkCosts } from '../../src/model/costs';
import { withChannels } from '../../src/model/networkOf';
import { tellingLayer } from '../../src/pruning/tellingLayer';

const dense = mobilenetV2({ width: 0.5, inputSize: 32, stemStride: 1, classes: 10 });
const sizes = dense.sets.map(({ size }) => size);
const whole = networkCosts(dense).layers;

function planned(channels: readonly number[], nonZeros = whole.map((costs) => costs.nonZeros)) {
  const network = withChannels(dense, [...channels]);
  return { network, layers: networkCosts(network, nonZeros).layers };
}

describe('the layer that shows what a plan does', () => {
  it('is cut about as deep as the plan says, and has bars that can be told apart', () => {
    const inner = dense.sets.filter(({ kind, size }) => kind === 'inner' && size <= 160);
    const kept = [...sizes];
    for (const [i, { index, size }] of inner.entries()) kept[index] = size - 1 - i;
    const [target] = inner.slice(-1);
    kept[target.index] = target.size / 2;
    const found = tellingLayer(dense, planned(kept), 'channels', 0.5)!;
    expect(found.outSet).toBe(target.index);
    expect(found.kind).toBe('pointwise');
  });

  it('is one of many channels where no other is cut', () => {
    const widest = dense.sets.reduce((a, b) => (a.size > b.size ? a : b));
    const kept = sizes.map((size, set) => (set === widest.index ? size / 2 : size));
    const found = tellingLayer(dense, planned(kept), 'channels', 0.5)!;
    expect(found.outSet).toBe(widest.index);
  });

  it('is chosen by its zeros where weights go', () => {
    const pointwise = dense.layers.filter(({ kind }) => kind === 'pointwise');
    const target = pointwise[3];
    const counts = whole.map(({ nonZeros, layer }) =>
      layer === target
        ? Math.round(nonZeros / 5)
        : layer.kind === 'pointwise'
          ? nonZeros - 1
          : nonZeros,
    );
    expect(tellingLayer(dense, planned(sizes, counts), 'weights', 0.8)).toBe(target);
  });

  it('is none where nothing is cut', () => {
    expect(tellingLayer(dense, planned(sizes), 'channels', 0)).toBeNull();
    expect(tellingLayer(dense, planned(sizes), 'weights', 0)).toBeNull();
  });
});
