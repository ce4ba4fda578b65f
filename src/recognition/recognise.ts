/**
 * Finds out what network a file holds from how its operations hang together; names tell nothing. Normalisation,
 * activation and addition behind a convolution become one layer, and what the lab's family has no layer for is named.
 */
import type { Note, Outcome } from '../base/outcome';
import { note, refusal } from '../words/refusal';
import type {
  ActivationOperation,
  AddOperation,
  AffineOperation,
  ConvolutionOperation,
  DenseOperation,
  DepthwiseOperation,
  FileGraph,
  NormOperation,
  Operation,
  PadOperation,
  PoolOperation,
  Tensor,
} from '../formats/graph';
import { fromChannelsFirst, transposed } from '../formats/layouts';
import { kernelSize } from '../model/costs';
import type { BatchNorm, Network, Weights } from '../model/network';
import { networkOf } from '../model/networkOf';
import { NO_PADDING, type Padding } from '../model/padding';
import type { TensorScale } from '../quantisation/quantisedNetwork';
import type { PerMap } from '../quantisation/ranges';
import { descriptionOf, linearOf, normalise, scale, weightsOf, type Draft } from './draft';
import { layerNames } from './layerNames';
import { Contradiction } from '../model/contradiction';

export interface RecognisedNetwork {
  readonly network: Network;
  readonly weights: Weights;
  /** What the file itself does to the image before its first layer: y = factor·x + offset a plane; null for nothing. */
  readonly imageScaling: ImageScaling | null;
  /** What its maps stand for where all of them are whole numbers in the file; else null. */
  readonly scales: PerMap<TensorScale> | null;
  /** What stands behind the scores in the file; the lab gives the scores. */
  readonly ending: 'softmax' | 'sigmoid' | null;
}

export interface ImageScaling {
  readonly factors: readonly number[];
  readonly offsets: readonly number[];
}

/** @param inputSize where the file leaves it open */
export function recognise(
  name: string,
  graph: FileGraph,
  inputSize?: number,
): Outcome<RecognisedNetwork> {
  try {
    return { ok: true, value: new Recogniser(graph).recognise(inputSize) };
  } catch (error) {
    if (error instanceof Unlike) return refusal('unlike', { name, cause: error.why });
    if (error instanceof Contradiction) return refusal('unlike', { name, cause: error.note });
    throw error;
  }
}

/** What sets the network apart from the family. */
class Unlike extends Error {
  readonly why: Note;

  constructor(why: Note) {
    super(why.code);
    this.why = why;
  }
}

/** What is known of a value: the layer that gives it, null for the image, and zeros around it. */
interface Value {
  readonly layer: number | null;
  readonly pad: Padding;
}

class Recogniser {
  readonly #graph: FileGraph;
  readonly #drafts: Draft[] = [];
  readonly #values = new Map<string, Value>();
  readonly #readers = new Map<string, number>();
  /** Numbers of layers that read a whole map. */
  readonly #flat = new Set<number>();
  readonly #scales: FoundScales = { image: undefined, outputs: [], sums: [] };
  #imageScaling: ImageScaling | null = null;
  #ending: RecognisedNetwork['ending'] = null;

  constructor(graph: FileGraph) {
    this.#graph = graph;
    this.#values.set(graph.input.name, { layer: null, pad: NO_PADDING });
    this.#scales.image = graph.scales?.get(graph.input.name);
    const read = [...graph.operations.flatMap(({ inputs }) => inputs), ...graph.outputs];
    for (const value of read) this.#readers.set(value, (this.#readers.get(value) ?? 0) + 1);
  }

