/**
 * The gradients that TF.js's WASM backend lacks, as TF.js operators, so that ordinary TF.js code can train on it.
 * They work on the tensors where they lie in the backend's heap.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Outcome } from '../../src/pruning/plan';
import { convolutionFields, flattened, geometryOf, type Geometry } from './opsGeometry';
import {
  channelsFirst,
  plainConvFilterGradient,
  plainDepthwiseFilterGradient,
  plainDepthwiseInputGradient,
} from './opsPlain';

type OpKernel = 'convFilterGradient' | 'depthwiseInputGradient' | 'depthwiseFilterGradient';
type OpKernels = Readonly<Record<OpKernel, (record: number) => void>>;

/** What TF.js's backend object holds beyond its declared type. */
interface WasmBackend {
  readonly wasm: {
    readonly asm?: { readonly memory?: WebAssembly.Memory };
    readonly HEAPU8: Uint8Array;
    _malloc(bytes: number): number;
  };
  readonly dataIdMap: { get(id: object): { readonly memoryOffset: number } };
  makeOutput(shape: readonly number[], dtype: 'float32'): tf.TensorInfo;
}

interface Attributes {
  readonly strides: [number, number] | number;
  readonly dilations?: [number, number] | number | null;
  readonly pad: number | 'valid' | 'same' | tf.backend_util.ExplicitPadding;
  readonly dataFormat?: 'NHWC' | 'NCHW';
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}
type Shape4 = [number, number, number, number];

/**
 * Registers `Conv2DBackpropFilter`, `DepthwiseConv2dNativeBackpropInput` and `DepthwiseConv2dNativeBackpropFilter`
 * for the WASM backend, which must be the current one and single-threaded. All strides, paddings and data formats
 * of TF.js's cpu backend, and dilations in the depthwise ones; what has no SIMD kernel runs as a plain loop.
 * Refused with `kernels-unavailable` where the heap cannot be shared.
 * @param module bytes of the training kernels' module
 */
export async function registerTrainingOps(module: BufferSource): Promise<Outcome<true>> {
  const backend = tf.backend() as unknown as WasmBackend;
  const memory = tf.getBackend() === 'wasm' ? backend.wasm.asm?.memory : undefined;
  if (!memory) return unavailable(`the ${tf.getBackend()} backend shares no memory`);
  let kernels: OpKernels;
  try {
    const { instance } = await WebAssembly.instantiate(module, { env: { memory } });
    kernels = instance.exports as unknown as OpKernels;
  } catch (error) {
    return unavailable((error as Error).message);
  }
  const heap = new OpHeap(backend, memory, kernels);
  register('Conv2DBackpropFilter', (inputs, attrs) => convFilter(heap, inputs, attrs));
  register('DepthwiseConv2dNativeBackpropInput', (i, attrs) => depthwiseInput(heap, i, attrs));
  register('DepthwiseConv2dNativeBackpropFilter', (i, attrs) => depthwiseFilter(heap, i, attrs));
  return { ok: true, value: true };
}

function unavailable(why: string): Outcome<never> {
  const message = `TF.js cannot train on WASM (${why}); use its single-threaded WASM SIMD backend.`;
  return { ok: false, code: 'kernels-unavailable', message };
}

type Inputs = Readonly<Record<string, tf.TensorInfo>>;
type Op = (inputs: Inputs, attrs: Attributes & Record<string, unknown>) => tf.TensorInfo;

function register(kernelName: string, op: Op): void {
  // A second lab in the same thread replaces the first one's: its heap is the living one.
  if (tf.getKernel(kernelName, 'wasm')) tf.unregisterKernel(kernelName, 'wasm');
  tf.registerKernel({
    kernelName,
    backendName: 'wasm',
    kernelFunc: ({ inputs, attrs }) =>
      op(inputs as Inputs, attrs as unknown as Attributes & Record<string, unknown>),
  });
}

