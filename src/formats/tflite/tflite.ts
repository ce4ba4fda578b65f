/** TFLite: a FlatBuffer with one subgraph of operators on numbered tensors; kernels are [out, height, width, in]. */
import { rowOf } from '../rowOf';
import type { Outcome } from '../../base/outcome';
import { note } from '../../words/refusal';
import { FileTrouble, readable } from '../fileTrouble';
import { minus, over, plus, times, type AffineOf } from '../affine';
import { DESCRIPTION, PREPROCESSING } from '../exportedModel';
import { followedBy, type Common } from '../followedBy';
import type { FileGraph, FileInput, Operation, Tensor, Texts } from '../graph';
import { fromOutFirst, transposed } from '../layouts';
import type { TensorScale } from '../../quantisation/quantisedNetwork';
import { appendedTexts } from '../zip/appendedTexts';
import { FlatTable } from './flatTable';
import {
  ACTIVATIONS,
  BUFFER,
  CONV_OPTIONS,
  DEPTHWISE_OPTIONS,
  METADATA,
  MODEL,
  OPERATOR,
  OPERATOR_CODE,
  OPERATORS,
  PADDINGS,
  POOL_OPTIONS,
  SIMPLE_OPTIONS,
  SUBGRAPH,
} from './schema';
import { normalisationIn } from './readMetadata';
import { readTensor, type TfliteTensor } from './tensors';

export function readTflite(name: string, bytes: Uint8Array): Outcome<FileGraph> {
  return readable(name, () => {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const model = FlatTable.root(view);
    const subgraphs = model.tables(MODEL.subgraphs);
    if (subgraphs.length !== 1)
      throw new FileTrouble(note('file-graphs', { graphs: subgraphs.length }));
    const texts = new Map([...appendedTexts(bytes), ...ownTexts(model)]);
    return { ...new SubgraphReader(model, subgraphs[0], bytes).graph(), texts };
  });
}

/** What the lab writes into a file's metadata. */
function ownTexts(model: FlatTable): Texts {
  const found = [PREPROCESSING, DESCRIPTION].map((key) => [key, metadataIn(model, key)] as const);
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return new Map(found.flatMap(([key, bytes]) => (bytes ? [[key, text(bytes)] as const] : [])));
}

function metadataIn(model: FlatTable, key: string): Uint8Array | null {
  const entry = model.tables(MODEL.metadata).find((one) => one.text(METADATA.name) === key);
  const buffer = entry && model.tables(MODEL.buffers)[entry.int32(METADATA.buffer)];
  return buffer?.bytes(BUFFER.data) ?? null;
}

class SubgraphReader {
  readonly #model: FlatTable;
  readonly #subgraph: FlatTable;
  readonly #tensors: readonly TfliteTensor[];
  readonly #types: readonly string[];
  /** Tensors that are shapes of maps, or numbers taken from them; RESHAPE reads them. */
  readonly #sizes = new Set<number>();

  constructor(model: FlatTable, subgraph: FlatTable, bytes: Uint8Array) {
    const buffers = model.tables(MODEL.buffers);
    this.#model = model;
    this.#subgraph = subgraph;
    this.#types = model.tables(MODEL.operatorCodes).map(operatorType);
    const tensors = subgraph.tables(SUBGRAPH.tensors);
    this.#tensors = tensors.map((table) => readTensor(table, buffers, bytes));
  }

  graph(): FileGraph {
    const inputs = this.#subgraph.int32s(SUBGRAPH.inputs);
    if (inputs.length !== 1) throw new FileTrouble(note('file-inputs', { inputs: inputs.length }));
    const constants = new Map<number, Tensor>();
    for (const [at, { constant }] of this.#tensors.entries())
      if (constant) constants.set(at, constant);
    const operators = this.#subgraph.tables(SUBGRAPH.operators);
    const operations = operators.flatMap((operator) => this.#operation(operator, constants));
    const outputs = this.#subgraph.int32s(SUBGRAPH.outputs).map(valueName);
    return { input: this.#input(inputs[0]), operations, outputs, scales: this.#scales() };
  }

  /** Of maps; those of constants stand with them. */
  #scales(): FileGraph['scales'] {
    const found = this.#tensors.flatMap((tensor, at) => {
      const scale = tensor.constant ? null : scaleOf(tensor);
      return scale ? [[valueName(at), scale] as const] : [];
    });
    return new Map(found);
  }

