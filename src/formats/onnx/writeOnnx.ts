/** Writes ONNX, operator set 17, with class names, preprocessing and the lab's record in its metadata. */
import type { Storage } from '../checkpoint/manifest';
import { metadataOf, type ExportedModel } from '../exportedModel';
import { loweredInt8 } from './int8Lowering';
import { lowered, type Norms } from './lowering';
import { modelBytes } from './protoWriter';

const OPSET = 17;

/** Normalisation folded into the kernels. @param storage of kernels; an int8 network is written in its own numbers */
export function writeOnnx(model: ExportedModel, storage: Storage): Uint8Array<ArrayBuffer> {
  const { name, quantised } = model;
  if (!quantised) return written(model, storage, 'folded');
  const graph = loweredInt8(name, quantised);
  return modelBytes({ graph, opset: OPSET, metadata: metadataOf(model) });
}

/** Normalisation as nodes of its own, for whoever trains on or opens the file in the lab again. */
export function writeOnnxWithNorms(
  model: ExportedModel,
  storage: Storage,
): Uint8Array<ArrayBuffer> {
  return written(model, storage, 'kept');
}

function written(model: ExportedModel, storage: Storage, norms: Norms): Uint8Array<ArrayBuffer> {
  const { name, network, weights } = model;
  const graph = lowered(name, network, weights, { storage, norms });
  return modelBytes({ graph, opset: OPSET, metadata: metadataOf(model) });
}
