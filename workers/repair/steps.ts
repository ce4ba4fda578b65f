/** What each repair step that trains nothing does: one row for each of the table's in src/pruning/repairTable.ts. */
import type { Outcome } from '../../src/base/outcome';
import type { SubjectImages } from '../../src/subject/preprocess';
import type { Weights } from '../../src/model/network';
import type { CutNetwork } from '../../src/pruning/cutNetwork';
import type { FittingKind } from '../../src/pruning/repairTable';
import type { CompactNetwork } from '../../src/pruning/surgery';
import type { TensorScale } from '../../src/quantisation/quantisedNetwork';
import type { PerMap } from '../../src/quantisation/ranges';
import type { LabKernels } from '../runtime/labKernels';
import { leastSquares } from './leastSquares';
import { recalibrate } from './recalibrate';
import { refitClassifier } from './refitClassifier';

export interface Fit {
  readonly network: CutNetwork;
  readonly dense: CompactNetwork;
  /** Of a network that came in eight bits and is as it came; null where maps are still to be measured. */
  readonly ownScales: PerMap<TensorScale> | null;
  /** Training images; the first `count` of them are looked at. */
  readonly images: SubjectImages;
  readonly count: number;
  /** Null where TF.js has to do. */
  readonly kernels: LabKernels | null;
  readonly superseded: () => boolean;
  /** Called at least every few seconds. */
  readonly alive: () => void;
}

/** New weights for the network that the step before left. Ends at `superseded` between batches. */
type FittingStepRow = (fit: Fit) => Promise<Outcome<Weights>>;

export const FITTING_STEPS: Readonly<Record<FittingKind, FittingStepRow>> = {
  recalibrate: recalibrated,
  'least-squares': async (fit) => {
    const { network, dense, images, count, superseded, alive } = fit;
    const fitted = await leastSquares(dense, network, images, count, superseded, alive);
    if (!fitted.ok) return fitted;
    return recalibrated({ ...fit, network: { ...network, weights: fitted.value } });
  },
  refit: ({ network: { network, weights }, images, count, superseded, alive }) =>
    refitClassifier(network, weights, images, count, superseded, alive),
};

/** For every step that leaves other means and variances behind it. */
export function recalibrated(fit: Fit): Promise<Outcome<Weights>> {
  const { images, count, kernels, superseded, alive } = fit;
  const { network, weights } = fit.network;
  return recalibrate(network, weights, images, count, kernels, superseded, alive);
}
