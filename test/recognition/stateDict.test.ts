/** Arrays that PyTorch saved against torchvision's own outputs. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Weights } from '../../src/model/network';
import { readPytorch } from '../../src/formats/pytorch/pytorch';
import type { Tensor } from '../../src/formats/graph';
import { readSafetensors } from '../../src/formats/safetensors/safetensors';
import type { StateDict } from '../../src/formats/stateDict';
import { familyOf, widthOf } from '../../src/recognition/family';
import { graphOfStateDict } from '../../src/recognition/fromStateDict';
import { recognise } from '../../src/recognition/recognise';
import { startBackend } from '../../workers/runtime/backend';
import { unwrap } from '../lab/bundled';
import { WASM_FILE } from '../lab/labFiles';
import { reference, sample, SAMPLES_ARE_THERE } from './samples';
import { farthest, scoresOf } from './scores';

const MEAN = [0.485, 0.456, 0.406];
const DEVIATION = [0.229, 0.224, 0.225];

describe.skipIf(!SAMPLES_ARE_THERE)('arrays of PyTorch', () => {
  beforeAll(async () => void unwrap(await startBackend(WASM_FILE)));

  it.each([
    ['files/safetensors/made-timm-names-w035-bf16', 'model.safetensors', readSafetensors, 96],
    ['files/safetensors/made-torchvision-names-w050-f32', 'model.safetensors', readSafetensors, 64],
    ['files/pytorch/made-torchvision-w035', 'state_dict.pth', readPytorch, 96],
    ['files/pytorch/made-torchvision-w035', 'checkpoint.pth.tar', readPytorch, 96],
  ] as const)('%s/%s give the scores of torchvision', (at, file, read, size) => {
    const arrays = unwrap(read(file, sample(`${at}/${file}`)));
    const recognised = unwrap(recognise(file, unwrap(graphOfStateDict(file, arrays)), size));
    const { outputs } = reference<{ logits: number[] }>(at);
    for (const picture of ['ramp', 'lcg'] as const) {
      const scores = scoresOf(
        recognised,
        picture,
        (byte, plane) => (byte / 255 - MEAN[plane]) / DEVIATION[plane],
      );
      expect(farthest(scores, outputs[picture].logits)).toBeLessThan(1e-4);
    }
  });
});

type Rename = (name: string, place: number) => string;

/** Hugging Face's names. */
const toHuggingFace: Rename = (name) => {
  const [, block, rest] = /^features\.(\d+)\.(.*)$/.exec(name) ?? [];
  if (block === undefined) return name.replace('classifier.1', 'classifier');
  const parts = rest.split('.');
  const [array] = parts.slice(-1);
  const at = parts.slice(0, -1).filter((part) => part !== 'conv');
  if (block === '0' || block === '18') {
    const layer = block === '0' ? 'conv_stem.first_conv' : 'conv_1x1';
    return `mobilenet_v2.${layer}.${at[0] === '0' ? 'convolution' : 'normalization'}.${array}`;
  }
  const stem = block === '1';
  const steps = stem ? ['conv_3x3', 'reduce_1x1'] : ['expand_1x1', 'conv_3x3', 'reduce_1x1'];
  const [step, isNorm] = at.length === 2 ? [Number(at[0]), at[1] === '1'] : lastOf(Number(at[0]));
  function lastOf(number: number): [number, boolean] {
    return number === steps.length ? [steps.length - 1, true] : [number, false];
  }
  const folder = stem ? 'conv_stem' : `layer.${Number(block) - 2}`;
  return `mobilenet_v2.${folder}.${steps[step]}.${isNorm ? 'normalization' : 'convolution'}.${array}`;
};

/** Names whose order is the wrong way round. */
const toNothing = (arrays: StateDict): Rename => {
  const paths = [...new Set([...arrays.keys()].map((name) => name.replace(/\.\w+$/, '')))];
  return (name) =>
    `layer${500 - paths.indexOf(name.replace(/\.\w+$/, ''))}.${name.split('.').pop()}`;
};

function renamed(arrays: StateDict, rename: Rename): StateDict {
  return new Map([...arrays].map(([name, tensor], i) => [rename(name, i), tensor]));
}

describe.skipIf(!SAMPLES_ARE_THERE)('arrays under other names', () => {
  const at = 'files/pytorch/made-torchvision-w035/state_dict.pth';
  const arrays = SAMPLES_ARE_THERE ? unwrap(readPytorch('mine', sample(at))) : new Map();
  const opened = (dict: StateDict, ...hints: [object?]) =>
    unwrap(recognise('mine', unwrap(graphOfStateDict('mine', dict, ...hints)), 96));

  it.each([
    ['Hugging Face', toHuggingFace],
    ['a wrapper of wrappers', (name: string) => `module.model.${name}`],
    ['nobody, in the order of making', toNothing(arrays)],
  ])('of %s are the same network', (_, rename) => {
    const [own, other] = [opened(arrays), opened(renamed(arrays, rename))];
    expect(other.network).toEqual(own.network);
    expect(sums(other)).toEqual(sums(own));
  });

  it('may be padded as TensorFlow does, with another ε', () => {
    const hints = { samePadding: true, epsilon: 1e-3 };
    const { layers } = opened(renamed(arrays, toHuggingFace), hints).network;
    expect(layers[0]).toMatchObject({ epsilon: 1e-3, padding: { top: 0, bottom: 1 } });
  });

  it('that lack a layer are refused', () => {
    const left = new Map([...arrays].filter(([name]) => !name.startsWith('features.5.conv.2')));
    expect(graphOfStateDict('mine', left)).toMatchObject({
      values: { cause: { code: 'unlike-arrays' } },
    });
  });

  it('may end in several dense layers, or in a convolution', () => {
    const [kernel, bias] = ['weight', 'bias'].map((name) => arrays.get(`classifier.1.${name}`)!);
    const hidden = new Map([
      ...arrays,
      ['classifier.3.weight', random(4, 10)],
      ['classifier.3.bias', random(4)],
    ]);
    expect(opened(hidden).network.layers.slice(-2)).toMatchObject([
      { kind: 'dense', outChannels: 10, activation: 'relu' },
      { kind: 'dense', outChannels: 4, activation: 'linear' },
    ]);
    const convolved = new Map(arrays).set('classifier.1.weight', {
      ...kernel,
      shape: [...kernel.shape, 1, 1],
    });
    expect(opened(convolved).weights.at(-1)).toEqual(opened(arrays).weights.at(-1));
    expect(bias.shape).toEqual([10]);
  });
});

