/** Nodes of a TensorFlow graph as operations. */
import { rowOf } from '../rowOf';
import { minus, over, plus, times, type AffineOf } from '../affine';
import { followedBy, type Common } from '../followedBy';
import type { FilePadding, Operation, Tensor } from '../graph';
import { transposed } from '../layouts';
import { float, numbers, text, texts, truth, type GraphNode } from './nodeAttributes';

/**
 * @param constants by name; a node that passes a constant on adds its own name
 * @param sizes names of shapes of maps and of numbers taken from them; grows likewise
 */
export function operationsOf(
  node: GraphNode,
  constants: Map<string, Tensor>,
  sizes: Set<string>,
): Operation[] {
  const { name, op } = node;
  // Control inputs order nodes and carry no value.
  const inputs = (node.input ?? []).filter((input) => !input.startsWith('^')).map(valueName);
  if (PLAIN.includes(op)) return [];
  const first = constants.get(inputs[0]);
  if (op === 'Identity' && first) {
    constants.set(name, first);
    return [];
  }
  const computed = inputs.filter((input) => !constants.has(input));
  const reads = computed.filter((input) => !sizes.has(input));
  if (op === 'Shape' || (computed.length > 0 && reads.length === 0)) {
    sizes.add(name);
    return [];
  }
  const common = { name, inputs: reads, output: name };
  const constant = (at: number) => constants.get(inputs[at]);
  // Without its constants nothing is known of a node but its type.
  const read = rowOf(READERS, op)?.({ node, common, constant, first: first !== undefined });
  return read ?? [{ ...common, kind: 'other', type: op }];
}

/** Whether the lab has nothing for it, whatever it reads. */
export function isStrange({ op }: GraphNode): boolean {
  return !rowOf(READERS, op) && !PLAIN.includes(op) && !OF_SIZES.includes(op);
}

/** What is read of a map's shape to flatten it. */
const OF_SIZES = ['Shape', 'StridedSlice', 'Pack', 'Prod'];
/** Nodes that compute nothing. */
const PLAIN = ['Const', 'Placeholder', 'NoOp'];

/** Without the number of the output. */
export function valueName(input: string): string {
  return input.replace(/:0$/, '');
}

interface Given {
  readonly node: GraphNode;
  readonly common: Common;
  /** Of the node's inputs. */
  readonly constant: (at: number) => Tensor | undefined;
  readonly first: boolean;
}

/** Undefined where the lab has nothing for it. */
type Reader = (given: Given) => Operation[] | undefined;

function windowOf(node: GraphNode) {
  const [, down = 1, across = 1] = numbers(node, 'strides');
  const [, dilatedDown = 1, dilatedAcross = 1] = numbers(node, 'dilations');
  return {
    strides: [down, across],
    dilations: [dilatedDown, dilatedAcross],
    padding: paddingOf(node),
  } as const;
}

function paddingOf(node: GraphNode): FilePadding {
  const rule = text(node, 'padding');
  if (rule !== 'EXPLICIT') return rule === 'SAME' ? 'same' : 'valid';
  const [, , top = 0, bottom = 0, left = 0, right = 0] = numbers(node, 'explicit_paddings');
  return { top, right, bottom, left };
}

const convolution: Reader = (given) => {
  const { node, common, constant } = given;
  const kernel = constant(1);
  return (
    kernel &&
    fused(given, (bias) => ({
      ...common,
      kind: 'convolution',
      kernel,
      bias,
      ...windowOf(node),
      groups: 1,
    }))
  );
};

const depthwise: Reader = (given) => {
  const { node, common, constant } = given;
  const kernel = constant(1);
  return (
    kernel &&
    fused(given, (bias) => ({ ...common, kind: 'depthwise', kernel, bias, ...windowOf(node) }))
  );
};

