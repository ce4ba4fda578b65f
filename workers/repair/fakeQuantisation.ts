/**
 * What fine-tuning for int8 takes from the int8 network and leaves for it: scales of its maps, measured before the first
 * step, and weights that its integers stand for. How a step is computed stands in ../kernels/training/trainingProgram.ts.
 */
import type { Outcome } from '../../src/base/outcome';
import type { CutNetwork } from '../../src/pruning/cutNetwork';
import { fakeQuantise } from '../../src/quantisation/fakeQuantise';
import type { TensorScale } from '../../src/quantisation/quantisedNetwork';
import type { PerMap } from '../../src/quantisation/ranges';
import type { Fit } from './steps';
import { int8Network } from './store';

/** They stay for the whole training; what comes after it measures the ranges again. */
export async function int8Scales(fit: Fit): Promise<Outcome<PerMap<TensorScale>>> {
  const quantised = await int8Network(fit);
  if (!quantised.ok) return quantised;
  const { image, layers } = quantised.value;
  const outputs = layers.map(({ output }) => output);
  return { ok: true, value: { image, outputs, sums: layers.map(({ sum }) => sum) } };
}

/** Rounded before its normalisation is measured, which then makes up for what rounding shifted. */
export function withInt8Kernels(network: CutNetwork): CutNetwork {
  const weights = network.weights.map((layer, i) => {
    const kernel = layer.kernel.slice();
    fakeQuantise(kernel, network.network.layers[i].outChannels);
    return { ...layer, kernel };
  });
  return { ...network, weights };
}
