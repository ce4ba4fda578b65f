/** Kernels that the device's clock chooses: by speeds alone, and with the same scores whatever it says. */
import { beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/base/seededRandom';
import { mobilenetV2 } from '../../src/model/mobilenetV2';
import type { Weights } from '../../src/model/network';
import { tilesOf, timedTiles, type KernelSpeeds } from '../../workers/kernels/checks/tileSpeeds';
import { choose, USUAL_TILES, type Tiles } from '../../workers/kernels/inference/choose';
import { compileProgram } from '../../workers/kernels/inference/inferenceProgram';
import type { Kernels } from '../../workers/kernels/inference/kernels';
import { layerKernels } from '../../workers/kernels/inference/layerKernels';
import { BumpHeap, type KernelHeap } from '../../workers/kernels/memory/heap';
import { initialWeights } from '../../workers/kernels/training/initialWeights';
import { startKernels } from './kernelModule';
import { PartsInTurn } from './partsInTurn';

/** Multiply-adds a cycle that a model gives for a Cortex-A72, times ten. */
const CORTEX_A72 = {
  ...{ pointwise: 27, pointwise16: 35, pointwiseSmall: 27, pointwiseSmall16: 35 },
  ...{ sparse32: 29, sparse32Quads: 34, sparse16: 23, sparse16Quads: 30, sparse4: 16 },
};
const ALL_TWINS: Tiles['twins'] = {
  pointwise: 'pointwise16',
  pointwiseSmall: 'pointwiseSmall16',
  sparse32: 'sparse32Quads',
  sparse28: 'sparse28Quads',
  sparse16: 'sparse16Quads',
};

const always = (speeds: KernelSpeeds) => Array<KernelSpeeds>(8).fill(speeds);

let heap: KernelHeap;
let kernels: Kernels;

beforeAll(async () => {
  ({ heap, kernels } = await startKernels());
});

describe('the choice by speeds', () => {
  it('takes twins that are clearly faster, each for itself', () => {
    expect(tilesOf(always(CORTEX_A72)).twins).toEqual(ALL_TWINS);
    const slower = { ...CORTEX_A72, pointwise16: 28, sparse32Quads: 20 };
    expect(tilesOf(always(slower)).twins).toEqual({
      ...{ pointwiseSmall: 'pointwiseSmall16', sparse16: 'sparse16Quads' },
    });
  });

  it('leaves usual kernels where another program held them up in half of the rounds', () => {
    const slow = { ...CORTEX_A72, pointwise16: 27, pointwise: 27 };
    const heldUp = { ...slow, pointwise: 5 };
    const rounds = [...always(slow), ...always(heldUp)];
    expect(tilesOf(rounds).twins).not.toHaveProperty('pointwise');
    expect(tilesOf(always(heldUp).slice(1))).toBe(USUAL_TILES);
  });

  it('lets sparse kernels begin where they are as fast, within bounds', () => {
    const { breakEvens } = tilesOf(always(CORTEX_A72));
    expect(breakEvens.sparse32).toBe(0.1);
    expect(breakEvens.sparse16).toBeCloseTo(1 - 30 / 35);
    expect(breakEvens.sparse4).toBeCloseTo(1 - 16 / 35);
    expect(tilesOf(always({ ...CORTEX_A72, sparse4: 1 })).breakEvens.sparse4).toBe(0.7);
  });

  it('moves each row of the table with its class', () => {
    const shape = { inChannels: 64, outChannels: 384, columns: 256, inPitch: 1088, zeroBlocks: 0 };
    const tiles: Tiles = { twins: ALL_TWINS, breakEvens: { sparse32: 0.2 } };
    const kernelFor = (zeros: number, change = {}) =>
      choose({ ...shape, ...change, zeros }, tiles).kernel;
    expect([0.19, 0.2].map((zeros) => kernelFor(zeros))).toEqual(['pointwise16', 'sparse32Quads']);
    const many = { inChannels: 960 };
    expect([0.24, 0.26].map((zeros) => kernelFor(zeros, many))).toEqual([
      ...['pointwise16', 'sparse32Quads'],
    ]);
    expect(kernelFor(0.3, { columns: 16 })).toBe('pointwise16');
    expect(kernelFor(0.3, { columns: 4 })).toBe('pointwiseSmall16');
  });
});

describe('the timing', () => {
  it('says of each class, or of none, from which zeros on', () => {
    const { twins, breakEvens } = timedTiles(kernels, heap);
    expect(ALL_TWINS).toMatchObject(twins);
    expect([0, 3]).toContain(Object.keys(breakEvens).length);
    for (const share of Object.values(breakEvens)) {
      expect(share).toBeGreaterThanOrEqual(0.1);
      expect(share).toBeLessThanOrEqual(0.7);
    }
  });

  it('is left out where there is no memory for it', () => {
    expect(timedTiles(kernels, { ...new BumpHeap(), malloc: () => 0, free: () => {} })).toBe(
      USUAL_TILES,
    );
  });
});

const NETWORK = mobilenetV2({ width: 0.35, inputSize: 32, stemStride: 1, classes: 10 });
/** What a device with 32 vector registers may say. */
const TWINS: Tiles = { twins: ALL_TWINS, breakEvens: {} };

function weightsWith(zeros: number): Weights {
  const random = seededRandom(3, 1);
  return initialWeights(NETWORK, seededRandom(3, 0)).map((layer, i) =>
    NETWORK.layers[i].kind === 'pointwise'
      ? { ...layer, kernel: layer.kernel.map((w) => (random() < zeros ? 0 : w)) }
      : layer,
  );
}

function scores(weights: Weights, batch: number, tiles: Tiles, threads: number): Float32Array {
  const team = threads > 1 ? new PartsInTurn(threads, 'backwards') : undefined;
  const program = compileProgram(NETWORK, weights, batch, kernels, heap, { tiles, team });
  if (!program.ok) throw new Error(program.code);
  const images = Float32Array.from({ length: batch * 32 * 32 * 3 }, (_, i) => Math.sin(i * 0.7));
  const logits = program.value.run(images).slice();
  program.value.dispose();
  return logits;
}

describe('twins', () => {
  it.each([
    [0, 1, 1],
    [0, 16, 1],
    [0.5, 1, 3],
    [0.8, 5, 1],
    [0.9, 1, 1],
  ])('give the same bits: zeros %f, images %i, threads %i', (zeros, batch, threads) => {
    const weights = weightsWith(zeros);
    const usual = scores(weights, batch, USUAL_TILES, 1);
    expect(scores(weights, batch, TWINS, threads)).toEqual(usual);
    expect(usual.some((score) => score !== 0)).toBe(true);
  });

  it('multiply the patches of the images, too', () => {
    const stemOf = (tiles: Tiles) => {
      const layers = layerKernels(NETWORK, weightsWith(0), 1, tiles);
      return layers.ok && layers.value[0].kernel;
    };
    expect([USUAL_TILES, TWINS].map(stemOf)).toEqual(['stem', 'stem16']);
  });

  it('leave the kernels of batches as they are whatever the clock says of break-evens', () => {
    const weights = weightsWith(0.3);
    const early: Tiles = { twins: {}, breakEvens: { sparse32: 0.1, sparse16: 0.1, sparse4: 0.1 } };
    const kernelsOf = (batch: number, tiles: Tiles) => {
      const layers = layerKernels(NETWORK, weights, batch, tiles);
      return layers.ok ? layers.value.map(({ kernel }) => kernel) : [];
    };
    expect(kernelsOf(16, early)).toEqual(kernelsOf(16, USUAL_TILES));
    expect(kernelsOf(1, early)).not.toEqual(kernelsOf(1, USUAL_TILES));
  });
});