function random(...shape: number[]): Tensor {
  const size = shape.reduce((product, side) => product * side, 1);
  const values = Float32Array.from({ length: size }, (_, i) => Math.sin(i + size));
  return { shape, values, stored: 'float32' };
}

/** Of every array, in order: comparing each value takes seconds. */
function sums({ weights }: { readonly weights: Weights }): number[] {
  const arrays = weights.flatMap(({ kernel, norm, bias }) => [
    kernel,
    ...Object.values<Float32Array>({ ...norm }),
    bias ?? new Float32Array(0),
  ]);
  return arrays.map((values) => values.reduce((sum, value, i) => sum + value * Math.cos(i), 0));
}

/** A convolution and its normalisation. */
function layer(path: string, norm: string, ...shape: number[]): [string, Tensor][] {
  const [out] = shape;
  return [
    [`${path}.weight`, random(...shape)],
    ...['weight', 'bias', 'running_mean', 'running_var'].map((name): [string, Tensor] => [
      `${norm}.${name}`,
      random(out),
    ]),
  ];
}

it('arrays of the form for small pictures have strides where no shortcut is', () => {
  // As the much copied pytorch-cifar names them, at a quarter of the width.
  const stages = [
    [1, 4, 1],
    [6, 6, 2],
    [6, 8, 3],
    [6, 16, 4],
    [6, 24, 3],
    [6, 40, 3],
    [6, 80, 1],
  ];
  const strides = [1, 1, 2, 2, 1, 2, 1];
  let [before, block] = [8, 0];
  const blocks = stages.flatMap(([expansion, out, repeats], stage) =>
    Array.from({ length: repeats }, (_, repeat) => {
      const [at, inner, own] = [`layers.${block++}`, expansion * before, before];
      before = out;
      const short = strides[stage] === 1 && own !== out;
      return [
        ...layer(`${at}.conv1`, `${at}.bn1`, inner, own, 1, 1),
        ...layer(`${at}.conv2`, `${at}.bn2`, inner, 1, 3, 3),
        ...layer(`${at}.conv3`, `${at}.bn3`, out, inner, 1, 1),
        ...(short && repeat === 0
          ? layer(`${at}.shortcut.0`, `${at}.shortcut.1`, out, own, 1, 1)
          : []),
      ];
    }).flat(),
  );
  const arrays = new Map([
    ...layer('conv1', 'bn1', 8, 3, 3, 3),
    ...blocks,
    ...layer('conv2', 'bn2', 320, 80, 1, 1),
    ...([
      ['linear.weight', random(10, 320)],
      ['linear.bias', random(10)],
    ] as const),
  ]);
  const graph = unwrap(graphOfStateDict('mine', arrays));
  expect(graph.input.usual).toBe(32);
  const { network } = unwrap(recognise('mine', graph, 32));
  const depthwise = network.layers.filter(({ kind }) => kind === 'depthwise');
  expect(depthwise.flatMap(({ stride }, i) => (stride === 2 ? [i] : []))).toEqual([3, 6, 13]);
  expect(network.layers[0]).toMatchObject({ stride: 1, activation: 'relu' });
  expect(network.layers.filter(({ adds }) => adds !== null)).toHaveLength(14);
  expect(familyOf(network)).toBe('cifar');
});

it('arrays of MobileNetV1 have its strides', () => {
  const widths = [8, 16, 32, 32, 64, 64, 128, 128, 128, 128, 128, 128, 256, 256];
  const blocks = widths
    .slice(1)
    .flatMap((out, i) => [
      ...layer(`model.${i + 1}.0`, `model.${i + 1}.1`, widths[i], 1, 3, 3),
      ...layer(`model.${i + 1}.3`, `model.${i + 1}.4`, out, widths[i], 1, 1),
    ]);
  const fc: [string, Tensor][] = [
    ['fc.weight', random(5, 256)],
    ['fc.bias', random(5)],
  ];
  const arrays = new Map([...layer('model.0.0', 'model.0.1', 8, 3, 3, 3), ...blocks, ...fc]);
  const { network } = unwrap(recognise('mine', unwrap(graphOfStateDict('mine', arrays)), 224));
  expect([familyOf(network), widthOf(network)]).toEqual(['mobilenet-v1', 0.25]);
  expect(
    network.layers.filter(({ kind }) => kind === 'pointwise').every((l) => l.activation === 'relu'),
  ).toBe(true);
  expect(network.layers.at(-2)).toMatchObject({ kind: 'pool', inSize: 7 });
});
