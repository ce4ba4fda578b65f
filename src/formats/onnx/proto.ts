/** The messages of onnx.proto3 that a network is read from; other fields are passed over. */
import { PbfReader } from 'pbf';

export interface OnnxModel {
  /** Names and versions of the operator sets; '' is ONNX's own. */
  readonly opsets: readonly { readonly domain: string; readonly version: number }[];
  readonly graph: OnnxGraph;
  readonly metadata: ReadonlyMap<string, string>;
}

export interface OnnxGraph {
  nodes: OnnxNode[];
  initializers: OnnxTensor[];
  inputs: OnnxValue[];
  outputs: OnnxValue[];
}

export interface OnnxNode {
  name: string;
  type: string;
  domain: string;
  inputs: string[];
  outputs: string[];
  attributes: Map<string, OnnxAttribute>;
}

export interface OnnxAttribute {
  name: string;
  float: number;
  int: number;
  text: string;
  floats: number[];
  ints: number[];
  tensor: OnnxTensor | null;
}

export interface OnnxTensor {
  name: string;
  dims: number[];
  type: number;
  raw: Uint8Array | null;
  floats: number[];
  doubles: number[];
  /** Of all types of up to 32 bits. */
  ints: number[];
  longs: number[];
  /** Where it lies in a file beside this one: `location`, `offset`, `length`; null where it lies here. */
  external: Map<string, string> | null;
}

export interface OnnxValue {
  name: string;
  /** Number of its type, as tensors have it; 0 where it is not said. */
  type: number;
  /** Null for a side that is left open. */
  dims: (number | null)[];
}

type Fields<T> = (tag: number, result: T, pbf: PbfReader) => void;

/** @throws Error where the bytes are no message */
export function readModel(bytes: Uint8Array): OnnxModel | null {
  const model = { opsets: [] as OnnxModel['opsets'][number][], graph: null as OnnxGraph | null };
  const metadata = new Map<string, string>();
  new PbfReader(bytes).readFields((tag, result, pbf) => {
    if (tag === 7) result.graph = pbf.readMessage(graphFields, emptyGraph());
    else if (tag === 8)
      result.opsets.push(pbf.readMessage(opsetFields, { domain: '', version: 0 }));
    else if (tag === 14) metadata.set(...pbf.readMessage(pairFields, ['', '']));
  }, model);
  return model.graph && { opsets: model.opsets, graph: model.graph, metadata };
}

function emptyGraph(): OnnxGraph {
  return { nodes: [], initializers: [], inputs: [], outputs: [] };
}

const opsetFields: Fields<{ domain: string; version: number }> = (tag, opset, pbf) => {
  if (tag === 1) opset.domain = pbf.readString();
  else if (tag === 2) opset.version = pbf.readVarint();
};

const pairFields: Fields<[string, string]> = (tag, pair, pbf) => {
  if (tag === 1 || tag === 2) pair[tag - 1] = pbf.readString();
};

const graphFields: Fields<OnnxGraph> = (tag, graph, pbf) => {
  if (tag === 1) graph.nodes.push(pbf.readMessage(nodeFields, emptyNode()));
  else if (tag === 5) graph.initializers.push(pbf.readMessage(tensorFields, emptyTensor()));
  else if (tag === 11) graph.inputs.push(pbf.readMessage(valueFields, emptyValue()));
  else if (tag === 12) graph.outputs.push(pbf.readMessage(valueFields, emptyValue()));
};

function emptyValue(): OnnxValue {
  return { name: '', type: 0, dims: [] };
}

function emptyNode(): OnnxNode {
  return { name: '', type: '', domain: '', inputs: [], outputs: [], attributes: new Map() };
}

const nodeFields: Fields<OnnxNode> = (tag, node, pbf) => {
  if (tag === 1) node.inputs.push(pbf.readString());
  else if (tag === 2) node.outputs.push(pbf.readString());
  else if (tag === 3) node.name = pbf.readString();
  else if (tag === 4) node.type = pbf.readString();
  else if (tag === 7) node.domain = pbf.readString();
  else if (tag === 5) {
    const attribute = pbf.readMessage(attributeFields, emptyAttribute());
    node.attributes.set(attribute.name, attribute);
  }
};

function emptyAttribute(): OnnxAttribute {
  return { name: '', float: 0, int: 0, text: '', floats: [], ints: [], tensor: null };
}

const attributeFields: Fields<OnnxAttribute> = (tag, attribute, pbf) => {
  if (tag === 1) attribute.name = pbf.readString();
  else if (tag === 2) attribute.float = pbf.readFloat();
  else if (tag === 3) attribute.int = pbf.readVarint(true);
  else if (tag === 4) attribute.text = pbf.readString();
  else if (tag === 5) attribute.tensor = pbf.readMessage(tensorFields, emptyTensor());
  else if (tag === 7) pbf.readPackedFloat(attribute.floats);
  else if (tag === 8) pbf.readPackedVarint(attribute.ints, true);
};

function emptyTensor(): OnnxTensor {
  return {
    ...{ name: '', dims: [], type: 0, raw: null, floats: [], doubles: [], ints: [] },
    longs: [],
    external: null,
  };
}

const EXTERNAL = 1;

function external(tensor: OnnxTensor): Map<string, string> {
  return (tensor.external ??= new Map());
}

const tensorFields: Fields<OnnxTensor> = (tag, tensor, pbf) => {
  if (tag === 1) pbf.readPackedVarint(tensor.dims, true);
  else if (tag === 2) tensor.type = pbf.readVarint();
  else if (tag === 4) pbf.readPackedFloat(tensor.floats);
  else if (tag === 5) pbf.readPackedVarint(tensor.ints, true);
  else if (tag === 7) pbf.readPackedVarint(tensor.longs, true);
  else if (tag === 8) tensor.name = pbf.readString();
  else if (tag === 9) tensor.raw = pbf.readBytes();
  else if (tag === 10) pbf.readPackedDouble(tensor.doubles);
  else if (tag === 13) external(tensor).set(...pbf.readMessage(pairFields, ['', '']));
  else if (tag === 14 && pbf.readVarint() === EXTERNAL) external(tensor);
};

const valueFields: Fields<OnnxValue> = (tag, value, pbf) => {
  if (tag === 1) value.name = pbf.readString();
  else if (tag === 2) pbf.readMessage(typeFields, value);
};

const typeFields: Fields<OnnxValue> = (tag, value, pbf) => {
  if (tag === 1) pbf.readMessage(tensorTypeFields, value);
};

const tensorTypeFields: Fields<OnnxValue> = (tag, value, pbf) => {
  if (tag === 1) value.type = pbf.readVarint();
  else if (tag === 2) pbf.readMessage(shapeFields, value);
};

const shapeFields: Fields<OnnxValue> = (tag, value, pbf) => {
  if (tag !== 1) return;
  const dim = { size: null as number | null };
  pbf.readMessage<typeof dim>((field, result, inner) => {
    // Some write 0 or −1 for what is left open.
    if (field === 1) result.size = positive(inner.readVarint(true));
  }, dim);
  value.dims.push(dim.size);
};

function positive(value: number): number | null {
  return value > 0 ? value : null;
}
