/**
 * Writes a network as an ONNX file (opset 13), batch normalisation folded: an independent runtime can then say
 * what it computes and how fast. Field numbers are those of onnx.proto.
 */
import { hasWeights } from '../../src/model/costs';
import { foldBatchNorm } from '../../src/model/foldBatchNorm';
import type { Layer, Network, Weights } from '../../src/model/network';
import { ProtobufWriter } from './protobuf';

const IR_VERSION = 8;
const OPSET = 13;
const FLOAT = 1;
const INT_ATTRIBUTE = 2;
const INTS_ATTRIBUTE = 7;

/** Input `images` is [batch][3][size][size], output `logits` [batch][classes]. */
export function onnxModel(
  network: Network,
  weights: Weights,
  batch: number,
): Uint8Array<ArrayBuffer> {
  const { input, classes } = network;
  const graph = new ProtobufWriter();
  for (const layer of network.layers) writeLayer(graph, layer);
  graph.text(2, 'MobileNetV2');
  graph.message(5, tensor('low', [], Float32Array.of(0)));
  graph.message(5, tensor('high', [], Float32Array.of(6)));
  for (const layer of network.layers) writeWeights(graph, layer, weights);
  graph.message(11, valueInfo('images', [batch, 3, input.size, input.size]));
  graph.message(12, valueInfo('logits', [batch, classes]));
  const opset = new ProtobufWriter().text(1, '').varint(2, OPSET);
  return new ProtobufWriter()
    .varint(1, IR_VERSION)
    .text(2, 'pruning-lab')
    .message(7, graph)
    .message(8, opset)
    .finish();
}

/** NHWC as the lab's images lie → NCHW. */
export function toChannelMajor(images: Float32Array, count: number, size: number): Float32Array {
  const pixels = size * size;
  const result = new Float32Array(images.length);
  for (let image = 0; image < count; image++) {
    for (let pixel = 0; pixel < pixels; pixel++) {
      for (let plane = 0; plane < 3; plane++) {
        result[(image * 3 + plane) * pixels + pixel] = images[(image * pixels + pixel) * 3 + plane];
      }
    }
  }
  return result;
}

function writeLayer(graph: ProtobufWriter, layer: Layer): void {
  const input = layer.from === null ? 'images' : `map${layer.from}`;
  if (layer.kind === 'pool') {
    graph.message(1, node('GlobalAveragePool', [input], `pooled${layer.index}`));
    graph.message(1, node('Flatten', [`pooled${layer.index}`], `map${layer.index}`));
    return;
  }
  if (layer.kind === 'dense') {
    const operands = [input, `kernel${layer.index}`, `bias${layer.index}`];
    graph.message(1, node('Gemm', operands, 'logits'));
    return;
  }
  const linear = layer.activation === 'linear' && layer.adds === null;
  const output = `map${layer.index}`;
  const convolution = node(
    'Conv',
    [input, `kernel${layer.index}`, `bias${layer.index}`],
    linear ? output : `${output}raw`,
  );
  const { top, right, bottom, left } = layer.padding;
  convolution.message(5, ints('kernel_shape', [layer.kernelSide, layer.kernelSide]));
  convolution.message(5, ints('strides', [layer.stride, layer.stride]));
  convolution.message(5, ints('pads', [top, left, bottom, right]));
  convolution.message(5, int('group', layer.kind === 'depthwise' ? layer.outChannels : 1));
  graph.message(1, convolution);
  if (layer.adds !== null) {
    graph.message(1, node('Add', [`${output}raw`, `map${layer.adds}`], output));
  } else if (!linear) graph.message(1, node('Clip', [`${output}raw`, 'low', 'high'], output));
}

function writeWeights(graph: ProtobufWriter, layer: Layer, weights: Weights): void {
  if (!hasWeights(layer)) return;
  const { kernel, bias } = foldBatchNorm(layer, weights[layer.index]);
  graph.message(5, tensor(`kernel${layer.index}`, ...onnxKernel(layer, kernel)));
  graph.message(5, tensor(`bias${layer.index}`, [layer.outChannels], bias));
}

/** [taps][in][out] → [out][in][taps]; a dense kernel stays [in][out], which Gemm takes as it is. */
function onnxKernel(layer: Layer, kernel: Float32Array): [shape: number[], values: Float32Array] {
  const { kind, kernelSide, inChannels, outChannels } = layer;
  if (kind === 'dense') return [[inChannels, outChannels], kernel];
  const taps = kernelSide ** 2;
  const inputs = kind === 'depthwise' ? 1 : inChannels;
  const values = new Float32Array(kernel.length);
  for (let tap = 0; tap < taps; tap++) {
    for (let i = 0; i < inputs; i++) {
      for (let o = 0; o < outChannels; o++) {
        values[(o * inputs + i) * taps + tap] = kernel[(tap * inputs + i) * outChannels + o];
      }
    }
  }
  return [[outChannels, inputs, kernelSide, kernelSide], values];
}

function node(operator: string, inputs: readonly string[], output: string): ProtobufWriter {
  const writer = new ProtobufWriter();
  for (const input of inputs) writer.text(1, input);
  return writer.text(2, output).text(4, operator);
}

function tensor(name: string, shape: readonly number[], values: Float32Array): ProtobufWriter {
  const writer = new ProtobufWriter();
  for (const length of shape) writer.varint(1, length);
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  return writer.varint(2, FLOAT).text(8, name).bytes(9, bytes);
}

function valueInfo(name: string, shape: readonly number[]): ProtobufWriter {
  const dimensions = new ProtobufWriter();
  for (const length of shape) dimensions.message(1, new ProtobufWriter().varint(1, length));
  const type = new ProtobufWriter().varint(1, FLOAT).message(2, dimensions);
  return new ProtobufWriter().text(1, name).message(2, new ProtobufWriter().message(1, type));
}

function int(name: string, value: number): ProtobufWriter {
  return new ProtobufWriter().text(1, name).varint(3, value).varint(20, INT_ATTRIBUTE);
}

function ints(name: string, values: readonly number[]): ProtobufWriter {
  const writer = new ProtobufWriter().text(1, name);
  for (const value of values) writer.varint(8, value);
  return writer.varint(20, INTS_ATTRIBUTE);
}