  recognise(inputSize?: number): RecognisedNetwork {
    this.#refuseOthers();
    this.#requireBounds();
    for (const operation of this.#graph.operations) this.#take(operation);
    this.#requireOneEnd();
    const drafts = this.#drafts;
    const names = layerNames(drafts);
    const network = networkOf({
      input: this.#inputOf(inputSize),
      layers: drafts.map((draft) => descriptionOf(draft, names)),
    });
    this.#requireWholeMaps(network);
    this.#requireShapes(network);
    const weights = drafts.map(weightsOf);
    const scales = wholeScales(network, this.#scales);
    return { network, weights, imageScaling: this.#imageScaling, scales, ending: this.#ending };
  }

  /** All at once: "6 Concat, 12 Resize" says more than the first of them. */
  #refuseOthers(): void {
    const counts = new Map<string, number>();
    for (const operation of this.#graph.operations) {
      if (operation.kind !== 'other') continue;
      counts.set(operation.type, (counts.get(operation.type) ?? 0) + 1);
    }
    const { length } = this.#graph.outputs;
    if (length === 1 && counts.size === 0) return;
    const [types, numbers] = [[...counts.keys()], [...counts.values()]];
    throw new Unlike(note('unlike-operations', { outputs: length, types, counts: numbers }));
  }

  /** What comes later takes time and memory by the number of layers and by the map. */
  #requireBounds(): void {
    const { length } = this.#graph.operations;
    if (length > MOST_OPERATIONS) throw new Unlike(note('unlike-long', { operations: length }));
    for (const operation of this.#graph.operations) requireKernel(operation);
  }

  #requireOneEnd(): void {
    const end = this.#values.get(this.#graph.outputs[0])?.layer;
    if (end === undefined || end === null) throw new Unlike(note('unlike-output'));
    if (end !== this.#drafts.length - 1)
      throw new Unlike(note('unlike-output-inside', { layer: this.#drafts[end].fileName }));
  }

  #inputOf(inputSize: number | undefined): Network['input'] {
    const { height, width, planes } = this.#graph.input;
    const first = this.#drafts.find(({ from }) => from === null)!;
    const size = height ?? inputSize;
    if (!size) throw new Unlike(note('unlike-no-size'));
    if (size > LARGEST) throw new Unlike(note('unlike-large', { size, largest: LARGEST }));
    if (width !== null && width !== size)
      throw new Unlike(note('unlike-not-square', { width, height: size }));
    const own = planes ?? first.kernel.length / (first.kernelSide ** 2 * first.channels);
    if (own !== 1 && own !== 3) throw new Unlike(note('unlike-planes', { planes: own }));
    return { size, planes: own };
  }

  /** A pool of the family averages the whole map. */
  #requireWholeMaps({ layers }: Network): void {
    for (const { kind, side, output } of this.#graph.operations as PoolOperation[]) {
      if (kind !== 'pool' || side === null) continue;
      const { inSize } = layers[this.#values.get(output)!.layer!];
      if (inSize !== side) throw new Unlike(note('unlike-windows', { side, map: inSize }));
    }
    for (const index of this.#flat) {
      const { inSize, kernelSide } = layers[index];
      const flat = { layer: this.#drafts[index].fileName, side: kernelSide, map: inSize };
      if (inSize !== kernelSide) throw new Unlike(note('unlike-flat', flat));
    }
  }

  /** Every kernel reads as many channels as there are, and nothing is broadcast. */
  #requireShapes({ layers }: Network): void {
    for (const layer of layers) {
      const { kernel, bias, norm, fileName } = this.#drafts[layer.index];
      const [size, wanted] = [kernel.length, kernelSize(layer)];
      if (size !== wanted)
        throw new Unlike(
          note('unlike-weights', { layer: fileName, weights: size, expected: wanted }),
        );
      const vectors = norm ? Object.values(norm) : bias ? [bias] : [];
      const odd = vectors.find(({ length }) => length !== layer.outChannels);
      if (odd)
        throw new Unlike(
          note('unlike-channels', {
            layer: fileName,
            values: odd.length,
            channels: layer.outChannels,
          }),
        );
    }
  }

  #take(operation: Operation): void {
    if (this.#ending && operation.kind !== 'pass')
      throw new Unlike(note('unlike-behind', { layer: operation.name, what: this.#ending }));
    switch (operation.kind) {
      case 'convolution':
        return this.#convolution(operation);
      case 'depthwise':
        return this.#depthwise(operation);
      case 'dense':
        return this.#dense(operation);
      case 'norm':
        return this.#norm(operation);
      case 'affine':
        return this.#affine(operation);
      case 'activation':
        return this.#activation(operation);
      case 'add':
        return this.#add(operation);
      case 'pad':
        return this.#pad(operation);
      case 'pool':
        return this.#pool(operation);
      case 'pass':
        return this.#give(operation, this.#value(operation));
    }
  }

  #value({ name, inputs }: Operation, at = 0): Value {
    const value = this.#values.get(inputs[at]);
    if (!value) throw new Unlike(note('unlike-reads', { layer: name, reads: inputs[at] }));
    return value;
  }

  #give({ kind, output }: Operation, value: Value): void {
    this.#values.set(output, value);
    const scale = this.#graph.scales?.get(output);
    if (!scale || this.#ending) return;
    const { layer } = value;
    if (layer === null) {
      this.#scales.image = scale;
      return;
    }
    const kinds = this.#drafts[layer].adds === null ? 'outputs' : 'sums';
    // What changes no value may still say it in coarser steps, for others that read it.
    if (kind !== 'pass' || !this.#scales[kinds][layer]) this.#scales[kinds][layer] = scale;
  }

  #convolution(operation: ConvolutionOperation): void {
    const { name, kernel, groups } = operation;
    if (groups !== 1) throw new Unlike(note('unlike-groups', { layer: name, groups }));
    const side = sideOf(operation);
    const value = this.#value(operation);
    const padding = paddingOf(operation, value.pad);
    const stride = strideOf(operation);
    const plain = side === 1 && stride === 1 && (padding === 'same' || isNone(padding));
    const kind = !plain ? 'convolution' : this.#isVector(value.layer) ? 'dense' : 'pointwise';
    this.#draft(operation, value, {
      kind,
      kernelSide: side,
      stride,
      padding: plain ? NO_PADDING : padding,
      channels: kernel.shape[3],
    });
  }

  #depthwise(operation: DepthwiseOperation): void {
    const { name, kernel } = operation;
    // Of a single map: a convolution in other words.
    if (kernel.shape[2] === 1)
      return this.#convolution({ ...operation, kind: 'convolution', groups: 1 });
    if (kernel.shape[3] !== 1)
      throw new Unlike(note('unlike-multiplier', { layer: name, maps: kernel.shape[3] }));
    const value = this.#value(operation);
    this.#draft(operation, value, {
      kind: 'depthwise',
      kernelSide: sideOf(operation),
      stride: strideOf(operation),
      padding: paddingOf(operation, value.pad),
      channels: kernel.shape[2],
    });
  }

  #dense(operation: DenseOperation): void {
    const value = this.#value(operation);
    const { name, kernel } = operation;
    if (value.layer === null) throw new Unlike(note('unlike-of-picture', { layer: name }));
    const side = Math.sqrt(kernel.shape[0] / this.#drafts[value.layer].channels);
    if (Number.isInteger(side) && side > 1) return this.#flattened(operation, value, side);
    // A dense layer of a map works on each of its pixels: a 1×1 convolution.
    const kind = this.#isVector(value.layer) ? 'dense' : 'pointwise';
    this.#draft(operation, value, { kind, ...SINGLE, channels: kernel.shape[1] });
  }

  /** A dense layer of a whole map is a convolution with a kernel of the map's size. */
  #flattened(operation: DenseOperation, value: Value, side: number): void {
    const { kernel } = operation;
    const [ins, channels] = kernel.shape;
    const shape = [side, side, ins / side ** 2, channels];
    const own =
      this.#graph.flattens === 'channels-first'
        ? fromChannelsFirst({ ...transposed(kernel), shape: [channels, shape[2], side, side] })
        : { ...kernel, shape };
    this.#flat.add(this.#drafts.length);
    const fields = {
      kind: 'convolution',
      kernelSide: side,
      stride: 1,
      padding: NO_PADDING,
    } as const;
    this.#draft({ ...operation, kernel: own }, value, { ...fields, channels });
  }

