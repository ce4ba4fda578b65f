/** What exporters of ONNX write otherwise, in files as small as can be. */
import { describe, expect, it } from 'vitest';
import type { ConvolutionOperation } from '../../src/formats/graph';
import { openModel } from '../../src/recognition/openModel';
import { recogniseFiles } from '../../src/recognition/recogniseFiles';
import { sentence } from '../../src/words/sentence';
import { unwrap } from '../lab/bundled';
import { onnxFile, type Initializer, type NodeText, type OnnxText } from './onnxFile';

const ramp = (size: number) => Float32Array.from({ length: size }, (_, i) => (i % 7) / 7 - 0.4);

const KERNEL: Initializer = { name: 'k', dims: [4, 3, 3, 3], values: ramp(108) };
const SCORES: Initializer = { name: 'w', dims: [2, 4], values: ramp(8) };
const CONV: NodeText = {
  ...{ type: 'Conv', inputs: ['photo', 'k'], output: 'map' },
  attributes: { strides: [2, 2], pads: [1, 1, 1, 1], kernel_shape: [3, 3] },
};
const POOL: NodeText = { type: 'GlobalAveragePool', inputs: ['cut'], output: 'pooled' };
const FLAT: NodeText = { type: 'Flatten', inputs: ['pooled'], output: 'flat' };
const GEMM: NodeText = {
  ...{ type: 'Gemm', inputs: ['flat', 'w'], output: 'scores', attributes: { transB: 1 } },
};
const CLIP: NodeText = {
  ...{ type: 'Clip', inputs: ['map'], output: 'cut' },
  attributes: { min: Float32Array.of(0), max: Float32Array.of(6) },
};
const USUAL: OnnxText = {
  ...{ opset: 7, nodes: [CONV, CLIP, POOL, FLAT, GEMM], initializers: [KERNEL, SCORES] },
  inputs: { photo: [1, 3, 8, 8] },
};

function given(changes: Partial<OnnxText> = {}) {
  return [{ name: 'folder/mine.onnx', bytes: onnxFile({ ...USUAL, ...changes }) }];
}

const first = (changes: Partial<OnnxText>) =>
  unwrap(recogniseFiles(given(changes))).network.layers[0];

