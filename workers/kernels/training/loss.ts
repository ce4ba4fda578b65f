/** Softmax cross-entropy and its gradient. Logits are [class][image]: rows of `pitch` values. */

/** A dense network's opinion on the same images. */
export interface Distillation {
  /** Its logits, [image][class]. */
  readonly teacherLogits: Float32Array;
  /** Both softmaxes divide their logits by this, > 0. */
  readonly temperature: number;
  /** Share of the teacher in the loss, in [0, 1]. */
  readonly weight: number;
}

export interface LossOptions {
  /** Share of the target spread evenly over all classes, in [0, 1). */
  readonly labelSmoothing?: number;
  readonly distillation?: Distillation;
}

export interface StepResult {
  /** Mean over the batch; NaN or infinite where training has diverged. */
  readonly loss: number;
  /** Images whose largest logit is their label's. */
  readonly correct: number;
}

/** Working space for one batch, so that no step allocates. */
export class SoftmaxLoss {
  private readonly classes: number;
  private readonly images: number;
  private readonly student: Float64Array;
  private readonly teacher: Float64Array;

  constructor(classes: number, images: number) {
    this.classes = classes;
    this.images = images;
    this.student = new Float64Array(classes);
    this.teacher = new Float64Array(classes);
  }

  /**
   * loss = (1 − w)·CE(target, p) + w·T²·KL(teacher ‖ p at T), the factor T² after Hinton et al. 2015, section 2.
   * @param gradient takes ∂loss/∂logits, in the layout of the logits
   */
  evaluate(
    logits: Float32Array,
    gradient: Float32Array,
    pitch: number,
    labels: ArrayLike<number>,
    { labelSmoothing = 0, distillation }: LossOptions,
  ): StepResult {
    const { classes, images, student } = this;
    const hardShare = 1 - (distillation?.weight ?? 0);
    let loss = 0;
    let correct = 0;
    for (let i = 0; i < images; i++) {
      let best = 0;
      for (let k = 1; k < classes; k++) {
        if (logits[k * pitch + i] > logits[best * pitch + i]) best = k;
      }
      if (best === labels[i]) correct++;
      softmax(logits, i, pitch, 1, student);
      for (let k = 0; k < classes; k++) {
        const target = labelSmoothing / classes + (k === labels[i] ? 1 - labelSmoothing : 0);
        if (target > 0) loss -= (hardShare * target * Math.log(student[k])) / images;
        gradient[k * pitch + i] = (hardShare * (student[k] - target)) / images;
      }
      if (distillation) loss += this.distil(distillation, logits, gradient, pitch, i);
    }
    return { loss, correct };
  }

  private distil(
    { teacherLogits, temperature, weight }: Distillation,
    logits: Float32Array,
    gradient: Float32Array,
    pitch: number,
    image: number,
  ): number {
    const { classes, images, student, teacher } = this;
    softmax(logits, image, pitch, temperature, student);
    softmax(teacherLogits, image * classes, 1, temperature, teacher);
    let divergence = 0;
    for (let k = 0; k < classes; k++) {
      if (teacher[k] > 0) divergence += teacher[k] * Math.log(teacher[k] / student[k]);
      gradient[k * pitch + image] += (weight * temperature * (student[k] - teacher[k])) / images;
    }
    return (weight * temperature * temperature * divergence) / images;
  }
}

/** Probabilities of the values at `first`, `first` + `pitch`, … divided by `temperature`. */
function softmax(
  logits: Float32Array,
  first: number,
  pitch: number,
  temperature: number,
  probabilities: Float64Array,
): void {
  let largest = -Infinity;
  for (let k = 0; k < probabilities.length; k++) {
    largest = Math.max(largest, logits[first + k * pitch]);
  }
  let sum = 0;
  for (let k = 0; k < probabilities.length; k++) {
    probabilities[k] = Math.exp((logits[first + k * pitch] - largest) / temperature);
    sum += probabilities[k];
  }
  for (let k = 0; k < probabilities.length; k++) probabilities[k] /= sum;
}
