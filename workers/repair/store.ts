/** How a network's weights are rounded to the precision of its plan: one row for each of src/pruning/precisions.ts. */
import type { Outcome } from '../../src/base/outcome';
import { fromFloat16, toFloat16 } from '../../src/base/float16';
import type { CutNetwork } from '../../src/pruning/cutNetwork';
import type { StoringStep } from '../../src/pruning/plan';
import { quantise, quantiseAt } from '../../src/quantisation/quantise';
import type { QuantisedNetwork } from '../../src/quantisation/quantisedNetwork';
import { USUAL_RANGE_CHOOSER } from '../../src/quantisation/rangeChoosers';
import { chooseRanges } from '../../src/quantisation/ranges';
import { observeMaps } from '../runtime/observedMaps';
import type { Fit } from './steps';

type StoringStepRow = (fit: Fit) => Promise<Outcome<CutNetwork>>;

export const STORING_STEPS: Readonly<Record<StoringStep['kind'], StoringStepRow>> = {
  int8,
  float16: async ({ network }) => ({ ok: true, value: inHalves(network) }),
};

async function int8(fit: Fit): Promise<Outcome<CutNetwork>> {
  const quantised = await int8Network(fit);
  if (!quantised.ok) return quantised;
  const stored = { precision: 'int8', quantised: quantised.value } as const;
  return { ok: true, value: { ...fit.network, stored } };
}

/**
 * As its file has it where nothing was changed in a network that came in eight bits; else ranges are measured on the network
 * that is to be rounded, on training images.
 */
export async function int8Network(fit: Fit): Promise<Outcome<QuantisedNetwork>> {
  const { network, ownScales, images, count, superseded, alive } = fit;
  if (ownScales) return quantiseAt(network.network, network.weights, ownScales);
  const seen = await observeMaps(network, images, count, superseded, alive);
  if (!seen.ok) return seen;
  const ranges = chooseRanges(seen.value, USUAL_RANGE_CHOOSER.choose);
  return quantise(network.network, network.weights, ranges);
}

/** Kernels as a file in float16 gives them back; normalisation and biases, a hundredth of it, stay in float32. */
function inHalves(network: CutNetwork): CutNetwork {
  return {
    ...network,
    weights: network.weights.map((layer) => ({
      ...layer,
      kernel: fromFloat16(toFloat16(layer.kernel)),
    })),
    stored: { precision: 'float16' },
  };
}
