/** Every checkpoint that lies beside the page, one row each: the chooser, the command line and the tests read this table. */

export interface BundledModel {
  /** Folder under public/models, and the value of `?model=` and `--model`. */
  readonly id: string;
  readonly label: string;
  /** Width multiplier. */
  readonly width: number;
  /** On all test images, percent; draws the networks of other widths into the chart. */
  readonly top1?: number;
  /** One sentence for the person who chooses. */
  readonly summary: string;
}

export const MODELS: readonly BundledModel[] = [
  {
    id: 'mobilenetv2-1.0-fashion-mnist',
    label: 'MobileNetV2 1.0',
    width: 1,
    top1: 93.37,
    summary: 'The dense network that pruning starts from.',
  },
];

export const DEFAULT_MODEL = MODELS[0];

/** The model of that id; the default one where there is none. */
export function modelFor(id: string | null): BundledModel {
  return MODELS.find((model) => model.id === id) ?? DEFAULT_MODEL;
}
