/** Small networks with odd channel counts for the training kernels, which are started here from their plain SIMD build. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { mobilenetV2 } from '../../src/model/mobilenetV2';
import type { Network, NetworkConfig } from '../../src/model/network';
import { seededRandom } from '../../src/base/seededRandom';
import type { KernelHeap } from '../../workers/kernels/memory/heap';
import type { TrainingKernels } from '../../workers/kernels/training/kernels';
import { instantiate, TRAINING } from '../../workers/kernels/modules';

const MODULE = resolve(import.meta.dirname, '../../workers/kernels/build/training.simd.wasm');

export const CLASSES = 5;

export function readTrainingModule(): Buffer<ArrayBuffer> {
  return readFileSync(MODULE);
}

export async function startTrainingKernels(heap: KernelHeap): Promise<TrainingKernels> {
  const outcome = await instantiate(TRAINING, readTrainingModule(), heap);
  if (!outcome.ok) throw new Error(outcome.code);
  return outcome.value;
}

/** Every channel set has 2 to 8 channels, odd counts among them. */
export function narrowNetwork(config: Partial<NetworkConfig>, seed: number): Network {
  const random = seededRandom(seed, 0);
  const full: NetworkConfig = {
    width: 0.35,
    inputSize: 8,
    stemStride: 1,
    classes: CLASSES,
    ...config,
  };
  const sets = mobilenetV2(full).sets;
  return mobilenetV2(
    full,
    sets.map(() => 2 + Math.floor(7 * random())),
  );
}

export function batchOf(network: Network, count: number, seed: number) {
  const random = seededRandom(seed, 1);
  const { size, planes } = network.input;
  const values = count * size ** 2 * planes;
  const images = Float32Array.from({ length: values }, () => 2 * random() - 1);
  const labels = Array.from({ length: count }, () => Math.floor(network.classes * random()));
  return { images, labels };
}

/** Largest difference, in units of the largest value (1e-3 at least). */
export function worst(a: Float32Array, b: Float32Array): number {
  const scale = b.reduce((m, v) => Math.max(m, Math.abs(v)), 1e-3);
  return a.reduce((m, v, i) => Math.max(m, Math.abs(v - b[i])), 0) / scale;
}