  #pool(operation: PoolOperation): void {
    const value = this.#value(operation);
    const draft = value.layer === null ? null : this.#drafts[value.layer];
    if (!draft) throw new Unlike(note('unlike-of-picture', { layer: operation.name }));
    const pool = { kind: 'pool', ...SINGLE, channels: draft.channels } as const;
    this.#draft({ ...operation, kernel: null, bias: null }, value, pool);
  }

  #draft(
    operation: Operation & { readonly kernel: Tensor | null; readonly bias: Tensor | null },
    { layer, pad }: Value,
    fields: Pick<Draft, 'kind' | 'kernelSide' | 'stride' | 'padding' | 'channels'>,
  ): void {
    if (fields.padding !== 'same' && fields.kind !== 'convolution' && fields.kind !== 'depthwise')
      if (!isNone(pad)) throw new Unlike(note('unlike-padded', { layer: operation.name }));
    const index = this.#drafts.length;
    this.#drafts.push({
      ...{ index, fileName: operation.name, from: layer, adds: null },
      ...{ activation: 'linear', activated: false, norm: null, epsilon: null },
      kernel: operation.kernel?.values ?? new Float32Array(0),
      bias: operation.bias?.values ?? null,
      ...fields,
    });
    this.#give(operation, { layer: index, pad: NO_PADDING });
  }

  /** Whether the layer gives one value a channel: it is a pool, or behind one. */
  #isVector(layer: number | null): boolean {
    const kind = layer === null ? null : this.#drafts[layer].kind;
    return kind === 'pool' || kind === 'dense' || (layer !== null && this.#flat.has(layer));
  }

  #norm(operation: NormOperation): void {
    const norm = normOf(operation);
    const { layer } = this.#value(operation);
    if (layer === null) this.#scaleImage(...linearOf(norm, operation.epsilon));
    else normalise(this.#open(operation, layer), norm, operation.epsilon);
    this.#give(operation, this.#value(operation));
  }

  #affine(operation: AffineOperation): void {
    const { layer } = this.#value(operation);
    const channels =
      layer === null ? (this.#graph.input.planes ?? 3) : this.#drafts[layer].channels;
    const factors = spread(operation.scale, channels, 1);
    const offsets = spread(operation.offset, channels, 0);
    if (layer === null) this.#scaleImage(factors, offsets);
    else scale(this.#open(operation, layer), factors, offsets);
    this.#give(operation, this.#value(operation));
  }

  #scaleImage(factors: Float32Array, offsets: Float32Array): void {
    const before = this.#imageScaling;
    this.#imageScaling = {
      factors: Array.from(factors, (factor, c) => factor * (before?.factors[c] ?? 1)),
      offsets: Array.from(offsets, (offset, c) => offset + factors[c] * (before?.offsets[c] ?? 0)),
    };
  }

  #activation(operation: ActivationOperation): void {
    const value = this.#value(operation);
    const { activation, name } = operation;
    if (value.layer === null) throw new Unlike(note('unlike-of-picture', { layer: name }));
    if (activation === 'softmax' || activation === 'sigmoid') {
      this.#ending = activation;
    } else {
      const draft = this.#open(operation, value.layer);
      draft.activation = activation;
      draft.activated = activation !== 'linear';
    }
    this.#give(operation, value);
  }

  #add(operation: AddOperation): void {
    const [a, b] = [this.#value(operation), this.#value(operation, 1)];
    if (
      a.layer === null ||
      b.layer === null ||
      operation.inputs.length !== 2 ||
      a.layer === b.layer
    )
      throw new Unlike(note('unlike-addition', { layer: operation.name }));
    // The one that is read by nothing else can take the other on; where both can, the later one.
    const sole = (at: number) => this.#readers.get(operation.inputs[at]) === 1;
    const later = a.layer > b.layer ? [a.layer, b.layer] : [b.layer, a.layer];
    const own = sole(
      operation.inputs.findIndex((_, at) => this.#value(operation, at).layer === later[0]),
    );
    if (!own)
      throw new Unlike(
        note('unlike-read-before', {
          layer: operation.name,
          reads: this.#drafts[later[0]].fileName,
        }),
      );
    const draft = this.#drafts[later[0]];
    if (draft.adds !== null) throw new Unlike(note('unlike-third-map', { layer: operation.name }));
    draft.adds = later[1];
    this.#give(operation, { layer: later[0], pad: NO_PADDING });
  }

  #pad(operation: PadOperation): void {
    const { layer, pad } = this.#value(operation);
    this.#give(operation, { layer, pad: together(pad, operation.padding) });
  }

  /** The layer, where something can still come behind its kernel. */
  #open(operation: Operation, layer: number): Draft {
    const draft = this.#drafts[layer];
    const { name, inputs } = operation;
    if (draft.adds !== null)
      throw new Unlike(note('unlike-behind', { layer: name, what: 'addition' }));
    if (draft.activated)
      throw new Unlike(note('unlike-behind', { layer: name, what: 'activation' }));
    if (draft.kind === 'pool')
      throw new Unlike(note('unlike-behind', { layer: name, what: 'pool' }));
    if (this.#readers.get(inputs[0]) !== 1)
      throw new Unlike(note('unlike-read-before', { layer: name, reads: draft.fileName }));
    return draft;
  }
}

