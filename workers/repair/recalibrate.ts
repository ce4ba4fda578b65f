/**
 * Batch-norm recalibration: new means and variances for a network whose channels or weights were cut.
 *
 * Batches of some calibration images run forward once, in training mode: each convolution's output is normalised
 * by the mean and the biased variance of its own batch. What the batches found is averaged, with unbiased variances;
 * γ and β stay. (PyTorch does the same in training mode with momentum None.)
 */
import type { Outcome } from '../../src/base/outcome';
import { preprocess, type SubjectImages } from '../../src/subject/preprocess';
import { hasNorm } from '../../src/model/costs';
import type { Network, Weights } from '../../src/model/network';
import {
  compileCalibration,
  type Calibration,
  type CalibrationOptions,
} from '../kernels/training/calibration';
import type { LabKernels } from '../runtime/labKernels';
import { betweenBatches } from '../jobs/way';
import { SUPERSEDED } from '../jobs/superseded';
import { TfjsCalibration } from './tfjsCalibration';

/** Values of a channel in the smallest maps that a batch is judged by, … */
const LEAST_VALUES = 200;
/** … from so many images at least; so few of large ones keep the heap small. */
const LEAST_IMAGES = 16;

/** Images of a calibration's batch at most: 50 where the smallest maps are 2×2. */
export function calibrationBatch({ layers }: Network): number {
  const side = Math.min(...layers.filter(hasNorm).map(({ outSize }) => outSize));
  const enough = Math.ceil(LEAST_VALUES / side ** 2);
  return Math.max(LEAST_IMAGES, enough);
}

/**
 * New weights that share every kernel with the old ones.
 * @param images the first `count` of them are used
 * @param kernels three times as fast as TF.js, which takes over without them and for batches that are no multiple of 4
 * @param onProgress called after every batch
 */
export async function recalibrate(
  network: Network,
  weights: Weights,
  images: SubjectImages,
  count: number,
  kernels: LabKernels | null,
  superseded: () => boolean,
  onProgress: () => void,
): Promise<Outcome<Weights>> {
  const start = await calibrations(network, kernels);
  let calibration: Calibration | null = null;
  let batch = 0;
  try {
    for (const [from, to] of evenBatches(count, calibrationBatch(network))) {
      await betweenBatches(superseded);
      if (superseded()) return SUPERSEDED;
      if (to - from !== batch) {
        const reached: Weights = calibration?.weights() ?? weights;
        calibration?.dispose();
        batch = to - from;
        calibration = start(reached, { batch, seen: from });
      }
      calibration!.absorb(preprocess(images, from, to));
      onProgress();
    }
    return { ok: true, value: calibration?.weights() ?? weights };
  } finally {
    calibration?.dispose();
  }
}

/**
 * As few batches as possible, of at most two sizes: multiples of 4, one 4 more than the other, but for the last,
 * which takes what is left.
 */
export function evenBatches(count: number, most: number): [from: number, to: number][] {
  const batches = Math.ceil(count / most);
  const fours = Math.floor(count / 4);
  const smaller = Math.floor(fours / batches);
  const larger = fours % batches;
  const start = (batch: number) =>
    batch === batches ? count : 4 * (batch * smaller + Math.min(batch, larger));
  return Array.from({ length: batches }, (_, batch) => [start(batch), start(batch + 1)]);
}

type StartCalibration = (weights: Weights, options: CalibrationOptions) => Calibration;

async function calibrations(
  network: Network,
  kernels: LabKernels | null,
): Promise<StartCalibration> {
  const training = kernels && (await kernels.training());
  return (weights, options) => {
    if (kernels && training?.ok) {
      const { value } = training;
      const compiled = compileCalibration(network, weights, options, value, kernels.heap);
      if (compiled.ok) return compiled.value;
    }
    return new TfjsCalibration(network, weights, options);
  };
}
