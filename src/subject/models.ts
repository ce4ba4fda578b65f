/** Every checkpoint that lies beside the page, one row each: the chooser, the command line and the tests read this table. */
import { FASHION_MNIST } from './datasets';
import type { Unsaid } from '../words/rows';

/** Of a network at one end of the slider, as it is planned. */
export interface SliderEnd {
  readonly nonZeros: number;
  /** Multiplications of one image by stored non-zeros. */
  readonly macs: number;
  readonly denseBytes: number;
  readonly encodedBytes: number;
}

interface ModelRow {
  /** Folder under public/models, and the value of `?model=` and `--model`. */
  readonly id: string;
  readonly label: string;
  /** Row of `DATASETS`: what it was trained on, and is judged on. */
  readonly dataset: string;
  /** Width multiplier. */
  readonly width: number;
  /** On all test images, percent; draws the networks of other widths into the chart. */
  readonly top1?: number;
  /** A study of it lies in public/studies: the chart begins with its curves. */
  readonly hasExample?: true;
  /** Under the default plan. Written down, so that the chart has room for them before the network itself has come. */
  readonly sliderEnds?: readonly SliderEnd[];
  /** One sentence for the person who chooses. */
  readonly summary: string;
}

const SMALLER =
  'A smaller dense network, trained the same way from scratch: what pruning the large one has to beat.';

const ROWS: readonly ModelRow[] = [
  {
    id: 'mobilenetv2-1.0-fashion-mnist',
    label: 'MobileNetV2 1.0',
    dataset: FASHION_MNIST.id,
    width: 1,
    top1: 93.37,
    hasExample: true,
    sliderEnds: [
      { nonZeros: 2_236_676, macs: 24_461_264, denseBytes: 9_083_176, encodedBytes: 9_084_032 },
      { nonZeros: 122_633, macs: 4_336_580, denseBytes: 9_083_176, encodedBytes: 656_704 },
    ],
    summary: 'The dense network that pruning starts from.',
  },
  {
    id: 'mobilenetv2-1.0-slim-fashion-mnist',
    label: 'MobileNetV2 1.0 slim',
    dataset: FASHION_MNIST.id,
    width: 1,
    summary:
      'Trained with an L1 penalty on the scales γ of batch normalisation: most channels are switched off already, and the method BN scale finds them.',
  },
  {
    id: 'mobilenetv2-0.75-fashion-mnist',
    label: 'MobileNetV2 0.75',
    dataset: FASHION_MNIST.id,
    width: 0.75,
    top1: 93.32,
    summary: SMALLER,
  },
  {
    id: 'mobilenetv2-0.5-fashion-mnist',
    label: 'MobileNetV2 0.5',
    dataset: FASHION_MNIST.id,
    width: 0.5,
    top1: 92.7,
    summary: SMALLER,
  },
  {
    id: 'mobilenetv2-0.35-fashion-mnist',
    label: 'MobileNetV2 0.35',
    dataset: FASHION_MNIST.id,
    width: 0.35,
    top1: 92.54,
    summary: SMALLER,
  },
];

/** In words by `inWords('models', model)`. */
export type BundledModel = Unsaid<'models', ModelRow>;
export const MODELS: readonly BundledModel[] = ROWS;

export const DEFAULT_MODEL = MODELS[0];
