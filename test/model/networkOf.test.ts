import fc from 'fast-check';
import { describe as group, expect, it } from 'vitest';
import { kernelShape, kernelSize, networkCosts } from '../../src/model/costs';
import type { LayerDescription, NetworkDescription } from '../../src/model/description';
import { mobilenetV2 } from '../../src/model/mobilenetV2';
import type { Network } from '../../src/model/network';
import { describe, networkOf, withChannels } from '../../src/model/networkOf';
import { samePadding, symmetricPadding } from '../../src/model/padding';
import { anyDescription, cifarMobilenetV2, mobilenetV1, teachableMachine } from './family';
import type { Contradiction } from '../../src/model/contradiction';
import type { Note } from '../../src/base/outcome';

const RUNS = { seed: 1, numRuns: 200 };

function setNamed(network: Network, name: string) {
  const { producers, carriers, consumers, ...set } = network.sets.find((s) => s.name === name)!;
  const names = (indices: readonly number[]) => indices.map((index) => network.layers[index].name);
  return {
    ...{ kind: set.kind, size: set.size },
    ...{ producers: names(producers), carriers: names(carriers), consumers: names(consumers) },
  };
}

group('a network of a description', () => {
  it('MobileNetV1 has 4,253,864 parameters and 569 million multiplications at 224', () => {
    // Howard et al. 2017, table 8: 4.2 million and 569 million; Keras counts 4,253,864, its moving statistics included.
    const network = networkOf(mobilenetV1(224, 32, 1000));
    const { parameters, macs } = networkCosts(network);
    const statistics = network.layers.reduce(
      (n, l) => n + (l.epsilon === null ? 0 : 2 * l.outChannels),
      0,
    );
    expect(parameters + statistics).toBe(4_253_864);
    expect(Math.round(macs / 1e6)).toBe(569);
    expect(network.sets.map(({ kind }) => kind)).toEqual([
      'stem',
      ...Array.from({ length: 12 }, () => 'inner'),
      'head',
    ]);
  });

  it('joins a projected shortcut with what it is added to', () => {
    const network = networkOf(cifarMobilenetV2());
    expect(setNamed(network, 'block_1/shortcut')).toEqual({
      ...{ kind: 'stream', size: 6 },
      producers: ['block_1/shortcut', 'block_1/project', 'block_2/project'],
      carriers: [],
      consumers: ['block_2/expand', 'block_3/expand'],
    });
  });

  it('lets the channels of a hidden dense layer be cut', () => {
    const network = networkOf(teachableMachine());
    expect(setNamed(network, 'hidden')).toEqual({
      ...{ kind: 'head', size: 10, producers: ['hidden'], carriers: [], consumers: ['classes'] },
    });
    expect(setNamed(network, 'head').consumers).toEqual(['hidden']);
    expect(network.layers[0]).toMatchObject({ inChannels: 1, outSize: 5 });
  });

  it('is described by the description that it gives', () => {
    fc.assert(
      fc.property(anyDescription, (description) => {
        const network = networkOf(description);
        const told: unknown = JSON.parse(JSON.stringify(describe(network)));
        expect(networkOf(told as typeof description)).toEqual(network);
      }),
      RUNS,
    );
    const config = { width: 0.5, inputSize: 32, stemStride: 1, classes: 10 } as const;
    const paper = mobilenetV2(config);
    expect({ ...networkOf(describe(paper)), config }).toEqual(paper);
  });
});

group('channel sets', () => {
  it('partition every channel that can go', () => {
    fc.assert(
      fc.property(anyDescription, (description) => {
        const { layers, sets } = networkOf(description);
        const makers = layers.filter(({ kind }) => kind !== 'depthwise' && kind !== 'pool');
        const producers = sets.flatMap((set) => set.producers);
        // All but the classifier, each once; they make as many channels as their set has.
        expect([...producers].sort((a, b) => a - b)).toEqual(
          makers.slice(0, -1).map(({ index }) => index),
        );
        for (const set of sets) {
          for (const i of [...set.producers, ...set.carriers]) {
            expect(layers[i]).toMatchObject({ outSet: set.index, outChannels: set.size });
          }
          for (const i of [...set.carriers, ...set.consumers]) {
            expect(layers[i]).toMatchObject({ inSet: set.index, inChannels: set.size });
          }
        }
        const added = layers.filter(({ adds }) => adds !== null);
        for (const { outSet, adds } of added) expect(layers[adds!].outSet).toBe(outSet);
      }),
      RUNS,
    );
  });

  it('leave the planes of the image and what is tied to the scores alone', () => {
    const layers: LayerDescription[] = [
      { name: 'first', kind: 'depthwise', kernelSide: 3, padding: 'same', epsilon: 1e-5 },
      { name: 'a', kind: 'pointwise', channels: 4 },
      { name: 'b', kind: 'pointwise', channels: 4, adds: 'a' },
      { name: 'pool', kind: 'pool' },
    ];
    const network = networkOf({ input: { size: 4, planes: 3 }, layers });
    expect(network.sets).toEqual([]);
    expect(network.layers.map(({ inSet, outSet }) => [inSet, outSet])).toEqual(
      layers.map(() => [null, null]),
    );
  });
});

