/**
 * TF.js LayersModel: model.json holds Keras's description and names every array with its shape, in the order in which
 * the shards hold them, one after the other (tfjs-converter, "Weights").
 */
import { parseJson } from '../../base/json';
import type { Outcome } from '../../base/outcome';
import { note } from '../../words/refusal';
import { FileTrouble, readable } from '../fileTrouble';
import type { FileGraph, Tensor } from '../graph';
import { kerasGraph, type KerasLayer } from '../keras/topology';
import { textsIn } from '../textsIn';
import { readWeights, type WeightsGroup } from './weights';

interface ModelJson {
  readonly modelTopology?: { readonly model_config?: KerasLayer } & Partial<KerasLayer>;
  readonly weightsManifest?: readonly WeightsGroup[];
  /** Whatever whoever wrote the file wanted to say. */
  readonly userDefinedMetadata?: unknown;
}

/** @param file bytes of a file that stands beside model.json; undefined where there is none */
export function readTfjsLayers(
  name: string,
  json: Uint8Array,
  file: (path: string) => Uint8Array | undefined,
): Outcome<FileGraph> {
  return readable(name, () => {
    const parsed = parseJson(json) as ModelJson | null | undefined;
    if (typeof parsed !== 'object' || parsed === null) throw new FileTrouble(note('file-no-json'));
    const { modelTopology, weightsManifest, userDefinedMetadata } = parsed;
    const model = modelTopology?.model_config ?? modelTopology;
    if (!model?.config || !weightsManifest) throw new FileTrouble(note('file-no-layers'));
    const tensors = readWeights(weightsManifest, file);
    const graph = kerasGraph(model as KerasLayer, named(tensors));
    return { ...graph, texts: textsIn(userDefinedMetadata) };
  });
}

/** Arrays are called `layer/kernel`, or `model/layer/kernel` in a nested model. */
function named(tensors: ReadonlyMap<string, Tensor>) {
  const byEnd = new Map<string, Tensor>();
  for (const [name, tensor] of tensors) byEnd.set(name.split('/').slice(-2).join('/'), tensor);
  return (layer: string, array: string) => byEnd.get(`${layer}/${array}`);
}
