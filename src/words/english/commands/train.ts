/** `npm run train`. */

export const train = {
  /** @param rows each option with what it takes, its number's meaning and its default */
  help: (
    dataset: string,
    rows: readonly (readonly [option: string, help: string, usual: number])[],
    out: string,
  ) =>
    [
      `npm run train -- [options]   trains MobileNetV2 on ${dataset} from scratch`,
      '',
      ...rows.map(([option, help, usual]) => `  ${`--${option} N`.padEnd(20)}${help} (${usual})`),
      `  ${'--out DIR'.padEnd(20)}folder of the checkpoint (${out})`,
      '',
      'After an interruption the same command goes on from the last whole epoch.',
    ].join('\n'),
  /** What the numbers of a recipe are. */
  numbers: {
    width: 'width multiplier',
    epochs: 'passes over the images',
    batch: 'images a step, over all workers',
    learningRate: 'peak of the one-cycle learning rate',
    momentum: 'of Nesterov’s method',
    weightDecay: 'L2 on kernels',
    labelSmoothing: 'share of the target spread over all classes',
    gammaL1: 'L1 on the scales of batch normalisation (Network Slimming)',
    seed: 'of weights, order and augmentation',
    workers: 'threads that share every batch',
  },

  goingOn: (epoch: number, epochs: number) => `Going on after epoch ${epoch} of ${epochs}.`,
  step: (now: TrainingStep) =>
    `epoch ${now.epoch} of ${now.epochs}, step ${now.step} of ${now.steps}: ` +
    `loss ${now.loss.toFixed(3)}, ${Math.round(now.imagesPerSecond)} images/s, ${time(now.secondsLeft)} left`,
  /** @param accuracy share of right answers on training images */
  epoch: (loss: number, accuracy: number, seconds: number) =>
    `epoch done: loss ${loss.toFixed(4)}, training accuracy ${(100 * accuracy).toFixed(2)} %, ${time(seconds)}`,
  /** @param single share of right answers with 32 bits a weight. @param half with 16 */
  top1: (single: number, half: number) =>
    `Top-1 on the test images: ${100 * single} % as float32, ${100 * half} % as float16.`,
  written: (folder: string, files: readonly string[]) =>
    `Written to ${folder}: ${files.join(', ')}`,

  stateNotWritten: (file: string, why: string) =>
    `${file} could not be written (${why}): training goes on, with the last state kept.`,
  checkpointNotWritten: (folder: string, why: string) =>
    `${folder} could not be written (${why}): free some space; trying again in half a minute.`,
  otherRun: (v: { file: string; field: string; theirs: string; asked: string }) =>
    `${v.file} holds a run with ${v.field} ${v.theirs}, not ${v.asked}: ` +
    `give the same ${v.field}, or delete the file to start again`,
  stateDamaged: (file: string) => `${file} is damaged: delete it to start the training again`,
  chromiumEnded: (what: string) =>
    `Chromium ended while it trained (${what}): start the same command again to go on after the last whole epoch.`,
};

interface TrainingStep {
  readonly epoch: number;
  readonly epochs: number;
  readonly step: number;
  readonly steps: number;
  readonly loss: number;
  readonly imagesPerSecond: number;
  readonly secondsLeft: number;
}

function time(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  return minutes > 0 ? `${minutes} min ${Math.round(seconds % 60)} s` : `${Math.round(seconds)} s`;
}
