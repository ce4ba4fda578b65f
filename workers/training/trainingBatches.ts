/** One worker's share of every batch, shuffled anew in each epoch and augmented; how many workers share does not change the images. */
import type { SubjectImages } from '../../src/subject/preprocess';
import { writeAugmented } from '../../src/training/augment';
import { epochOrder } from '../../src/training/order';

export interface BatchShare {
  /** Images a step of this worker. */
  readonly count: number;
  readonly rank: number;
  readonly workers: number;
}

export class TrainingBatches {
  readonly stepsPerEpoch: number;
  /** Of the batch that was read last: [count][size][size][planes], and the class of each image. */
  readonly pixels: Float32Array;
  readonly labels: Uint16Array;
  private readonly images: SubjectImages;
  private readonly share: BatchShare;
  private readonly seed: number;
  private order = new Uint32Array(0);
  private orderedEpoch = -1;

  constructor(images: SubjectImages, share: BatchShare, seed: number) {
    this.images = images;
    this.share = share;
    this.seed = seed;
    // Fewer images than one batch are one step, in which some of them come again.
    this.stepsPerEpoch = Math.max(1, Math.floor(images.count / (share.count * share.workers)));
    this.pixels = new Float32Array(share.count * images.blank.length);
    this.labels = new Uint16Array(share.count);
  }

  /** @param step from 0; in any order */
  read(step: number): void {
    const { images, seed, stepsPerEpoch } = this;
    const { count, rank, workers } = this.share;
    const epoch = Math.floor(step / stepsPerEpoch);
    if (epoch !== this.orderedEpoch) this.order = epochOrder(images.count, seed, epoch);
    this.orderedEpoch = epoch;
    const from = (step % stepsPerEpoch) * count * workers + rank * count;
    const { order } = this;
    const mine = Uint32Array.from({ length: count }, (_, i) => order[(from + i) % order.length]);
    writeAugmented(images, mine, { seed, epoch }, this.pixels);
    mine.forEach((image, i) => (this.labels[i] = images.labels[image]));
  }
}