group('costs', () => {
  it('equal the values and multiplications that are counted one by one', () => {
    fc.assert(
      fc.property(anyDescription, fc.double({ min: 0.2, max: 1, noNaN: true }), (given, share) => {
        const full = networkOf(given);
        const network = withChannels(
          full,
          full.sets.map(({ size }) => Math.max(1, Math.round(share * size))),
        );
        const costs = networkCosts(network);
        expect(costs.macs).toBe(countedMacs(network));
        let parameters = 0;
        for (const layer of network.layers) {
          const { kind, epsilon, outChannels } = layer;
          expect(kernelShape(layer).reduce((a, b) => a * b)).toBe(kernelSize(layer));
          if (kind !== 'pool')
            parameters += kernelSize(layer) + (epsilon === null ? 1 : 2) * outChannels;
        }
        expect(costs.parameters).toBe(parameters);
      }),
      RUNS,
    );
  });
});

/** Output by output, tap by tap: the border is multiplied too, as the published counts have it. */
function countedMacs({ layers }: Network): number {
  let count = 0;
  for (const { kind, outSize, outChannels, kernelSide, inChannels } of layers) {
    if (kind === 'pool') continue;
    for (let output = 0; output < outSize * outSize * outChannels; output++) {
      for (let tap = 0; tap < kernelSide * kernelSide; tap++) {
        count += kind === 'depthwise' ? 1 : inChannels;
      }
    }
  }
  return count;
}

function refused(description: Omit<NetworkDescription, 'input'>): Note | null {
  try {
    networkOf({ input: { size: 8, planes: 3 }, ...description });
    return null;
  } catch (error) {
    return (error as Contradiction).note;
  }
}

group('a description that contradicts itself is refused', () => {
  const stem: LayerDescription = { name: 'stem', kind: 'convolution', channels: 4, kernelSide: 3 };
  const pool: LayerDescription = { name: 'pool', kind: 'pool' };
  const scores: LayerDescription = { name: 'scores', kind: 'dense', channels: 2 };
  it.each<[string, LayerDescription[]]>([
    ['layer-not-before', [stem, pool, { ...scores, from: 'nowhere' }]],
    ['layer-twice', [stem, { ...stem }, pool, scores]],
    ['layer-reads-map', [stem, scores]],
    ['layer-kernel-size', [{ ...stem, kernelSide: 9 }, pool, scores]],
    ['layer-not-square', [{ ...stem, padding: { top: 1, right: 0, bottom: 1, left: 0 } }]],
    ['layer-adds', [stem, { name: 'b', kind: 'pointwise', channels: 5, adds: 'stem' }]],
    ['layer-channels', [{ ...stem, channels: undefined }, pool, scores]],
    ['layer-unread', [stem, { ...stem, name: 'b', from: null }, pool, scores]],
    ['layer-no-scores', [stem]],
  ])('%s', (code, layers) => {
    expect(refused({ layers })).toMatchObject({
      code: 'layer-contradiction',
      values: { cause: { code } },
    });
  });

  it.each<[string, string]>([
    ['set-names', 'abc'],
    ['set-of-none', 'p'],
  ])('%s', (code, names) => {
    const sets = [...names].map((name) => ({ name, kind: 'stem', of: 'pool' }) as const);
    expect(refused({ layers: [stem, pool, scores], sets })).toMatchObject({ code });
  });
});

it('pads as TensorFlow does, the odd pixel behind', () => {
  expect(samePadding(32, 3, 1)).toEqual(symmetricPadding(1));
  expect(samePadding(32, 3, 2)).toEqual({ top: 0, right: 1, bottom: 1, left: 0 });
  expect(samePadding(33, 3, 2)).toEqual(symmetricPadding(1));
  expect(samePadding(7, 5, 2)).toEqual(symmetricPadding(2));
  expect(samePadding(4, 1, 2)).toEqual(symmetricPadding(0));
});
