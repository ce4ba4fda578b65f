/** Compiled int8 programs against the scalar network: the same scores, bit for bit, however bytes are multiplied. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/base/seededRandom';
import { mobilenetV2 } from '../../src/model/mobilenetV2';
import type { Network } from '../../src/model/network';
import { networkOf } from '../../src/model/networkOf';
import type { QuantisedNetwork } from '../../src/quantisation/quantisedNetwork';
import { compileInt8Program, type Int8Options } from '../../workers/kernels/int8/int8Program';
import type { Int8Kernels } from '../../workers/kernels/int8/kernels';
import type { Multiplication } from '../../workers/kernels/int8/multiplication';
import { startInt8Engine } from '../../workers/kernels/int8Engine';
import { BumpHeap } from '../../workers/kernels/memory/heap';
import { int8Scores } from '../../workers/kernels/reference/int8Network';
import { anyDescription } from './anyNetwork';
import { readInt8Module, startInt8Kernels } from './int8Module';
import { randomInt8Network } from './int8Network';
import { PartsInTurn } from './partsInTurn';

const MULTIPLICATIONS: readonly Multiplication[] = [
  { way: 'dot', signed: false },
  { way: 'wide', signed: false },
  { way: 'pairs', signed: true },
];

const heap = new BumpHeap();
let kernels: Int8Kernels;

beforeAll(async () => {
  kernels = await startInt8Kernels(heap);
});

function imagesOf({ input }: Network, batch: number): Float32Array {
  const random = seededRandom(5, 0);
  const length = batch * input.size ** 2 * input.planes;
  return Float32Array.from({ length }, () => 4 * random() - 2);
}

function expectSame(
  quantised: QuantisedNetwork,
  batch: number,
  multiplication: Multiplication,
  options?: Int8Options,
) {
  const { network } = quantised;
  const compiled = compileInt8Program(quantised, batch, { kernels, heap, multiplication }, options);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled));
  const images = imagesOf(network, batch);
  const scores = compiled.value.run(images);
  const floats = images.length / batch;
  for (let i = 0; i < batch; i++) {
    const expected = int8Scores(quantised, images.subarray(i * floats, (i + 1) * floats));
    expect(scores.subarray(i * network.classes, (i + 1) * network.classes)).toEqual(expected);
  }
  compiled.value.dispose();
  return scores;
}

describe.each(MULTIPLICATIONS)('int8 program by $way', (multiplication) => {
  it.each([
    [32, 1, 1],
    [35, 2, 3],
    [16, 1, 5],
  ] as const)('is exact at %i px, stem stride %i, batch %i', (inputSize, stemStride, batch) => {
    const config = { width: 0.35, inputSize, stemStride, classes: 7 };
    const kept = mobilenetV2(config).sets.map(({ size, index }) => 1 + ((index * 6) % size));
    const network = mobilenetV2(
      config,
      kept.map((n) => Math.min(n, 33)),
    );
    for (const zeros of [0, 0.8]) {
      const quantised = randomInt8Network(network, seededRandom(1, 3), zeros);
      const scores = expectSame(quantised, batch, multiplication);
      // Something was to be computed: no layer has clamped all to one number.
      expect(new Set(scores).size).toBeGreaterThan(3);
    }
  });

  it('is exact when every product is sparse, or none', () => {
    const network = mobilenetV2({ width: 0.35, inputSize: 16, stemStride: 1, classes: 7 });
    const quantised = randomInt8Network(network, seededRandom(1, 4), 0.6);
    for (const products of ['dense', 'sparse'] as const) {
      expectSame(quantised, 1, multiplication, { products });
    }
  });

  it('computes whatever network the graph describes', () => {
    fc.assert(
      fc.property(
        anyDescription,
        fc.nat(1000),
        fc.integer({ min: 1, max: 3 }),
        (d, seed, batch) => {
          const quantised = randomInt8Network(networkOf(d), seededRandom(seed, 1), 0.4);
          expectSame(quantised, batch, multiplication);
        },
      ),
      { numRuns: 60, seed: 4 },
    );
  });
});

it.each(['forwards', 'backwards'] as const)('gives the same on three threads, %s', (order) => {
  const config = { width: 0.35, inputSize: 32, stemStride: 1, classes: 7 } as const;
  for (const multiplication of MULTIPLICATIONS) {
    const quantised = randomInt8Network(mobilenetV2(config), seededRandom(1, 4), 0.5);
    const team = new PartsInTurn(3, order);
    expectSame(quantised, 2, multiplication, { team });
    expectSame(quantised, 1, multiplication, { team, threads: 2 });
  }
});

it('leaves blocks of zeros out where they pay', () => {
  const network = mobilenetV2({ width: 0.35, inputSize: 32, stemStride: 1, classes: 7 });
  const engine = { kernels, heap, multiplication: MULTIPLICATIONS[1] };
  for (const [zeros, expected] of [
    [0, 'productWide'],
    [0.8, 'sparseWide'],
  ] as const) {
    const quantised = randomInt8Network(network, seededRandom(1, 4), zeros);
    const compiled = compileInt8Program(quantised, 1, engine);
    if (!compiled.ok) throw new Error(JSON.stringify(compiled));
    const products = compiled.value.layers.filter(({ layer }) => layer.kind === 'pointwise');
    expect(new Set(products.map(({ kernel }) => kernel))).toEqual(new Set([expected]));
    compiled.value.dispose();
  }
});

it('starts with a multiplication that is exact here', async () => {
  const engine = await startInt8Engine(readInt8Module(), heap);
  expect(engine).toMatchObject({ ok: true });
  if (engine.ok) expect(MULTIPLICATIONS).toContainEqual(engine.value.multiplication);
});

it('refuses what no form computes and what finds no memory, by name', () => {
  const network = mobilenetV2({ width: 0.35, inputSize: 16, stemStride: 1, classes: 7 });
  const layers = network.layers.map((layer) => ({ ...layer, kind: 'depthwise' as const }));
  const quantised = randomInt8Network(network, seededRandom(1, 4));
  const engine = { kernels, heap, multiplication: MULTIPLICATIONS[1] };
  const odd = { ...quantised, network: { ...network, layers } };
  const refused = compileInt8Program(odd, 1, engine);
  expect(refused).toMatchObject({ code: 'layer-not-computed', values: { layer: 'stem' } });
  const full = { ...heap, memory: heap.memory, malloc: () => 0, free: () => {} };
  const without = compileInt8Program(quantised, 1, { ...engine, heap: full });
  expect(without).toMatchObject({ code: 'program-out-of-memory' });
});
