/**
 * Networks of the lab in files that have room for its own description of them: nothing has to be recognised from
 * arrays that do not say how they hang together.
 */
import { note } from '../words/refusal';
import { kernelShape, kernelSize } from '../model/costs';
import { Contradiction } from '../model/contradiction';
import type { Layer, LayerWeights, Network, Weights } from '../model/network';
import { networkOfModel, MODEL, unknownModel, type ManifestModel } from './checkpoint/model';
import { FileTrouble } from './fileTrouble';
import type { FileGraph, Operation, Precision, Tensor, Texts } from './graph';

/** Values of all kernels; larger networks than any of the family are not made room for. */
const MOST_VALUES = 2 ** 27;

/** @param description as JSON holds it. @throws FileTrouble where it is none, or contradicts itself */
export function labNetwork(description: unknown): Network {
  const wrong = unknownModel(description) ?? MODEL(description, '');
  if (wrong) throw new FileTrouble(wrong);
  const network = networkIn(description as ManifestModel);
  const values = network.layers.reduce((sum, layer) => sum + kernelSize(layer), 0);
  if (values > MOST_VALUES)
    throw new FileTrouble(note('file-large', { values, most: MOST_VALUES }));
  return network;
}

function networkIn(model: ManifestModel): Network {
  try {
    return networkOfModel(model);
  } catch (error) {
    throw error instanceof Contradiction ? new FileTrouble(error.note) : error;
  }
}

/** @param stored how the file holds its kernels */
export function graphOfNetwork(
  network: Network,
  weights: Weights,
  { stored, texts }: { readonly stored: Precision; readonly texts: Texts },
): FileGraph {
  const { size, planes } = network.input;
  const valueOf = (index: number | null) =>
    index === null ? IMAGE : outputOf(network.layers[index]);
  const operations = network.layers.flatMap((layer) => {
    const parts = partsOf(layer, weights[layer.index], stored);
    return chained(parts, layer, valueOf(layer.from), valueOf(layer.adds));
  });
  const outputs = [outputOf(network.layers[network.layers.length - 1])];
  return {
    input: { name: IMAGE, height: size, width: size, planes },
    ...{ operations, outputs, texts },
  };
}

const IMAGE = 'image';

function outputOf({ name }: Layer): string {
  return `${name}/output`;
}

type Part = DistributiveOmit<Operation, 'name' | 'inputs' | 'output'>;
type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

/** What the layer does, one after the other. */
function partsOf(layer: Layer, { norm, bias, kernel }: LayerWeights, stored: Precision): Part[] {
  const vector = (values: Float32Array): Tensor => ({
    ...{ values, shape: [values.length], stored: 'float32' },
  });
  const own = {
    kernel: { values: kernel, shape: kernelShape(layer), stored },
    bias: bias && vector(bias),
  };
  const parts: Part[] = [multiplication(layer, own)];
  if (norm) {
    const [gamma, beta] = [norm.gamma, norm.beta].map(vector);
    const [mean, variance] = [norm.mean, norm.variance].map(vector);
    parts.push({ kind: 'norm', gamma, beta, mean, variance, epsilon: layer.epsilon! });
  }
  const { activation, adds } = layer;
  if (activation !== 'linear') parts.push({ kind: 'activation', activation });
  if (adds !== null) parts.push({ kind: 'add' });
  return parts;
}

function multiplication(
  { kind, stride, padding }: Layer,
  own: { readonly kernel: Tensor; readonly bias: Tensor | null },
): Part {
  const window = { strides: [stride, stride], dilations: [1, 1], padding } as const;
  switch (kind) {
    case 'pool':
      return { kind, side: null };
    case 'dense':
      return { kind, ...own };
    case 'depthwise':
      return { kind, ...own, ...window };
    default:
      return { kind: 'convolution', ...own, ...window, groups: 1 };
  }
}

function chained(parts: readonly Part[], layer: Layer, read: string, added: string): Operation[] {
  const between = (i: number) =>
    i === parts.length - 1 ? outputOf(layer) : `${layer.name}/${parts[i].kind}`;
  return parts.map((part, i) => {
    const before = i === 0 ? read : between(i - 1);
    const inputs = part.kind === 'add' ? [before, added] : [before];
    return { ...part, name: layer.name, inputs, output: between(i) } as Operation;
  });
}