describe('an ONNX file', () => {
  it('of operator set 7 cuts off at 6 by attributes', () => {
    expect(first({})).toMatchObject({ activation: 'relu6', padding: { top: 1, right: 1 } });
  });

  it('of a later set cuts off at 6 by inputs', () => {
    const bounds = [0, 6].map((value, i) => ({
      ...{ name: `bound${i}`, dims: [], values: Float32Array.of(value) },
    }));
    const clip = { type: 'Clip', inputs: ['map', 'bound0', 'bound1'], output: 'cut' };
    const initializers = [KERNEL, SCORES, ...bounds];
    const nodes = [CONV, clip, POOL, FLAT, GEMM];
    expect(first({ opset: 13, initializers, nodes }).activation).toBe('relu6');
  });

  it.each([6, 22])('of operator set %s is refused', (opset) => {
    expect(recogniseFiles(given({ opset }))).toMatchObject({
      values: { cause: { code: 'file-opset', values: { version: opset } } },
    });
  });

  it('may list its weights as inputs', () => {
    const inputs = { photo: [1, 3, 8, 8], k: [4, 3, 3, 3], w: [2, 4] };
    expect(first({ inputs })).toMatchObject({ kind: 'convolution', outChannels: 4 });
  });

  it('may leave the size of its pictures open', () => {
    const { network, sizeFrom } = unwrap(
      recogniseFiles(given({ inputs: { photo: [0, 3, 0, 0] } })),
    );
    expect([network.input.size, sizeFrom]).toEqual([224, 'guess']);
    const asked = unwrap(recogniseFiles(given({ inputs: { photo: [0, 3, 0, 0] } }), 64));
    expect([asked.network.input.size, asked.sizeFrom]).toEqual([64, 'asked']);
  });

  it('may have its weights in a file beside it, which is named where it is missing', () => {
    const initializers = [{ ...KERNEL, location: 'mine.data' }, SCORES];
    const files = given({ initializers });
    const refused = recogniseFiles(files);
    expect(!refused.ok && sentence(refused)).toMatch(
      /values of k lie in mine\.data, which is miss/,
    );
    const bytes = new Uint8Array(KERNEL.values.buffer.slice(0)) as Uint8Array;
    const whole = unwrap(recogniseFiles([...files, { name: 'folder/mine.data', bytes }]));
    expect(whole.weights).toEqual(unwrap(recogniseFiles(given())).weights);
  });

  it('may compute the shape that it flattens to', () => {
    const zero = { name: 'zero', dims: [1], values: BigInt64Array.of(0n) };
    const rest = { name: 'rest', dims: [1], values: BigInt64Array.of(-1n) };
    const nodes: NodeText[] = [
      ...[CONV, CLIP, POOL],
      { type: 'Shape', inputs: ['pooled'], output: 'sides' },
      { type: 'Gather', inputs: ['sides', 'zero'], output: 'count' },
      { type: 'Concat', inputs: ['count', 'rest'], output: 'shape', attributes: { axis: 0 } },
      { type: 'Reshape', inputs: ['pooled', 'shape'], output: 'flat' },
      GEMM,
    ];
    const initializers = [KERNEL, SCORES, zero, rest];
    const found = unwrap(recogniseFiles(given({ nodes, initializers })));
    expect(found.weights).toEqual(unwrap(recogniseFiles(given())).weights);
  });

  it.each([
    ['uint8', 'relu6', Uint8Array.of(0), 6 / 255],
    ['int8', 'relu6', Int8Array.of(-128), 6 / 255],
    ['int8', 'relu', Int8Array.of(-128), 9 / 255],
    ['int8', 'linear', Int8Array.of(3), 6 / 255],
  ] as const)(
    'of %s between QuantizeLinear and DequantizeLinear may imply %s',
    (_, activation, zero, step) => {
      const scale = { name: 's', dims: [], values: Float32Array.of(step) };
      const nodes: NodeText[] = [
        CONV,
        { type: 'QuantizeLinear', inputs: ['map', 's', 'z'], output: 'small' },
        { type: 'DequantizeLinear', inputs: ['small', 's', 'z'], output: 'cut' },
        ...[POOL, FLAT, GEMM],
      ];
      const initializers = [KERNEL, SCORES, scale, { name: 'z', dims: [], values: zero }];
      expect(first({ opset: 13, nodes, initializers }).activation).toBe(activation);
    },
  );

  it('of eight bits keeps its whole numbers beside the floats that they stand for', () => {
    const whole = Int8Array.from({ length: 108 }, (_, i) => i - 50);
    const initializers: Initializer[] = [
      { name: 'q', dims: [4, 3, 3, 3], values: whole },
      { name: 's', dims: [4], values: Float32Array.of(1, 0.5, 0.25, 2) },
      SCORES,
    ];
    const dequantise: NodeText = {
      ...{ type: 'DequantizeLinear', inputs: ['q', 's'], output: 'k', attributes: { axis: 0 } },
    };
    const nodes = [dequantise, CONV, CLIP, POOL, FLAT, GEMM];
    const { graph, weights } = unwrap(recogniseFiles(given({ opset: 13, nodes, initializers })));
    const [operation] = graph.operations;
    const { quantised, values } = (operation as ConvolutionOperation).kernel;
    expect(quantised).toMatchObject({ values: whole, axis: 0, shape: [4, 3, 3, 3] });
    // Of the second channel, its first value.
    expect(values[1]).toBe(0.5 * (27 - 50));
    expect(weights[0].kernel).toEqual(values);
  });

  it('that takes bytes says what they become', () => {
    const initializers = [
      ...[KERNEL, SCORES],
      { name: 's', dims: [], values: Float32Array.of(1 / 127.5) },
      { name: 'z', dims: [], values: Uint8Array.of(128) },
    ];
    const dequantise = { type: 'DequantizeLinear', inputs: ['bytes', 's', 'z'], output: 'photo' };
    const nodes = [dequantise, CONV, CLIP, POOL, FLAT, GEMM];
    const inputs = { bytes: [1, 3, 8, 8] };
    const model = unwrap(openModel(given({ nodes, initializers, inputs, bytesIn: true })));
    expect(model).toMatchObject({ inputRange: 'signed', inputEvidence: { range: 'file' } });
  });

  it('may name its classes in its metadata', () => {
    const metadata = { description: 'cats or dogs', names: "{0: 'cat', 1: 'dog'}" };
    const { classNames, classNamesFrom } = unwrap(openModel(given({ metadata })));
    expect(classNames).toEqual(['cat', 'dog']);
    expect(classNamesFrom?.from).toBe('names');
  });

  it('of pictures with four planes is refused', () => {
    const kernel = { ...KERNEL, dims: [4, 4, 3, 3], values: ramp(144) };
    const changes = { initializers: [kernel, SCORES], inputs: { photo: [1, 4, 8, 8] } };
    expect(recogniseFiles(given(changes))).toMatchObject({
      values: { cause: { code: 'unlike-planes', values: { planes: 4 } } },
    });
  });
});
