import type { LoadedLab } from '../protocol/lab';
import type { Environment } from '../study/record';
import type { Surroundings } from './labState.svelte';

const DATASET = 'Fashion-MNIST';

/** What a study says about the machine and the programs that it was measured with. */
export function environmentOf(
  { modelName, runtime }: LoadedLab,
  { crossOriginIsolated, cores, userAgent }: Surroundings,
  workers: number,
): Omit<Environment, 'measuredAt' | 'images'> {
  return {
    model: modelName,
    dataset: DATASET,
    userAgent,
    cores,
    workers,
    crossOriginIsolated,
    tfjsVersion: runtime.tfjsVersion,
    backend: runtime.backend,
    simd: runtime.simd,
    threads: runtime.threads,
  };
}
