/** Nodes of an ONNX graph as operations; what can be computed from constants alone becomes a constant. */
import { rowOf } from '../rowOf';
import { minus, over, plus, times, type AffineOf } from '../affine';
import { dequantised } from '../dequantised';
import { followedBy, type Common } from '../followedBy';
import type { FilePadding, Operation, Tensor } from '../graph';
import { fromChannelsFirst, transposed } from '../layouts';
import type { OnnxNode } from './proto';
import { tensorOf, type Beside } from './tensors';

export class NodeReader {
  readonly #constants: Map<string, Tensor>;
  readonly #beside: Beside;
  /** Values that are shapes of maps, or numbers taken from them; what reshapes a map reads them. */
  readonly #sizes = new Set<string>();
  /** What convolutions give, before any activation. */
  readonly #bare = new Set<string>();
  /** Values that may still be computed: many nodes may turn the same constant. */
  #left: number;

  /** @param constants by name; grows as constants are computed */
  constructor(constants: Map<string, Tensor>, beside: Beside) {
    this.#constants = constants;
    this.#beside = beside;
    const sizes = [...constants.values()].map(({ values }) => values.length);
    this.#left = ALWAYS + COMPUTED_AGAIN * sizes.reduce((sum, size) => sum + size, 0);
  }

  read(node: OnnxNode): Operation[] {
    const { type, inputs, outputs } = node;
    const constant = (at: number) => this.#constants.get(inputs[at]);
    const known = rowOf(FOLDED, type)?.({ node, constant, beside: this.#beside });
    if (known) {
      this.#left -= known.values.length;
      if (this.#left < 0) throw new RangeError('the same constants are computed again and again');
      this.#constants.set(outputs[0], known);
      return [];
    }
    const computed = inputs.filter((name) => name !== '' && !this.#constants.has(name));
    const reads = computed.filter((name) => !this.#sizes.has(name));
    if (type === 'Shape' || (computed.length > 0 && reads.length === 0)) {
      this.#sizes.add(outputs[0]);
      return [];
    }
    const common = { name: node.name || outputs[0], inputs: reads, output: outputs[0] };
    const bare = this.#bare.has(inputs[0]);
    if (type === 'Conv') this.#bare.add(outputs[0]);
    const given = { node, common, constant, first: this.#constants.has(inputs[0]), bare };
    return rowOf(READERS, type)?.(given) ?? [{ ...common, kind: 'other', type }];
  }
}

/** Of a file's own values, and of any file's. */
const [COMPUTED_AGAIN, ALWAYS] = [4, 1 << 20];

type Constant = (at: number) => Tensor | undefined;

interface Given {
  readonly node: OnnxNode;
  readonly common: Common;
  readonly constant: Constant;
  /** Whether the first input is a constant. */
  readonly first: boolean;
  /** Whether the first input is what a convolution gives, before any activation. */
  readonly bare: boolean;
}

type Fold = (
  given: Pick<Given, 'node' | 'constant'> & { readonly beside: Beside },
) => Tensor | null | undefined;

/** What makes a constant of constants; undefined where its inputs are none. */
const FOLDED: Readonly<Record<string, Fold>> = {
  Constant: ({ node, beside }) => {
    const tensor = node.attributes.get('value')?.tensor;
    if (tensor) return tensorOf(tensor, beside);
    const { floats, ints, float, int } = node.attributes.values().next().value!;
    const values = floats.length > 0 ? floats : ints.length > 0 ? ints : [float || int];
    return { shape: [values.length], values: Float32Array.from(values), stored: 'float32' };
  },
  DequantizeLinear: ({ node, constant }) => {
    const tensor = constant(0);
    return tensor && real(tensor, constant(1), constant(2), axisOf(node, 1));
  },
  Identity: ({ constant }) => constant(0),
  Cast: ({ constant }) => constant(0),
  Transpose: ({ node, constant }) => {
    const tensor = constant(0);
    const turned = tensor?.shape.length === 2 && node.attributes.get('perm')?.ints.join() !== '0,1';
    return turned ? transposed(tensor) : undefined;
  },
  Unsqueeze: ({ constant }) => constant(0),
};

function axisOf({ attributes }: OnnxNode, otherwise: number): number {
  return attributes.get('axis')?.int ?? otherwise;
}

function real(
  tensor: Tensor,
  scale: Tensor | undefined,
  zero: Tensor | undefined,
  axis: number,
): Tensor {
  const { values, shape, stored } = tensor;
  const [scales, zeroPoints] = [scale?.values ?? [1], zero?.values ?? []];
  const whole = { int8: Int8Array, uint8: Uint8Array }[stored as string] ?? Int32Array;
  const quantised = { shape, values: whole.from(values), scales, zeroPoints, axis };
  return { ...tensor, values: dequantised(quantised), quantised };
}

/** Undefined where the lab has nothing for it. */
type Reader = (given: Given) => Operation[] | undefined;

const pass: Reader = ({ common }) => [{ ...common, kind: 'pass' }];

function activates(activation: 'relu' | 'softmax' | 'sigmoid'): Reader {
  return ({ common }) => [{ ...common, kind: 'activation', activation }];
}

function convolution({ node, common }: Given, kernel: Tensor, bias: Tensor | null): Operation {
  const { ints: strides = [1, 1] } = node.attributes.get('strides') ?? {};
  const { ints: dilations = [1, 1] } = node.attributes.get('dilations') ?? {};
  const groups = node.attributes.get('group')?.int ?? 1;
  const [out, each] = kernel.shape;
  const turned = fromChannelsFirst(kernel);
  const [height, width] = turned.shape;
  const window = {
    strides: [strides[0], strides[1]],
    dilations: [dilations[0], dilations[1]],
    padding: paddingOf(node),
  } as const;
  if (groups > 1 && each === 1) {
    const own = { ...turned, shape: [height, width, groups, out / groups] };
    return { ...common, kind: 'depthwise', kernel: own, bias, ...window };
  }
  return { ...common, kind: 'convolution', kernel: turned, bias, ...window, groups };
}

function paddingOf({ attributes }: OnnxNode): FilePadding {
  const rule = attributes.get('auto_pad')?.text ?? 'NOTSET';
  if (rule === 'SAME_UPPER') return 'same';
  const { ints: [top = 0, left = 0, bottom = 0, right = 0] = [] } = attributes.get('pads') ?? {};
  return { top, right, bottom, left };
}

function affine({ common, constant, first }: Given, of: AffineOf): Operation[] | undefined {
  const values = constant(first ? 0 : 1)?.values;
  const parts = values && of(values, first);
  return parts && [{ ...common, kind: 'affine', ...parts }];
}

function dense(given: Given, kernel: Tensor, bias: Tensor | null): Operation[] {
  return [{ ...given.common, kind: 'dense', kernel, bias }];
}

/** Bounds of a Clip: attributes up to set 10, inputs later. */
function clipped({ node, common, constant }: Given): Operation[] | undefined {
  const least = constant(1)?.values[0] ?? node.attributes.get('min')?.float ?? -Infinity;
  const most = constant(2)?.values[0] ?? node.attributes.get('max')?.float ?? Infinity;
  if (least !== 0) return undefined;
  if (most === 6) return [{ ...common, kind: 'activation', activation: 'relu6' }];
  return most > 1e30 ? [{ ...common, kind: 'activation', activation: 'relu' }] : undefined;
}

/** Of the numbers that a float32 may stand for, the one of the fewest digits: 0.001, not 0.0010000000474974513. */
function shortest(float: number): number {
  const digits = [1, 2, 3, 4, 5, 6, 7, 8].map((count) => Number(float.toPrecision(count)));
  return digits.find((value) => Math.fround(value) === float) ?? float;
}

function means(axes: readonly number[], common: Common): Operation[] | undefined {
  const sorted = axes.map((axis) => (axis < 0 ? axis + 4 : axis)).sort();
  return sorted.join() === '2,3' ? [{ ...common, kind: 'pool', side: null }] : undefined;
}

/** Numbers that stand for zero where nothing below zero is kept. */
const LEAST: Readonly<Record<string, number>> = { uint8: 0, int8: -128 };

/** ReLU6 may have no node in a network of 8 bits: its output's range begins at 0, and ends at 6 or before. */
function quantisedActivation(operation: Operation, { constant }: Given, at: number): Operation[] {
  const [scale, zero] = [constant(at)?.values[0], constant(at + 1)];
  if (scale === undefined || !zero || zero.values[0] !== LEAST[zero.stored]) return [operation];
  const activation = scale * 255 < 6.03 ? 'relu6' : 'relu';
  return followedBy(operation, 'activation', (common) => ({
    ...common,
    ...{ kind: 'activation', activation },
  }));
}

const READERS: Readonly<Record<string, Reader>> = {
  Conv: (given) => {
    const kernel = given.constant(1);
    return kernel && [convolution(given, kernel, given.constant(2) ?? null)];
  },
  QLinearConv: (given) => {
    const { constant } = given;
    const [raw, scale, bias, inScale] = [constant(3), constant(4), constant(8), constant(1)];
    if (!raw || !scale) return undefined;
    const kernel = real(raw, scale, constant(5), 0);
    const factor = (i: number) =>
      (inScale?.values[0] ?? 1) * scale.values[scale.values.length === 1 ? 0 : i];
    const offsets = bias && {
      ...bias,
      values: bias.values.map((value, i) => value * factor(i)),
    };
    return quantisedActivation(convolution(given, kernel, offsets ?? null), given, 6);
  },
  Gemm: (given) => {
    const { node, constant } = given;
    const [kernel, bias = null] = [constant(1), constant(2)];
    const { attributes } = node;
    const factors = [attributes.get('alpha')?.float ?? 1, attributes.get('beta')?.float ?? 1];
    if (!kernel || attributes.get('transA')?.int || factors.some((factor) => factor !== 1))
      return undefined;
    return dense(given, attributes.get('transB')?.int ? transposed(kernel) : kernel, bias);
  },
  MatMul: (given) => {
    const kernel = given.constant(1);
    return kernel && dense(given, kernel, null);
  },
  QLinearMatMul: (given) => {
    const { constant } = given;
    const raw = constant(3);
    return raw && dense(given, real(raw, constant(4), constant(5), 1), null);
  },
  BatchNormalization: ({ node, common, constant }) => {
    const [gamma = null, beta = null, mean, variance] = [1, 2, 3, 4].map(constant);
    if (!mean || !variance) return undefined;
    const epsilon = shortest(node.attributes.get('epsilon')?.float ?? 1e-5);
    return [{ ...common, kind: 'norm', gamma, beta, mean, variance, epsilon }];
  },
  Add: (given) => {
    const { common, constant } = given;
    if (!constant(0) && !constant(1)) return [{ ...common, kind: 'add' }];
    return affine(given, plus);
  },
  QLinearAdd: (given) => {
    const { common, constant } = given;
    const at = constant(3) ? 3 : 0;
    const fixed = constant(at);
    if (!fixed) return [{ ...common, kind: 'add' }];
    const offset = real(fixed, constant(at + 1), constant(at + 2), 0).values;
    return [{ ...common, kind: 'affine', scale: null, offset }];
  },
  Mul: (given) => affine(given, times),
  Sub: (given) => affine(given, minus),
  Div: (given) => affine(given, over),
  Clip: clipped,
  Relu: activates('relu'),
  Softmax: activates('softmax'),
  Sigmoid: activates('sigmoid'),
  GlobalAveragePool: ({ common }) => [{ ...common, kind: 'pool', side: null }],
  QLinearGlobalAveragePool: ({ common }) => [{ ...common, kind: 'pool', side: null }],
  AveragePool: ({ node, common }) => {
    const [side, other] = node.attributes.get('kernel_shape')?.ints ?? [];
    return side === other ? [{ ...common, kind: 'pool', side }] : undefined;
  },
  ReduceMean: ({ node, common, constant }) =>
    means([...(constant(1)?.values ?? node.attributes.get('axes')?.ints ?? [])], common),
  Pad: ({ node, common, constant }) => {
    const pads = [...(constant(1)?.values ?? node.attributes.get('pads')?.ints ?? [])];
    if (pads.length !== 8) return undefined;
    const [, , top, left, , , bottom, right] = pads;
    return [{ ...common, kind: 'pad', padding: { top, right, bottom, left } }];
  },
  Flatten: pass,
  Reshape: pass,
  Squeeze: pass,
  Transpose: pass,
  Dropout: pass,
  Identity: pass,
  Cast: pass,
  QuantizeLinear: (given) => {
    const operation = { ...given.common, kind: 'pass' } as const;
    return given.bare ? quantisedActivation(operation, given, 1) : [operation];
  },
  DequantizeLinear: pass,
};
