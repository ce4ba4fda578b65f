/** The messages of onnx.proto3 that the lab writes. */
import { PbfWriter } from 'pbf';

export interface WrittenModel {
  readonly graph: WrittenGraph;
  readonly opset: number;
  readonly metadata: ReadonlyMap<string, string>;
}

export interface WrittenGraph {
  readonly name: string;
  readonly nodes: readonly WrittenNode[];
  readonly initializers: readonly WrittenTensor[];
  readonly input: WrittenValue;
  readonly output: WrittenValue;
}

export interface WrittenNode {
  readonly type: string;
  readonly inputs: readonly string[];
  /** Its name too. */
  readonly output: string;
  readonly attributes: Readonly<Record<string, WrittenAttribute>>;
}

export type WrittenAttribute =
  { readonly int: number } | { readonly float: number } | { readonly ints: readonly number[] };

export interface WrittenTensor {
  readonly name: string;
  readonly shape: readonly number[];
  /** Halves in 16 bits. */
  readonly values: Float32Array | Uint16Array | BigInt64Array | Int8Array | Int32Array;
}

export interface WrittenValue {
  readonly name: string;
  /** A name stands for any size. */
  readonly shape: readonly (number | string)[];
}

/** Of `TensorProto.DataType`. */
export const TYPE = { float32: 1, int8: 3, int32: 6, int64: 7, float16: 10 } as const;
/** Of `AttributeProto.AttributeType`. */
const ATTRIBUTE = { float: 1, int: 2, ints: 7 } as const;
const IR_VERSION = 8;

export function modelBytes(model: WrittenModel): Uint8Array<ArrayBuffer> {
  const pbf = new PbfWriter();
  pbf.writeVarintField(1, IR_VERSION);
  pbf.writeStringField(2, 'Pruning Lab');
  pbf.writeMessage(7, writeGraph, model.graph);
  pbf.writeMessage(8, writeOpset, model.opset);
  for (const pair of model.metadata) pbf.writeMessage(14, writePair, pair);
  return pbf.finish().slice();
}

function writeOpset(version: number, pbf: PbfWriter): void {
  pbf.writeStringField(1, '');
  pbf.writeVarintField(2, version);
}

function writePair([key, value]: readonly [string, string], pbf: PbfWriter): void {
  pbf.writeStringField(1, key);
  pbf.writeStringField(2, value);
}

function writeGraph(graph: WrittenGraph, pbf: PbfWriter): void {
  for (const node of graph.nodes) pbf.writeMessage(1, writeNode, node);
  pbf.writeStringField(2, graph.name);
  for (const tensor of graph.initializers) pbf.writeMessage(5, writeTensor, tensor);
  pbf.writeMessage(11, writeValue, graph.input);
  pbf.writeMessage(12, writeValue, graph.output);
}

function writeNode({ type, inputs, output, attributes }: WrittenNode, pbf: PbfWriter): void {
  for (const input of inputs) pbf.writeStringField(1, input);
  pbf.writeStringField(2, output);
  pbf.writeStringField(3, output);
  pbf.writeStringField(4, type);
  for (const pair of Object.entries(attributes)) pbf.writeMessage(5, writeAttribute, pair);
}

function writeAttribute([name, value]: readonly [string, WrittenAttribute], pbf: PbfWriter): void {
  pbf.writeStringField(1, name);
  if ('float' in value) pbf.writeFloatField(2, value.float);
  else if ('int' in value) pbf.writeVarintField(3, value.int);
  else pbf.writePackedVarint(8, [...value.ints]);
  pbf.writeVarintField(20, ATTRIBUTE[Object.keys(value)[0] as keyof typeof ATTRIBUTE]);
}

function writeTensor({ name, shape, values }: WrittenTensor, pbf: PbfWriter): void {
  pbf.writePackedVarint(1, [...shape]);
  pbf.writeVarintField(2, typeOf(values));
  pbf.writeStringField(8, name);
  pbf.writeBytesField(9, new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
}

function typeOf(values: WrittenTensor['values']): number {
  if (values instanceof Float32Array) return TYPE.float32;
  if (values instanceof Int8Array) return TYPE.int8;
  if (values instanceof Int32Array) return TYPE.int32;
  return values instanceof Uint16Array ? TYPE.float16 : TYPE.int64;
}

function writeValue({ name, shape }: WrittenValue, pbf: PbfWriter): void {
  pbf.writeStringField(1, name);
  pbf.writeMessage(2, writeType, shape);
}

function writeType(shape: WrittenValue['shape'], pbf: PbfWriter): void {
  pbf.writeMessage(1, writeTensorType, shape);
}

function writeTensorType(shape: WrittenValue['shape'], pbf: PbfWriter): void {
  pbf.writeVarintField(1, TYPE.float32);
  pbf.writeMessage(2, writeShape, shape);
}

function writeShape(shape: WrittenValue['shape'], pbf: PbfWriter): void {
  for (const side of shape) pbf.writeMessage(1, writeDimension, side);
}

function writeDimension(side: number | string, pbf: PbfWriter): void {
  if (typeof side === 'string') pbf.writeStringField(2, side);
  else pbf.writeVarintField(1, side);
}