interface FoundScales {
  image: TensorScale | undefined;
  readonly outputs: TensorScale[];
  readonly sums: TensorScale[];
}

/** A pool's are those of what it reads. */
function wholeScales({ layers }: Network, found: FoundScales): PerMap<TensorScale> | null {
  const { image } = found;
  const outputs: TensorScale[] = [];
  const sums: TensorScale[] = [];
  if (!image) return null;
  for (const { index, kind, from, adds } of layers) {
    const output = kind === 'pool' ? (from === null ? image : sums[from]) : found.outputs[index];
    const sum = adds === null ? output : found.sums[index];
    if (!output || !sum) return null;
    outputs.push(output);
    sums.push(sum);
  }
  return { image, outputs, sums };
}

const MOST_OPERATIONS = 5000;
/** Height and width of a picture, pixels. */
const LARGEST = 4096;

/** As many values as its shape says, in as many axes as its kind has. */
function requireKernel(operation: Operation): void {
  if (!('kernel' in operation)) return;
  const { shape, values } = operation.kernel;
  const axes = operation.kind === 'dense' ? 2 : 4;
  const size = shape.reduce((product, side) => product * side, 1);
  if (shape.length !== axes || size !== values.length || size === 0)
    throw new Unlike(note('unlike-kernel-shape', { layer: operation.name, shape }));
}