  #input(at: number): FileInput {
    const { shape, open, stored, quantization } = this.#tensor(at);
    const [, height = null, width = null, planes = null] = shape.map((side, axis) =>
      open[axis] === -1 ? null : side,
    );
    const common = { name: valueName(at), height, width, planes };
    if (!quantization || stored === 'float32') return { ...common, ...this.#normalised() };
    // An int8 is the picture's byte less 128.
    const zero = (quantization.zeroPoint[0] ?? 0) + (stored === 'int8' ? 128 : 0);
    const factor = quantization.scale[0];
    return { ...common, ofByte: { factor, offset: -zero * factor } };
  }

  /** As the metadata say it; nothing where they are damaged. */
  #normalised(): Pick<FileInput, 'normalisation'> {
    const metadata = metadataIn(this.#model, 'TFLITE_METADATA');
    if (!metadata) return {};
    try {
      const normalisation = normalisationIn(metadata);
      return normalisation ? { normalisation } : {};
    } catch (error) {
      if (error instanceof RangeError) return {};
      throw error;
    }
  }

  #tensor(at: number): TfliteTensor {
    const tensor = this.#tensors[at];
    if (!tensor)
      throw new FileTrouble(
        note('file-tensor-number', { tensor: at, tensors: this.#tensors.length }),
      );
    return tensor;
  }

  #operation(operator: FlatTable, constants: Map<number, Tensor>): Operation[] {
    const [output] = operator.int32s(OPERATOR.outputs);
    const inputs = operator.int32s(OPERATOR.inputs);
    const type = this.#types[operator.int32(OPERATOR.opcode)] ?? 'unknown';
    const { name } = this.#tensor(output);
    const computed = inputs.filter((at) => at >= 0 && !constants.has(at));
    const reads = computed.filter((at) => !this.#sizes.has(at));
    if (type === 'SHAPE' || (computed.length > 0 && reads.length === 0)) {
      this.#sizes.add(output);
      return [];
    }
    // What is made of constants alone is one: float16 weights stand behind DEQUANTIZE.
    if (reads.length === 0 && type === 'DEQUANTIZE') {
      constants.set(output, constants.get(inputs[0])!);
      return [];
    }
    const constant = (at: number) => constants.get(inputs[at]);
    const common = { name, inputs: reads.map(valueName), output: valueName(output) };
    const options = operator.table(OPERATOR.options) ?? NO_OPTIONS;
    const read = rowOf(READERS, type);
    const operation = read?.({ common, options, constant, first: constants.has(inputs[0]) });
    return operation ? withActivation(operation) : [{ ...common, kind: 'other', type }];
  }
}

/** A table without a field, of which nothing is ever read. */
const NO_OPTIONS = new FlatTable(new DataView(Int32Array.of(0, 4, 4 | (4 << 16)).buffer), 4, {
  left: 0,
});

function operatorType(table: FlatTable): string {
  // The short code stands for itself up to 126; later operators have the long one.
  const code = Math.max(table.int8(OPERATOR_CODE.short), table.int32(OPERATOR_CODE.code));
  const type = OPERATORS[code] ?? `operator ${code}`;
  return type === 'CUSTOM' ? table.text(OPERATOR_CODE.custom) || type : type;
}

/** Null where there is none for the whole tensor, or it is not of bytes. */
function scaleOf({ stored, quantization }: TfliteTensor): TensorScale | null {
  const shift = stored === 'uint8' ? 128 : stored === 'int8' ? 0 : null;
  if (shift === null || quantization?.scale.length !== 1) return null;
  return { scale: quantization.scale[0], zeroPoint: (quantization.zeroPoint[0] ?? 0) - shift };
}

function valueName(at: number): string {
  return `tensor ${at}`;
}

interface Given {
  readonly common: Common;
  readonly options: FlatTable;
  /** Of the operator's inputs. */
  readonly constant: (at: number) => Tensor | undefined;
  /** Whether the first input is a constant. */
  readonly first: boolean;
}

/** With the number of the activation that is fused into it. */
interface Fused {
  readonly operation: Operation;
  readonly activation: number;
}

/** Undefined where the lab has nothing for it. */
type Reader = (given: Given) => Fused | undefined;

function withActivation({ operation, activation }: Fused): Operation[] {
  const known = ACTIVATIONS[activation];
  if (known === 'linear') return [operation];
  return followedBy(operation, 'activation', (common) =>
    known
      ? { ...common, kind: 'activation', activation: known }
      : { ...common, kind: 'other', type: `activation ${activation}` },
  );
}

function plain(operation: Operation): Fused {
  return { operation, activation: 0 };
}

const pass: Reader = ({ common }) => plain({ ...common, kind: 'pass' });

function activates(activation: 'relu' | 'relu6' | 'softmax' | 'sigmoid'): Reader {
  return ({ common }) => plain({ ...common, kind: 'activation', activation });
}

type Windows = typeof CONV_OPTIONS | typeof DEPTHWISE_OPTIONS;

function windowOf(options: FlatTable, fields: Windows) {
  return {
    strides: [options.int32(fields.strideY, 1), options.int32(fields.strideX, 1)],
    dilations: [options.int32(fields.dilationY, 1), options.int32(fields.dilationX, 1)],
    padding: PADDINGS[options.int8(fields.padding)] ?? 'same',
  } as const;
}

/** An operation with a constant. */
function affine(given: Given, of: AffineOf): Fused | undefined {
  const { common, constant, options, first } = given;
  const values = constant(first ? 0 : 1)?.values;
  const parts = values && of(values, first);
  if (!parts) return undefined;
  const activation = options.int8(SIMPLE_OPTIONS.activation);
  return { operation: { ...common, kind: 'affine', ...parts }, activation };
}

const READERS: Readonly<Record<string, Reader>> = {
  CONV_2D: ({ common, options, constant }) => {
    const kernel = constant(1);
    if (!kernel) return undefined;
    const turned = fromOutFirst(kernel);
    const bias = constant(2) ?? null;
    const window = windowOf(options, CONV_OPTIONS);
    return {
      operation: { ...common, kind: 'convolution', kernel: turned, bias, ...window, groups: 1 },
      activation: options.int8(CONV_OPTIONS.activation),
    };
  },
  DEPTHWISE_CONV_2D: ({ common, options, constant }) => {
    const kernel = constant(1);
    if (!kernel) return undefined;
    const [, height, width, out] = kernel.shape;
    const multiplier = options.int32(DEPTHWISE_OPTIONS.multiplier, 1) || 1;
    const own = { ...kernel, shape: [height, width, out / multiplier, multiplier] };
    const bias = constant(2) ?? null;
    const window = windowOf(options, DEPTHWISE_OPTIONS);
    return {
      operation: { ...common, kind: 'depthwise', kernel: own, bias, ...window },
      activation: options.int8(DEPTHWISE_OPTIONS.activation),
    };
  },
  FULLY_CONNECTED: ({ common, options, constant }) => {
    const kernel = constant(1);
    if (!kernel) return undefined;
    return {
      operation: {
        ...common,
        kind: 'dense',
        kernel: transposed(kernel),
        bias: constant(2) ?? null,
      },
      activation: options.int8(SIMPLE_OPTIONS.activation),
    };
  },
  ADD: (given) => {
    const { common, options, constant } = given;
    if (constant(0) ?? constant(1)) return affine(given, plus);
    return {
      operation: { ...common, kind: 'add' },
      activation: options.int8(SIMPLE_OPTIONS.activation),
    };
  },
  MUL: (given) => affine(given, times),
  SUB: (given) => affine(given, minus),
  DIV: (given) => affine(given, over),
  AVERAGE_POOL_2D: ({ common, options }) => ({
    operation: { ...common, kind: 'pool', side: options.int32(POOL_OPTIONS.width) },
    activation: options.int8(POOL_OPTIONS.activation),
  }),
  MEAN: ({ common, constant }) => {
    const axes = [...(constant(1)?.values ?? [])].sort().join();
    return axes === '1,2' ? plain({ ...common, kind: 'pool', side: null }) : undefined;
  },
  PAD: ({ common, constant }) => {
    const sides = constant(1)?.values;
    if (sides?.length !== 8) return undefined;
    const [, , top, bottom, left, right] = sides;
    return plain({ ...common, kind: 'pad', padding: { top, right, bottom, left } });
  },
  RELU: activates('relu'),
  RELU6: activates('relu6'),
  SOFTMAX: activates('softmax'),
  LOGISTIC: activates('sigmoid'),
  RESHAPE: pass,
  SQUEEZE: pass,
  QUANTIZE: pass,
  DEQUANTIZE: pass,
};
