/** What converters to GraphModels write otherwise, in a graph as small as can be. */
import { describe, expect, it } from 'vitest';
import { recogniseFiles } from '../../src/recognition/recogniseFiles';
import { unwrap } from '../lab/bundled';

interface Constant {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: 'float32' | 'int32';
  readonly values: readonly number[];
}

const ramp = (size: number) => Array.from({ length: size }, (_, i) => (i % 7) / 7 - 0.4);
const text = (value: string) => ({ s: btoa(value) });
const ints = (...values: number[]) => ({ list: { i: values.map(String) } });

const CONSTANTS: readonly Constant[] = [
  { name: 'k', shape: [3, 3, 3, 4], dtype: 'float32', values: ramp(108) },
  { name: 'w', shape: [4, 2], dtype: 'float32', values: ramp(8) },
  { name: 'axes', shape: [2], dtype: 'int32', values: [1, 2] },
  { name: 'zero', shape: [1], dtype: 'int32', values: [0] },
  { name: 'one', shape: [1], dtype: 'int32', values: [1] },
  { name: 'four', shape: [], dtype: 'int32', values: [4] },
];

function graphFiles(nodes: readonly object[], paths: readonly string[] = ['group1-shard1of1']) {
  const dim = [-1, 8, 8, 3].map((size) => ({ size: String(size) }));
  const json = {
    modelTopology: {
      node: [
        { name: 'photo', op: 'Placeholder', attr: { shape: { shape: { dim } } } },
        ...CONSTANTS.map(({ name }) => ({ name, op: 'Const' })),
        ...nodes,
      ],
    },
    weightsManifest: [
      { paths, weights: CONSTANTS.map(({ name, shape, dtype }) => ({ name, shape, dtype })) },
    ],
  };
  const bytes = new DataView(new ArrayBuffer(4 * CONSTANTS.flatMap(({ values }) => values).length));
  let at = 0;
  for (const { dtype, values } of CONSTANTS)
    for (const value of values) {
      if (dtype === 'int32') bytes.setInt32(at, value, true);
      else bytes.setFloat32(at, value, true);
      at += 4;
    }
  return [
    { name: 'model.json', bytes: new TextEncoder().encode(JSON.stringify(json)) },
    { name: 'group1-shard1of1', bytes: new Uint8Array(bytes.buffer) },
  ];
}

const CONV = {
  ...{ name: 'map', op: '_FusedConv2D', input: ['photo', 'k'] },
  attr: {
    ...{ strides: ints(1, 2, 2, 1), padding: text('SAME') },
    fused_ops: { list: { s: [btoa('Relu6')] } },
  },
};
const MEAN = { name: 'pooled', op: 'Mean', input: ['map', 'axes'] };
const SCORES = { name: 'scores', op: 'MatMul', input: ['flat', 'w'] };
const PLAIN = [CONV, MEAN, { name: 'flat', op: 'Identity', input: ['pooled'] }, SCORES];

describe('a GraphModel', () => {
  it('may compute the shape that it flattens to', () => {
    const flattened = [
      ...[CONV, MEAN],
      { name: 'shape', op: 'Shape', input: ['pooled'] },
      { name: 'count', op: 'StridedSlice', input: ['shape', 'zero', 'one', 'one'] },
      { name: 'sides', op: 'Pack', input: ['count', 'four'] },
      { name: 'flat', op: 'Reshape', input: ['pooled', 'sides'] },
      SCORES,
    ];
    const found = unwrap(recogniseFiles(graphFiles(flattened)));
    const plain = unwrap(recogniseFiles(graphFiles(PLAIN)));
    expect(found.network.layers).toEqual(plain.network.layers);
    expect(found.weights).toEqual(plain.weights);
    expect(plain.network).toMatchObject({ classes: 2, input: { size: 8, planes: 3 } });
  });

  it('may list its nodes in any order', () => {
    const found = unwrap(recogniseFiles(graphFiles([...PLAIN].reverse())));
    expect(found.network.layers.map(({ kind }) => kind)).toEqual(['convolution', 'pool', 'dense']);
  });

  it('may name its shards from the folder that it lies in', () => {
    const files = graphFiles(PLAIN, ['./group1-shard1of1']);
    expect(unwrap(recogniseFiles(files)).network.classes).toBe(2);
  });

  it('that slices a map is refused for it', () => {
    const sliced = { name: 'flat', op: 'StridedSlice', input: ['pooled', 'zero', 'one', 'one'] };
    expect(recogniseFiles(graphFiles([CONV, MEAN, sliced, SCORES]))).toMatchObject({
      values: { cause: { values: { types: ['StridedSlice'] } } },
    });
  });
});
