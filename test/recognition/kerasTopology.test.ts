/** What people build in Keras around a network, in descriptions as small as can be. */
import { describe, expect, it } from 'vitest';
import { kerasGraph, type KerasLayer } from '../../src/formats/keras/topology';
import { recognise } from '../../src/recognition/recognise';
import { unwrap } from '../lab/bundled';

const SHAPES: Readonly<Record<string, readonly number[]>> = {
  ...{ 'first/kernel': [3, 3, 3, 4], 'scores/kernel': [4, 1], 'scores/bias': [1] },
  ...{ 'flat/kernel': [64, 2], 'flat/bias': [2], 'scaling/mean': [3], 'scaling/variance': [3] },
};

function arrayOf(layer: string, array: string) {
  const shape = Object.hasOwn(SHAPES, `${layer}/${array}`)
    ? SHAPES[`${layer}/${array}`]
    : undefined;
  if (!shape) return undefined;
  const size = shape.reduce((product, side) => product * side, 1);
  const values = Float32Array.from({ length: size }, (_, i) => Math.cos(i));
  return { shape, values, stored: 'float32' } as const;
}

type Layer = readonly [type: string, name: string, config?: object, inbound?: unknown];

/** Each reads the one before it, unless it says otherwise. */
function model(...layers: readonly Layer[]): KerasLayer {
  const all = layers.map(([class_name, name, config, inbound], i) => ({
    class_name,
    config: { name, ...config },
    inbound_nodes: i === 0 ? [] : [inbound ?? [[layers[i - 1][1], 0, 0, {}]]],
  }));
  const last = layers[layers.length - 1][1];
  const ends = { input_layers: [['photo', 0, 0]], output_layers: [[last, 0, 0]] };
  return { class_name: 'Functional', config: { name: 'mine', layers: all, ...ends } };
}

const PHOTO: Layer = ['InputLayer', 'photo', { batch_input_shape: [null, 8, 8, 3] }];
const FIRST: Layer = ['Conv2D', 'first', { strides: [2, 2], padding: 'same', activation: 'relu' }];
const POOL: Layer = ['GlobalAveragePooling2D', 'pool'];
const SCORES: Layer = ['Dense', 'scores', { activation: 'sigmoid' }];

const recognised = (...layers: readonly Layer[]) =>
  unwrap(recognise('mine', kerasGraph(model(...layers), arrayOf)));

/** What Keras 3 calls a map that a layer reads. */
const tensor = (name: string) => ({
  ...{ class_name: '__keras_tensor__', config: { keras_history: [name, 0, 0] } },
});

describe('a model of Keras', () => {
  it.each<[string, readonly Layer[]]>([
    [
      'functions of Keras 2',
      [
        ['TFOpLambda', 'half', { function: 'math.truediv' }, ['photo', 0, 0, { y: 127.5 }]],
        ['TFOpLambda', 'less', { function: 'math.subtract' }, ['half', 0, 0, { y: 1 }]],
      ],
    ],
    [
      'operations of Keras 3',
      [
        ['TrueDivide', 'half', {}, { args: [tensor('photo'), 127.5], kwargs: {} }],
        ['Subtract', 'less', {}, { args: [tensor('half'), [1, 1, 1]], kwargs: {} }],
      ],
    ],
    ['a layer', [['Rescaling', 'half', { scale: 1 / 127.5, offset: -1 }]]],
    [
      'another layer',
      [
        [
          'Normalization',
          'scaling',
          { mean: [[[[127.5, 127.5, 127.5]]]], variance: [16256.25, 16256.25, 16256.25] },
        ],
      ],
    ],
  ])('may scale its pictures by %s', (_, scaling) => {
    const { imageScaling } = recognised(PHOTO, ...scaling, FIRST, POOL, SCORES);
    for (const plane of [0, 1, 2]) {
      expect(imageScaling?.factors[plane]).toBeCloseTo(1 / 127.5, 6);
      expect(imageScaling?.offsets[plane]).toBeCloseTo(-1, 6);
    }
  });

  it('changes its pictures at random only while it trains', () => {
    const changes: Layer[] = [
      ['RandomFlip', 'flip', { mode: 'horizontal' }],
      ['RandomRotation', 'turn', { factor: 0.1 }],
    ];
    expect(recognised(PHOTO, ...changes, FIRST, POOL, SCORES)).toEqual(
      recognised(PHOTO, FIRST, POOL, SCORES),
    );
  });

  it('that reads a whole map behind its flattening has a kernel of the map’s size', () => {
    const { network, weights } = recognised(PHOTO, FIRST, ['Flatten', 'row'], ['Dense', 'flat']);
    expect(network.layers[1]).toMatchObject({ kind: 'convolution', kernelSide: 4, outSize: 1 });
    expect(network.classes).toBe(2);
    expect(weights[1].kernel).toEqual(arrayOf('flat', 'kernel')?.values);
  });

  it('that flattens another map than there is is refused', () => {
    const small: Layer = ['InputLayer', 'photo', { batch_input_shape: [null, 10, 10, 3] }];
    const graph = kerasGraph(model(small, FIRST, ['Flatten', 'row'], ['Dense', 'flat']), arrayOf);
    expect(recognise('mine', graph).ok).toBe(false);
  });
});
