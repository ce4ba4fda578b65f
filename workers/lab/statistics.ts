/**
 * What methods have to know of the dense network beside its weights, measured when one first asks and then kept. Every worker
 * measures for itself, all of them at the same time: gradients or movement take up to five seconds of a core of a busy
 * machine, once a network, and 17 or 8.5 MB; activations half of that, and next to nothing. No method of the default study asks
 * for any. One worker that measures for all would be no sooner done, but would leave the others free and their memory empty; they
 * would have to wait for one that may crash meanwhile. A ranking takes 0.4 s at most, and 8.5 MB where it is of weights.
 */
import type { Outcome } from '../../src/base/outcome';
import type { Checkpoint } from '../../src/formats/checkpoint/checkpoint';
import type { SubjectImages } from '../../src/subject/preprocess';
import { methodOf } from '../../src/pruning/methods';
import type { Plan } from '../../src/pruning/plan';
import type { Statistics, StatisticsKind } from '../../src/pruning/statistics';
import { measureActivations } from './activations';
import { Executor } from '../runtime/executor';
import { GRADIENT_IMAGES, measureGradients, measureMovement } from './gradients';
import type { LabKernels } from '../runtime/labKernels';
import type { Resources } from '../files/resources';

/** Training images, where there are so many, on which APoZ and mean activation look at the dense network. */
const ACTIVATION_IMAGES = 500;
const MOST_IMAGES = Math.max(ACTIVATION_IMAGES, GRADIENT_IMAGES);

type Measurer = (images: SubjectImages) => Promise<Outcome<Statistics>>;

export class StatisticsCache {
  private readonly resources: Resources;
  private readonly measurers: Readonly<Record<StatisticsKind, Measurer>>;
  private known: Statistics = {};

  constructor(
    { network, weights }: Checkpoint,
    resources: Resources,
    kernels: Outcome<LabKernels>,
  ) {
    this.resources = resources;
    this.measurers = {
      activations: async (images) => {
        const executor = new Executor(network, weights);
        try {
          const activations = await measureActivations(
            executor,
            images,
            Math.min(ACTIVATION_IMAGES, images.count),
          );
          return { ok: true, value: { activations } };
        } finally {
          executor.dispose();
        }
      },
      gradients: async (images) => {
        const measured = await measureGradients(network, weights, images, kernels);
        return measured.ok ? { ok: true, value: { gradients: measured.value } } : measured;
      },
      movement: async (images) => {
        const measured = await measureMovement(network, weights, images, kernels);
        return measured.ok ? { ok: true, value: { movement: measured.value } } : measured;
      },
    };
  }

  /** With what the plan's method needs; what could not be measured is tried again the next time. */
  async for({ method }: Plan): Promise<Outcome<Statistics>> {
    const { needs } = methodOf(method);
    if (needs === 'weights' || this.known[needs]) return { ok: true, value: this.known };
    const images = await this.resources.trainingImages(MOST_IMAGES, () => {});
    if (!images.ok) return images;
    const measured = await this.measurers[needs](images.value);
    if (!measured.ok) return measured;
    this.known = { ...this.known, ...measured.value };
    return { ok: true, value: this.known };
  }
}
