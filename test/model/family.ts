/** Relatives of MobileNetV2 as descriptions, small enough for tests, and random graphs of the family. */
import fc from 'fast-check';
import type { LayerDescription, NetworkDescription } from '../../src/model/description';
import type { Activation } from '../../src/model/network';
import { symmetricPadding } from '../../src/model/padding';

const EPSILON = 1e-3;

function convolution(
  name: string,
  channels: number,
  options: Partial<LayerDescription> = {},
): LayerDescription {
  return {
    ...{ name, kind: 'convolution', channels, kernelSide: 3, padding: symmetricPadding(1) },
    ...{ activation: 'relu6', epsilon: EPSILON },
    ...options,
  };
}

function depthwise(name: string, options: Partial<LayerDescription> = {}): LayerDescription {
  return {
    ...{ name, kind: 'depthwise', kernelSide: 3, padding: symmetricPadding(1) },
    ...{ activation: 'relu6', epsilon: EPSILON },
    ...options,
  };
}

function pointwise(
  name: string,
  channels: number,
  options: Partial<LayerDescription> = {},
): LayerDescription {
  return {
    ...{ name, kind: 'pointwise', channels, activation: 'relu6', epsilon: EPSILON },
    ...options,
  };
}

const POOL: LayerDescription = { name: 'pool', kind: 'pool' };

function dense(name: string, channels: number, activation: Activation = 'linear') {
  return { name, kind: 'dense', channels, activation } as const;
}

/**
 * MobileNetV1 (Howard et al. 2017, table 1) as Keras writes it: SAME padding, 13 separable blocks.
 * @param width of its 32 … 1024 channels, divided by 32
 */
export function mobilenetV1(size: number, width: number, classes: number): NetworkDescription {
  const stages = [2, 4, 4, 8, 8, 16, 16, 16, 16, 16, 16, 32, 32];
  const strides = [1, 2, 1, 2, 1, 2, 1, 1, 1, 1, 1, 2, 1];
  const same = { padding: 'same' } as const;
  return {
    input: { size, planes: 3 },
    layers: [
      convolution('conv1', width, { stride: 2, ...same }),
      ...stages.flatMap((channels, i) => [
        depthwise(`conv_dw_${i + 1}`, { stride: strides[i], ...same }),
        pointwise(`conv_pw_${i + 1}`, width * channels),
      ]),
      POOL,
      dense('preds', classes),
    ],
  };
}

interface Block {
  readonly expansion: number;
  readonly channels: number;
  readonly stride: number;
}

interface BlockOptions extends Partial<LayerDescription> {
  readonly shortcuts: boolean;
}

/**
 * Inverted residuals. Where a block of stride 1 has another width than its input, the shortcut is a 1×1 projection
 * (github.com/kuangliu/pytorch-cifar) or there is none.
 */
function invertedResiduals(
  before: string,
  width: number,
  blocks: readonly Block[],
  { shortcuts, activation = 'relu6', ...options }: BlockOptions,
): LayerDescription[] {
  let last = { name: before, channels: width };
  return blocks.flatMap(({ expansion, channels, stride }, i) => {
    const own = `block_${i}`;
    const { name: from, channels: wide } = last;
    const equal = channels === wide;
    const projects = shortcuts && stride === 1 && !equal;
    const added = stride > 1 || (!equal && !projects) ? null : projects ? `${own}/shortcut` : from;
    last = { name: `${own}/project`, channels };
    return [
      ...(projects
        ? [pointwise(`${own}/shortcut`, channels, { from, activation: 'linear' as const })]
        : []),
      pointwise(`${own}/expand`, wide * expansion, { from, activation }),
      depthwise(`${own}/depthwise`, { stride, activation, ...options }),
      pointwise(`${own}/project`, channels, {
        activation: 'linear',
        ...(added === null ? {} : { adds: added }),
      }),
    ];
  });
}

/** The CIFAR variant: stem of stride 1, unequal blocks of stride 1 with a projected shortcut, ReLU. */
export function cifarMobilenetV2(size = 8): NetworkDescription {
  const activation = 'relu' as const;
  const blocks = [
    { expansion: 1, channels: 4, stride: 1 },
    { expansion: 3, channels: 6, stride: 1 },
    { expansion: 3, channels: 6, stride: 1 },
    { expansion: 3, channels: 8, stride: 2 },
    { expansion: 3, channels: 8, stride: 1 },
    { expansion: 2, channels: 10, stride: 1 },
  ];
  return {
    input: { size, planes: 3 },
    layers: [
      convolution('stem', 8, { activation }),
      ...invertedResiduals('stem', 8, blocks, { shortcuts: true, activation }),
      pointwise('head', 20, { activation }),
      POOL,
      dense('linear', 10),
    ],
  };
}