const SINGLE = { kernelSide: 1, stride: 1, padding: NO_PADDING } as const;

interface Windowed {
  readonly name: string;
  readonly kernel: Tensor;
  readonly strides: readonly [number, number];
  readonly dilations: readonly [number, number];
}

function sideOf({ name, kernel, dilations }: Windowed): number {
  const [height, width] = kernel.shape;
  if (height !== width) throw new Unlike(note('unlike-kernel', { layer: name, height, width }));
  if (dilations.some((step) => step !== 1))
    throw new Unlike(note('unlike-dilated', { layer: name }));
  return height;
}

function strideOf({ name, strides: [down, across] }: Windowed): number {
  if (down !== across) throw new Unlike(note('unlike-stride', { layer: name, down, across }));
  return down;
}

function paddingOf(
  { name, padding }: Pick<ConvolutionOperation, 'name' | 'padding'>,
  before: Padding,
): 'same' | Padding {
  if (padding === 'same' && isNone(before)) return 'same';
  if (padding === 'same') throw new Unlike(note('unlike-padded', { layer: name }));
  return together(before, padding === 'valid' ? NO_PADDING : padding);
}

function together(a: Padding, b: Padding): Padding {
  return {
    top: a.top + b.top,
    right: a.right + b.right,
    bottom: a.bottom + b.bottom,
    left: a.left + b.left,
  };
}

function isNone({ top, right, bottom, left }: Padding): boolean {
  return top + right + bottom + left === 0;
}

function normOf({ gamma, beta, mean, variance }: NormOperation): BatchNorm {
  return {
    gamma: gamma?.values ?? mean.values.map(() => 1),
    beta: beta?.values ?? mean.values.map(() => 0),
    mean: mean.values,
    variance: variance.values,
  };
}

/** One value a channel. */
function spread(values: Float32Array | null, channels: number, otherwise: number): Float32Array {
  if (values?.length === channels) return values;
  return new Float32Array(channels).fill(values?.[0] ?? otherwise);
}
