/** How a network's weights are rounded to the precision of its plan: one row for each of src/pruning/precisions.ts. */
import type { Note, Outcome } from '../../src/base/outcome';
import { note } from '../../src/words/refusal';
import { fromFloat16, toFloat16 } from '../../src/base/float16';
import type { CutNetwork } from '../../src/pruning/cutNetwork';
import type { StoringStep } from '../../src/pruning/plan';
import { precisionRow } from '../../src/pruning/precisions';
import { quantise } from '../../src/quantisation/quantise';
import { USUAL_RANGE_CHOOSER } from '../../src/quantisation/rangeChoosers';
import { chooseRanges } from '../../src/quantisation/ranges';
import { observeMaps } from '../runtime/observedMaps';
import type { Repaired } from './pipeline';
import type { Fit } from './steps';

type StoringStepRow = (fit: Fit) => Promise<Outcome<Repaired>>;

export const STORING_STEPS: Readonly<Record<StoringStep['kind'], StoringStepRow>> = {
  int8,
  float16: async ({ network }) => ({ ok: true, value: { network: inHalves(network), notes: [] } }),
};

/** Ranges are measured on the network that is to be rounded, on training images. */
async function int8(fit: Fit): Promise<Outcome<Repaired>> {
  const { network, images, superseded, alive } = fit;
  const seen = await observeMaps(network, images, fit.count, superseded, alive);
  if (!seen.ok) return seen;
  const ranges = chooseRanges(seen.value, USUAL_RANGE_CHOOSER.choose);
  const quantised = quantise(network.network, network.weights, ranges);
  if (!quantised.ok) return quantised;
  const stored = { precision: 'int8', quantised: quantised.value } as const;
  return { ok: true, value: { network: { ...network, stored }, notes: fewImages(fit) } };
}

function fewImages({ count }: Fit): Note[] {
  const { calibrationImages: wanted } = precisionRow('int8');
  return count < wanted ? [note('repair-images-few', { step: 'int8', wanted, used: count })] : [];
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
