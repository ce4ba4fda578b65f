/** How a network's weights are rounded to the precision of its plan: one row for each of src/pruning/precisions.ts. */
import type { Outcome } from '../../src/base/outcome';
import { fromFloat16, toFloat16 } from '../../src/base/float16';
import type { CutNetwork } from '../../src/pruning/cutNetwork';
import type { StoringStep } from '../../src/pruning/plan';
import type { Repaired } from './pipeline';
import type { Fit } from './steps';

type StoringStepRow = (fit: Fit) => Promise<Outcome<Repaired>>;

export const STORING_STEPS: Readonly<Record<StoringStep['kind'], StoringStepRow>> = {
  float16: async ({ network }) => ({ ok: true, value: { network: inHalves(network), notes: [] } }),
};

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
