import type { Refusal } from '../../src/base/outcome';
import type { Network } from '../../src/model/network';

/** A network that is ready to answer images, whatever executes it. `dispose` gives its memory back. */
export interface Classifier {
  readonly network: Network;
  /**
   * Class scores before the softmax, [images][classes]; to be read before the next run.
   * @param images NHWC as `preprocess` makes them, at most as many as the classifier was made for
   */
  run(images: Float32Array): Float32Array;
  /**
   * That a run needs at most: packed weights, maps and the list of calls. Absent where the engine does not tell: TF.js
   * counts its tensors, but not the weights that XNNPACK packs once more.
   */
  readonly memoryBytes?: number;
  /** What went wrong in its runs though their scores are right: their times are those of something else. */
  readonly failure?: Refusal | null;
  dispose(): void;
}
