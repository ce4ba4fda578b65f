/** Speed of single kernels against the machine's own peak, and of programs. */
import { seededRandom } from '../../../src/base/seededRandom';
import type { KernelHeap } from '../memory/heap';
import type { InferenceProgram } from '../inference/inferenceProgram';
import { medianMs, timeCase } from './kernelCase';
import { kernelList } from './kernelList';
import type { Kernels } from '../inference/kernels';

export interface KernelSpeed {
  readonly name: string;
  /** 10⁹ multiplications and additions a second; a sparse kernel's zeros are not counted. */
  readonly gflops: number;
  /** Of the multiply-add peak measured in the same run. */
  readonly shareOfPeak: number;
}

const FLOPS_A_ROUND = 12 * 4 * 2;
const PEAK_ROUNDS = 20_000;

/** GFLOP/s of multiply-adds between registers, in this build of the kernels. */
export function multiplyAddPeak(kernels: Kernels): number {
  const ms = medianMs(() => kernels.multiplyAdds(PEAK_ROUNDS), 9, 4);
  return (FLOPS_A_ROUND * PEAK_ROUNDS) / ms / 1e6;
}

/** Each kernel of the table on its typical shape. About 50 ms a kernel. */
export function kernelSpeeds(kernels: Kernels, heap: KernelHeap): KernelSpeed[] {
  return kernelList.map(({ name, makeCase, timed }) => {
    const gflops = timeCase(kernels, heap, name, makeCase(timed, seededRandom(1, 2)));
    return { name, gflops, shareOfPeak: gflops / multiplyAddPeak(kernels) };
  });
}

/** Median milliseconds of one run of `program` on images that lie in its own buffer. */
export function programMs(
  program: InferenceProgram,
  images: Float32Array,
  rounds = 15,
  sliceMs = 20,
): number {
  return medianMs(() => program.run(images), rounds, sliceMs);
}
