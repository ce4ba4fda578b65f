/** safetensors that the lab wrote: its own description of the network says what each array is. */
import { parsedJson } from '../../base/json';
import type { Outcome } from '../../base/outcome';
import { note } from '../../words/refusal';
import { hasNorm, hasWeights } from '../../model/costs';
import type { Layer, LayerWeights, Network } from '../../model/network';
import { DESCRIPTION } from '../exportedModel';
import { FileTrouble, readable } from '../fileTrouble';
import type { FileGraph, Tensor } from '../graph';
import { graphOfNetwork, labNetwork } from '../labNetwork';
import { fromChannelsFirst, transposed } from '../layouts';
import type { StateDict } from '../stateDict';
import { entriesOf, type Field } from './entries';
import { contentOf } from './safetensors';

/** Null for a file of anybody else, which holds arrays alone. */
export function readDescribed(name: string, bytes: Uint8Array): Outcome<FileGraph | null> {
  return readable(name, () => {
    const { arrays, texts } = contentOf(bytes);
    const description = texts.get(DESCRIPTION);
    if (description === undefined) return null;
    const network = labNetwork(parsedJson(description));
    const tensors = tensorsOf(network, arrays);
    const weights = network.layers.map((layer) => weightsOf(layer, tensors));
    const [first] = tensors.values();
    return graphOfNetwork(network, weights, { stored: first.stored, texts });
  });
}

/** By layer and field, kernels in the lab's layouts. */
function tensorsOf(network: Network, arrays: StateDict): Map<string, Tensor> {
  const entries = entriesOf(network).map(({ layer, field, name, shape }) => {
    const found = arrays.get(name);
    if (!found)
      throw new FileTrouble(note('file-array-missing', { array: name, layer: layer.name }));
    if (found.shape.join() !== shape.join())
      throw new FileTrouble(note('file-array-outside', { array: name }));
    return [keyOf(layer, field), field === 'kernel' ? turned(layer, found) : found] as const;
  });
  return new Map(entries);
}

function keyOf({ index }: Layer, field: Field): string {
  return `${index} ${field}`;
}

function turned({ kind }: Layer, kernel: Tensor): Tensor {
  return kind === 'dense' ? transposed(kernel) : fromChannelsFirst(kernel);
}

function weightsOf(layer: Layer, tensors: ReadonlyMap<string, Tensor>): LayerWeights {
  if (!hasWeights(layer)) return { kernel: new Float32Array(0), norm: null, bias: null };
  const of = (field: Field) => tensors.get(keyOf(layer, field))!.values;
  if (!hasNorm(layer)) return { kernel: of('kernel'), norm: null, bias: of('bias') };
  const norm = {
    ...{ gamma: of('gamma'), beta: of('beta') },
    ...{ mean: of('mean'), variance: of('variance') },
  };
  return { kernel: of('kernel'), norm, bias: null };
}
