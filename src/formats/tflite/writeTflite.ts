/** Writes TFLite: a FlatBuffer with one subgraph, and behind it a zip with the names of the classes. */
import { zipSync } from 'fflate';
import type { Storage } from '../checkpoint/manifest';
import { CLASS_NAMES, metadataOf, type ExportedModel } from '../exportedModel';
import { behind } from '../zip/behind';
import { FlatWriter, int32, int8, type FlatFields } from './flatWriter';
import { loweredInt8 } from './int8Lowering';
import {
  lowered,
  type LoweredNetwork,
  type LoweredOperator,
  type LoweredTensor,
  type TensorScales,
} from './lowering';
import { LABELS_FILE, modelMetadata } from './modelMetadata';
import {
  BUFFER,
  IDENTIFIER,
  METADATA,
  MODEL,
  OPERATOR,
  OPERATOR_CODE,
  QUANTIZATION,
  SCHEMA_VERSION,
  SUBGRAPH,
  TENSOR,
  TYPES,
  WRITTEN,
  type WrittenType,
} from './schema';

/** Of constants: XNNPACK and accelerators read whole vectors. */
const ALIGNMENT = 16;
const RUNTIME_VERSION_BYTES = 16;

/** @param storage of the kernels; float16 ones stand behind DEQUANTIZE. An int8 network is written in its own numbers. */
export function writeTflite(model: ExportedModel, storage: Storage): Uint8Array<ArrayBuffer> {
  const { network, weights, quantised, classNames } = model;
  const graph = quantised ? loweredInt8(quantised) : lowered(network, weights, storage);
  const metadata = entriesOf(model, graph.operators);
  const file = new ModelWriter(graph, metadata).file(model.name);
  const labels = classNames.map((name) => name.replaceAll(/[\r\n]+/g, ' ')).join('\n');
  const zip = zipSync({ [LABELS_FILE]: [new TextEncoder().encode(labels), { level: 0 }] });
  return behind(file, zip);
}

type Metadata = ReadonlyMap<string, Uint8Array>;

/** TFLite's own, then what else the lab says; the names of the classes stand behind the file. */
function entriesOf(model: ExportedModel, operators: readonly LoweredOperator[]): Metadata {
  const runtime = new Uint8Array(RUNTIME_VERSION_BYTES);
  runtime.set(new TextEncoder().encode(runtimeVersion(operators)));
  const texts = [...metadataOf(model)].filter(([key]) => key !== CLASS_NAMES);
  return new Map([
    ['min_runtime_version', runtime],
    ['TFLITE_METADATA', modelMetadata({ ...model, ...model.network.input })],
    ...texts.map(([key, text]) => [key, new TextEncoder().encode(text)] as const),
  ]);
}

/** The first TensorFlow that knows all of them. */
function runtimeVersion(operators: readonly LoweredOperator[]): string {
  const versions = operators.map(({ type }) => WRITTEN[type].since);
  const minor = (version: string) => Number(version.split('.')[1]);
  return versions.reduce<string>((a, b) => (minor(b) > minor(a) ? b : a), '1.5.0');
}

class ModelWriter {
  readonly #graph: LoweredNetwork;
  readonly #types: readonly WrittenType[];
  readonly #metadata: Metadata;
  /** Of constants and metadata; the first is empty, for what is computed. */
  readonly #buffers: Uint8Array[] = [new Uint8Array(0)];
  readonly #writer: FlatWriter;

  constructor(graph: LoweredNetwork, metadata: Metadata) {
    this.#graph = graph;
    this.#types = [...new Set(graph.operators.map(({ type }) => type))];
    this.#metadata = metadata;
    const constants = graph.tensors.reduce((sum, { data }) => sum + (data?.byteLength ?? 0), 0);
    this.#writer = new FlatWriter(constants + 256 * graph.tensors.length);
  }

  file(description: string): Uint8Array {
    const writer = this.#writer;
    const [subgraph, metadata] = [this.#subgraph(), this.#metadataList()];
    // Once everybody has said what belongs into one.
    const buffers = this.#buffers.map((bytes) =>
      writer.table(bytes.length === 0 ? {} : { [BUFFER.data]: writer.bytes(bytes, ALIGNMENT) }),
    );
    const model = writer.table({
      [MODEL.version]: int32(SCHEMA_VERSION),
      [MODEL.operatorCodes]: writer.list(this.#types.map((type) => this.#operatorCode(type))),
      [MODEL.subgraphs]: writer.list([subgraph]),
      [MODEL.description]: writer.text(description),
      [MODEL.buffers]: writer.list(buffers),
      [MODEL.metadata]: metadata,
    });
    return writer.finish(model, IDENTIFIER);
  }

  #operatorCode(type: WrittenType) {
    const { code, version } = WRITTEN[type];
    return this.#writer.table({
      [OPERATOR_CODE.short]: int8(code),
      [OPERATOR_CODE.version]: int32(version),
      [OPERATOR_CODE.code]: int32(code),
    });
  }

  #subgraph() {
    const writer = this.#writer;
    const { tensors, operators, input, output } = this.#graph;
    return writer.table({
      [SUBGRAPH.tensors]: writer.list(tensors.map((tensor) => this.#tensor(tensor))),
      [SUBGRAPH.inputs]: writer.int32s([input]),
      [SUBGRAPH.outputs]: writer.int32s([output]),
      [SUBGRAPH.operators]: writer.list(operators.map((operator) => this.#operator(operator))),
      [SUBGRAPH.name]: writer.text('main'),
    });
  }

  #tensor({ name, shape, type, data, quantised }: LoweredTensor) {
    const writer = this.#writer;
    const buffer = data ? this.#buffer(bytesOf(data)) : 0;
    const own: FlatFields = quantised
      ? { [TENSOR.quantization]: this.#quantization(quantised) }
      : {};
    return writer.table({
      [TENSOR.shape]: writer.int32s(shape),
      [TENSOR.type]: int8(Number(Object.keys(TYPES).find((id) => TYPES[Number(id)] === type))),
      [TENSOR.buffer]: int32(buffer),
      [TENSOR.name]: writer.text(name),
      ...own,
    });
  }

  #quantization({ scales, zeroPoints, axis }: TensorScales) {
    const writer = this.#writer;
    return writer.table({
      [QUANTIZATION.scale]: writer.float32s(scales),
      [QUANTIZATION.zeroPoint]: writer.int64s(zeroPoints),
      [QUANTIZATION.dimension]: int32(axis),
    });
  }

  #operator({ type, inputs, output, options }: LoweredOperator) {
    const writer = this.#writer;
    const kind = WRITTEN[type].options;
    const own: FlatFields =
      kind === 0
        ? {}
        : { [OPERATOR.optionsType]: int8(kind), [OPERATOR.options]: writer.table(options) };
    return writer.table({
      [OPERATOR.opcode]: int32(this.#types.indexOf(type)),
      [OPERATOR.inputs]: writer.int32s(inputs),
      [OPERATOR.outputs]: writer.int32s([output]),
      ...own,
    });
  }

  #metadataList() {
    const writer = this.#writer;
    const entries = [...this.#metadata].map(([name, bytes]) =>
      writer.table({
        [METADATA.name]: writer.text(name),
        [METADATA.buffer]: int32(this.#buffer(bytes)),
      }),
    );
    return writer.list(entries);
  }

  /** @returns its number */
  #buffer(bytes: Uint8Array): number {
    return this.#buffers.push(bytes) - 1;
  }
}

function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