/** As Teachable Machine exports: a network without its classes, two dense layers behind it; here of grey pictures. */
export function teachableMachine(): NetworkDescription {
  const blocks = [
    { expansion: 3, channels: 10, stride: 2 },
    { expansion: 3, channels: 10, stride: 1 },
  ];
  return {
    input: { size: 9, planes: 1 },
    layers: [
      convolution('stem', 10, { stride: 2, padding: 'same' }),
      ...invertedResiduals('stem', 10, blocks, { shortcuts: false, padding: 'same' }),
      pointwise('head', 24),
      POOL,
      dense('hidden', 10, 'relu'),
      dense('classes', 2),
    ],
  };
}

const activations = fc.constantFrom<Activation>('relu6', 'relu', 'linear');
/** What of a layer leaves its map's shape to its stride. */
const kernels = fc.record({
  kernelSide: fc.constantFrom(1, 3, 5),
  stride: fc.constantFrom(1, 2),
  padding: fc.oneof(
    fc.constant('same' as const),
    fc
      .record({
        top: fc.constantFrom(2),
        left: fc.constantFrom(2, 1),
        bottom: fc.constantFrom(2),
        right: fc.constantFrom(2, 3),
      })
      .map(({ top, left, bottom }) => ({ top, left, bottom, right: top + bottom - left })),
  ),
});
const epsilons = fc.constantFrom(1e-5, 1e-3, undefined);

/** A layer that changes channels or maps: what a random network is strung together from. */
const links = fc.record({
  kind: fc.constantFrom('convolution', 'pointwise', 'depthwise', 'residual', 'shortcut'),
  channels: fc.integer({ min: 1, max: 6 }),
  activation: activations,
  epsilon: epsilons,
  kernel: kernels,
});
type Link = typeof links extends fc.Arbitrary<infer L> ? L : never;

interface End {
  readonly name: string;
  readonly channels: number;
}

function linkLayers(link: Link, i: number, from: End): { layers: LayerDescription[]; end: End } {
  const { kind, activation, epsilon, kernel, channels } = link;
  const own = { activation, ...(epsilon === undefined ? {} : { epsilon }) };
  const name = `link_${i}`;
  switch (kind) {
    case 'convolution':
      return {
        layers: [convolution(name, channels, { epsilon: undefined, ...own, ...kernel })],
        end: { name, channels },
      };
    case 'depthwise':
      return {
        layers: [depthwise(name, { epsilon: undefined, ...own, ...kernel })],
        end: { name, channels: from.channels },
      };
    case 'residual': {
      const layers = [
        pointwise(`${name}/expand`, channels + 2, { epsilon: undefined, ...own }),
        depthwise(`${name}/depthwise`, { activation }),
        pointwise(`${name}/project`, from.channels, { activation: 'linear', adds: from.name }),
      ];
      return { layers, end: { name: `${name}/project`, channels: from.channels } };
    }
    case 'shortcut': {
      const layers = [
        pointwise(`${name}/shortcut`, channels, { activation: 'linear' }),
        pointwise(`${name}/expand`, channels + 3, { ...own, from: from.name }),
        pointwise(`${name}/project`, channels, { activation, adds: `${name}/shortcut` }),
      ];
      return { layers, end: { name: `${name}/project`, channels } };
    }
    default:
      return {
        layers: [pointwise(name, channels, { epsilon: undefined, ...own })],
        end: { name, channels },
      };
  }
}

/** Random networks of the family: any order of layers, additions, kernels, paddings, activations and dense heads. */
export const anyDescription: fc.Arbitrary<NetworkDescription> = fc
  .record({
    size: fc.integer({ min: 5, max: 9 }),
    planes: fc.constantFrom(1, 3),
    stem: fc.record({ channels: fc.integer({ min: 2, max: 6 }), kernel: kernels }),
    chain: fc.array(links, { minLength: 1, maxLength: 5 }),
    hidden: fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 2 }),
    classes: fc.integer({ min: 2, max: 4 }),
  })
  .map(({ size, planes, stem, chain, hidden, classes }) => {
    let end: End = { name: 'stem', channels: stem.channels };
    const body = chain.flatMap((link, i) => {
      const { layers, end: next } = linkLayers(link, i, end);
      end = next;
      return layers;
    });
    return {
      input: { size, planes },
      layers: [
        convolution('stem', stem.channels, stem.kernel),
        ...body,
        POOL,
        ...hidden.map((channels, i) => dense(`hidden_${i}`, channels, 'relu')),
        dense('classes', classes),
      ],
    };
  });
