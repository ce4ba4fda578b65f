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
import { tensorOf, type Beside } from './tensors';

const OPSETS = { least: 7, most: 21 } as const;

/** @param beside a file that holds weights next to it; undefined where it was not given */
export function readOnnx(
  name: string,
  bytes: Uint8Array,
  beside: Beside = () => undefined,
): Outcome<FileGraph> {
  return readable(name, () => {
    const model = modelIn(bytes);
    const own = model.opsets.find(({ domain }) => domain === '' || domain === 'ai.onnx');
    if (own && (own.version < OPSETS.least || own.version > OPSETS.most))
      throw new FileTrouble(note('file-opset', { version: own.version, ...OPSETS }));
    return { ...graphOf(model.graph, beside), texts: model.metadata };
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

function graphOf(graph: OnnxGraph, beside: Beside): FileGraph {
  const constants = new Map<string, Tensor>();
  for (const tensor of graph.initializers) constants.set(tensor.name, tensorOf(tensor, beside));
  // Older files list their weights as inputs too.
  const inputs = graph.inputs.filter(({ name }) => !constants.has(name));
  if (inputs.length !== 1) throw new FileTrouble(note('file-inputs', { inputs: inputs.length }));
  const reader = new NodeReader(constants, beside);
  const operations: Operation[] = graph.nodes.flatMap((node) => reader.read(node));
  const outputs = graph.outputs.map(({ name }) => name);
  const ofByte = ofByteOf(inputs[0], graph, constants);
  const input = { ...inputOf(inputs[0], graph), ...ofByte };
  return { input, operations, outputs, ...(turnsBack(graph) ? {} : FLATTENED) };
}

const FLATTENED = { flattens: 'channels-first' } as const;

/** Whether it lays maps out as TensorFlow does before it flattens them, as tf2onnx has it. */
function turnsBack({ nodes }: OnnxGraph): boolean {
  return nodes.some(({ attributes }) => attributes.get('perm')?.ints.join() === '0,2,3,1');
}

/** Planes come first, but where the graph itself turns the picture. */
function inputOf({ name, dims }: OnnxGraph['inputs'][number], graph: OnnxGraph): FileInput {
  const [, a = null, b = null, c = null] = dims;
  const turns = graph.nodes.some(({ type, inputs }) => type === 'Transpose' && inputs[0] === name);
  const last = turns || ((c === 1 || c === 3) && a !== c);
  return last ? { name, height: a, width: b, planes: c } : { name, height: b, width: c, planes: a };
}

const [UINT8, INT8] = [2, 3];

/** Of a picture that the network takes in bytes, what its first operation makes of them. */
function ofByteOf(
  { name, type }: OnnxGraph['inputs'][number],
  { nodes }: OnnxGraph,
  constants: ReadonlyMap<string, Tensor>,
): Pick<FileInput, 'ofByte'> {
  if (type !== UINT8 && type !== INT8) return {};
  const reader = nodes.find(({ inputs }) => inputs[0] === name);
  const scaled = reader && /^(DequantizeLinear|QLinearConv)$/.test(reader.type);
  const value = (at: number) => (scaled ? constants.get(reader.inputs[at])?.values[0] : undefined);
  const factor = value(1) ?? 1;
  // An int8 is the picture's byte less 128.
  const zero = (value(2) ?? 0) + (type === INT8 ? 128 : 0);
  return { ofByte: { factor, offset: -zero * factor } };
}
