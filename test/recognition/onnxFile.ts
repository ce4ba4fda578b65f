/** Small ONNX files, written field by field as onnx.proto3 numbers them. */
import { PbfWriter } from 'pbf';

export interface NodeText {
  readonly type: string;
  readonly inputs: readonly string[];
  readonly output: string;
  readonly attributes?: Readonly<Record<string, number | readonly number[] | Float32Array>>;
}

export interface Initializer {
  readonly name: string;
  readonly dims: readonly number[];
  readonly values: Float32Array | Uint8Array | Int8Array | BigInt64Array;
  /** File that it is said to lie in. */
  readonly location?: string;
}

export interface OnnxText {
  readonly opset: number;
  readonly nodes: readonly NodeText[];
  readonly initializers: readonly Initializer[];
  /** Dims of each; of the image, uint8 where it says so. */
  readonly inputs: Readonly<Record<string, readonly number[]>>;
  readonly bytesIn?: boolean;
  readonly metadata?: Readonly<Record<string, string>>;
}

/** Writes a message as a field. */
type Fields = (pbf: PbfWriter) => void;

function message(pbf: PbfWriter, tag: number, fields: Fields): void {
  pbf.writeMessage(tag, (_: null, inner: PbfWriter) => fields(inner), null);
}

/** Its output is called `scores`. */
export function onnxFile(model: OnnxText): Uint8Array<ArrayBuffer> {
  const pbf = new PbfWriter();
  pbf.writeVarintField(1, 7);
  message(pbf, 7, (graph) => {
    for (const node of model.nodes) message(graph, 1, nodeFields(node));
    for (const one of model.initializers) message(graph, 5, tensorFields(one));
    for (const [name, dims] of Object.entries(model.inputs))
      message(graph, 11, valueFields(name, dims, model.bytesIn === true ? 2 : 1));
    message(graph, 12, valueFields('scores', [], 1));
  });
  message(pbf, 8, (opset) => opset.writeVarintField(2, model.opset));
  for (const [key, value] of Object.entries(model.metadata ?? {}))
    message(pbf, 14, (pair) => {
      pair.writeStringField(1, key);
      pair.writeStringField(2, value);
    });
  return pbf.finish().slice();
}

function nodeFields({ type, inputs, output, attributes = {} }: NodeText): Fields {
  return (pbf) => {
    for (const input of inputs) pbf.writeStringField(1, input);
    pbf.writeStringField(2, output);
    pbf.writeStringField(4, type);
    for (const [name, value] of Object.entries(attributes))
      message(pbf, 5, (attribute) => {
        attribute.writeStringField(1, name);
        if (value instanceof Float32Array) attribute.writeFloatField(2, value[0]);
        else if (typeof value === 'number') attribute.writeVarintField(3, value);
        else attribute.writePackedVarint(8, [...value]);
      });
  };
}

function typeOf(values: Initializer['values']): number {
  if (values instanceof Float32Array) return 1;
  return values instanceof Uint8Array ? 2 : values instanceof Int8Array ? 3 : 7;
}

function tensorFields({ name, dims, values, location }: Initializer): Fields {
  return (pbf) => {
    pbf.writePackedVarint(1, [...dims]);
    pbf.writeVarintField(2, typeOf(values));
    pbf.writeStringField(8, name);
    if (location === undefined) {
      pbf.writeBytesField(9, new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
      return;
    }
    message(pbf, 13, (pair) => {
      pair.writeStringField(1, 'location');
      pair.writeStringField(2, location);
    });
    pbf.writeVarintField(14, 1);
  };
}

function valueFields(name: string, dims: readonly number[], type: number): Fields {
  return (pbf) => {
    pbf.writeStringField(1, name);
    message(pbf, 2, (whole) =>
      message(whole, 1, (tensor) => {
        tensor.writeVarintField(1, type);
        message(tensor, 2, (shape) => {
          for (const size of dims) message(shape, 1, (dim) => dim.writeVarintField(1, size));
        });
      }),
    );
  };
}