const dense: Reader = (given) => {
  const { node, common, constant } = given;
  const kernel = constant(1);
  if (!kernel || truth(node, 'transpose_a')) return undefined;
  const own = truth(node, 'transpose_b') ? transposed(kernel) : kernel;
  return fused(given, (bias) => ({ ...common, kind: 'dense', kernel: own, bias }));
};

/** What is fused behind: a bias, a normalisation, an activation, in this order. */
function fused({ node, constant }: Given, make: (bias: Tensor | null) => Operation): Operation[] {
  const behind = texts(node, 'fused_ops');
  const bias = behind.includes('BiasAdd') ? (constant(2) ?? null) : null;
  const operations: Operation[] = [make(bias)];
  for (const type of behind) {
    if (type === 'BiasAdd') continue;
    const last = operations.pop()!;
    operations.push(...followedBy(last, type, (common) => behindOf(type, common, constant, node)));
  }
  return operations;
}

function behindOf(
  type: string,
  common: Common,
  constant: Given['constant'],
  node: GraphNode,
): Operation {
  if (type === 'Relu') return { ...common, kind: 'activation', activation: 'relu' };
  if (type === 'Relu6') return { ...common, kind: 'activation', activation: 'relu6' };
  const [gamma = null, beta = null, mean, variance] = [2, 3, 4, 5].map(constant);
  if (type !== 'FusedBatchNorm' || !mean || !variance) return { ...common, kind: 'other', type };
  const epsilon = float(node, 'epsilon') ?? 1e-3;
  return { ...common, kind: 'norm', gamma, beta, mean, variance, epsilon };
}

const norm: Reader = ({ node, common, constant }) => {
  const [gamma = null, beta = null, mean, variance] = [1, 2, 3, 4].map(constant);
  if (!mean || !variance) return undefined;
  const epsilon = float(node, 'epsilon') ?? 1e-3;
  return [{ ...common, kind: 'norm', gamma, beta, mean, variance, epsilon }];
};

const add: Reader = (given) => {
  if (!given.constant(0) && !given.constant(1)) return [{ ...given.common, kind: 'add' }];
  return affine(given, plus);
};

function affine({ common, constant, first }: Given, of: AffineOf): Operation[] | undefined {
  const values = constant(first ? 0 : 1)?.values;
  const parts = values && of(values, first);
  return parts && [{ ...common, kind: 'affine', ...parts }];
}

function activates(activation: 'relu' | 'relu6' | 'softmax' | 'sigmoid'): Reader {
  return ({ common }) => [{ ...common, kind: 'activation', activation }];
}

const pass: Reader = ({ common }) => [{ ...common, kind: 'pass' }];

const READERS: Readonly<Record<string, Reader>> = {
  Conv2D: convolution,
  _FusedConv2D: convolution,
  DepthwiseConv2dNative: depthwise,
  FusedDepthwiseConv2dNative: depthwise,
  MatMul: dense,
  _FusedMatMul: dense,
  FusedBatchNorm: norm,
  FusedBatchNormV3: norm,
  Add: add,
  AddV2: add,
  BiasAdd: add,
  Mul: (given) => affine(given, times),
  Sub: (given) => affine(given, minus),
  RealDiv: (given) => affine(given, over),
  Relu: activates('relu'),
  Relu6: activates('relu6'),
  Softmax: activates('softmax'),
  Sigmoid: activates('sigmoid'),
  AvgPool: ({ node, common }) => {
    const [, side, other] = numbers(node, 'ksize');
    return side === other ? [{ ...common, kind: 'pool', side }] : undefined;
  },
  Mean: ({ common, constant }) =>
    [...(constant(1)?.values ?? [])].sort().join() === '1,2'
      ? [{ ...common, kind: 'pool', side: null }]
      : undefined,
  Pad: ({ common, constant }) => {
    const sides = constant(1)?.values;
    if (sides?.length !== 8) return undefined;
    const [, , top, bottom, left, right] = sides;
    return [{ ...common, kind: 'pad', padding: { top, right, bottom, left } }];
  },
  Reshape: pass,
  Squeeze: pass,
  Identity: pass,
};
