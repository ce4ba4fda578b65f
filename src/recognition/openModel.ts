/** From the files that somebody gives to all that the lab needs to load them: network, labels, input, and what to show. */
import type { Outcome } from '../base/outcome';
import type { Network, Weights } from '../model/network';
import type { ModelInput } from '../subject/modelInput';
import type { GivenFile, ModelFormatId } from './modelFormats';
import type { ImageScaling } from './recognise';
import { recogniseFiles } from './recogniseFiles';

export interface OpenedModel {
  /** For people: the name of its file without folder and ending. */
  readonly name: string;
  readonly format: ModelFormatId;
  readonly network: Network;
  readonly weights: Weights;
  readonly input: ModelInput;
  /** By class, where the files say them. */
  readonly classNames: readonly string[] | null;
}

/** Refused as `recogniseFiles` does. @param inputSize pixels, where the file leaves them open */
export function openModel(files: readonly GivenFile[], inputSize?: number): Outcome<OpenedModel> {
  const recognised = recogniseFiles(files, inputSize);
  if (!recognised.ok) return recognised;
  const { network, weights, format, file, imageScaling } = recognised.value;
  const planes = network.input.planes === 1 ? 1 : 3;
  const bytes = imageScaling ? ofScaling(imageScaling) : minusOneToOne(planes);
  const input = { size: network.input.size, planes, framing: 'centre-square', ...bytes } as const;
  const value = { name: plainName(file), format, network, weights, input, classNames: null };
  return { ok: true, value };
}

/** The network is fed plain bytes then. */
function ofScaling({ factors, offsets }: ImageScaling): Pick<ModelInput, 'mean' | 'deviation'> {
  return {
    mean: factors.map((factor, plane) => -offsets[plane] / (255 * factor)),
    deviation: factors.map((factor) => 1 / (255 * factor)),
  };
}

function minusOneToOne(planes: number): Pick<ModelInput, 'mean' | 'deviation'> {
  const halves = Array.from({ length: planes }, () => 0.5);
  return { mean: halves, deviation: halves };
}

/** `folder/My model.tflite` → `My model` */
function plainName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/(?<=.)\.[^.]*$/, '');
}