/** The backend's tensors as addresses and views, and one call record. */
class OpHeap {
  private readonly backend: WasmBackend;
  private readonly memory: WebAssembly.Memory;
  private readonly kernels: OpKernels;
  private readonly record: number;

  constructor(backend: WasmBackend, memory: WebAssembly.Memory, kernels: OpKernels) {
    this.backend = backend;
    this.memory = memory;
    this.kernels = kernels;
    this.record = backend.wasm._malloc(4 * convolutionFields.length);
  }

  /** A zeroed output tensor. */
  output(shape: readonly number[]): tf.TensorInfo {
    const tensor = this.backend.makeOutput(shape, 'float32');
    this.view(tensor).fill(0);
    return tensor;
  }

  /** Valid until the next allocation. */
  view(tensor: tf.TensorInfo): Float32Array {
    const length = tf.util.sizeFromShape(tensor.shape);
    return new Float32Array(this.memory.buffer, this.address(tensor), length);
  }

  run(
    kernel: OpKernel,
    geometry: Geometry,
    tensors: Readonly<Record<'x' | 'dy' | 'filter', tf.TensorInfo>>,
  ): void {
    const { x, dy, filter } = tensors;
    const values = {
      ...geometry,
      ...{ x: this.address(x), dy: this.address(dy), filter: this.address(filter) },
    };
    const record = new Int32Array(this.memory.buffer, this.record, convolutionFields.length);
    convolutionFields.forEach((field, i) => (record[i] = values[field]));
    this.kernels[kernel](this.record);
  }

  private address({ dataId }: tf.TensorInfo): number {
    return this.backend.dataIdMap.get(dataId).memoryOffset;
  }
}

function geometry(xShape: number[], filterShape: number[], attrs: Attributes, depthwise: boolean) {
  const format = tf.backend_util.convertConv2DDataFormat(attrs.dataFormat ?? 'NHWC');
  const info = tf.backend_util.computeConv2DInfo(
    xShape as Shape4,
    filterShape as Shape4,
    attrs.strides,
    attrs.dilations ?? 1,
    attrs.pad,
    attrs.dimRoundingMode,
    depthwise,
    format,
  );
  return geometryOf(info);
}

const convFilter = (heap: OpHeap, { x, dy }: Inputs, attrs: Parameters<Op>[1]) => {
  const filterShape = attrs.filterShape as Shape4;
  const g = geometry(x.shape, filterShape, attrs, false);
  const filter = heap.output(filterShape);
  if (attrs.dataFormat !== 'NCHW') {
    heap.run('convFilterGradient', flattened(g), { x, dy, filter });
    return filter;
  }
  const xStrides = channelsFirst(g.inHeight, g.inWidth, g.inChannels);
  const dyStrides = channelsFirst(g.outHeight, g.outWidth, g.outChannels);
  const sums = plainConvFilterGradient(g, heap.view(x), xStrides, heap.view(dy), dyStrides);
  heap.view(filter).set(sums);
  return filter;
};

const depthwiseInput = (heap: OpHeap, { dy, filter }: Inputs, attrs: Parameters<Op>[1]) => {
  const inputShape = attrs.inputShape as Shape4;
  const g = geometry(inputShape, filter.shape, attrs, true);
  const x = heap.output(inputShape);
  if (g.inChannels === g.outChannels) heap.run('depthwiseInputGradient', g, { x, dy, filter });
  else heap.view(x).set(plainDepthwiseInputGradient(g, heap.view(dy), heap.view(filter)));
  return x;
};

const depthwiseFilter = (heap: OpHeap, { x, dy }: Inputs, attrs: Parameters<Op>[1]) => {
  const filterShape = attrs.filterShape as Shape4;
  const g = geometry(x.shape, filterShape, attrs, true);
  const filter = heap.output(filterShape);
  if (g.inChannels === g.outChannels) heap.run('depthwiseFilterGradient', g, { x, dy, filter });
  else heap.view(filter).set(plainDepthwiseFilterGradient(g, heap.view(x), heap.view(dy)));
  return filter;
};
