/**
 * ONNX, operator sets 7 to 21, with normalisation folded or not, and networks of 8 bits in both forms (QLinear
 * operators, or float operators between QuantizeLinear and DequantizeLinear), which become floats. Kernels are
 * [out, in, height, width].
 */
import type { Outcome } from '../../base/outcome';
import { note } from '../../words/refusal';
import { FileTrouble, readable } from '../fileTrouble';
import type { FileGraph, FileInput, Operation, Tensor } from '../graph';
import { NodeReader } from './nodes';
import { readModel, type OnnxGraph, type OnnxModel } from './proto';
import { tensorOf } from './tensors';

const OPSETS = { least: 7, most: 21 } as const;

export function readOnnx(name: string, bytes: Uint8Array): Outcome<FileGraph> {
  return readable(name, () => {
    const model = modelIn(bytes);
    const own = model.opsets.find(({ domain }) => domain === '' || domain === 'ai.onnx');
    if (own && (own.version < OPSETS.least || own.version > OPSETS.most))
      throw new FileTrouble(note('file-opset', { version: own.version, ...OPSETS }));
    return { ...graphOf(model.graph), texts: model.metadata };
  });
}

/** The reader of messages throws whatever it comes across. */
function modelIn(bytes: Uint8Array): OnnxModel {
  let model: OnnxModel | null = null;
  try {
    model = readModel(bytes);
  } catch {
    // Said below.
  }
  if (!model) throw new FileTrouble(note('file-cut-off'));
  return model;
}

function graphOf(graph: OnnxGraph): FileGraph {
  const constants = new Map<string, Tensor>();
  for (const tensor of graph.initializers) constants.set(tensor.name, tensorOf(tensor));
  // Older files list their weights as inputs too.
  const inputs = graph.inputs.filter(({ name }) => !constants.has(name));
  if (inputs.length !== 1) throw new FileTrouble(note('file-inputs', { inputs: inputs.length }));
  const reader = new NodeReader(constants);
  const operations: Operation[] = graph.nodes.flatMap((node) => reader.read(node));
  const outputs = graph.outputs.map(({ name }) => name);
  return { input: inputOf(inputs[0], graph), operations, outputs };
}

/** Planes come first, but where the graph itself turns the picture. */
function inputOf({ name, dims }: OnnxGraph['inputs'][number], graph: OnnxGraph): FileInput {
  const [, a = null, b = null, c = null] = dims;
  const turns = graph.nodes.some(({ type, inputs }) => type === 'Transpose' && inputs[0] === name);
  const last = turns || ((c === 1 || c === 3) && a !== c);
  return last ? { name, height: a, width: b, planes: c } : { name, height: b, width: c, planes: a };
}
