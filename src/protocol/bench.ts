/** What the benchmark measures and how it is told; types only. `npm run bench -- --json` writes a report. */
import type { Outcome } from '../base/outcome';

/** Runtimes from outside on the dense network, and networks of our own; `own 1 thread` is the same work on one thread. */
export type Rival =
  | 'tfjs-wasm'
  | 'tfjs-cpu'
  | 'onnxruntime-web'
  | 'onnxruntime-web-int8'
  | 'litert'
  | 'litert-int8'
  | 'own dense'
  | 'own int8'
  | 'own 1 thread';

export interface BenchRatio {
  /** Network and setting: `sparse80 32px b16`. */
  readonly work: string;
  readonly against: Rival;
  /** That ours ran on; theirs as well, but for `own 1 thread`. */
  readonly threads: number;
  /** Median of theirsMs / oursMs of the rounds: above 1 we are faster. */
  readonly ratio: number;
  /** Median milliseconds of one run of a whole batch (of one image for training). */
  readonly oursMs: number;
  readonly theirsMs: number;
}

export interface BenchKernel {
  readonly name: string;
  readonly gflops: number;
  /** Of the multiply-adds that the machine does between registers, measured in the same run. */
  readonly shareOfPeak: number;
}

/** One network and engine by itself: engines that take turns push each other's weights out of the caches. */
export interface BenchAlone {
  readonly work: string;
  readonly engine: Rival;
  readonly threads: number;
  readonly ms: number;
}

export interface BenchReport {
  readonly environment: Readonly<Record<string, string | number | boolean>>;
  readonly ratios: readonly BenchRatio[];
  readonly alone: readonly BenchAlone[];
  readonly kernels: readonly BenchKernel[];
}

export interface BenchProgress {
  /** What is measured now. */
  readonly stage: string;
  /** 0 to 1. */
  readonly share: number;
}

export interface BenchApi {
  /** The quick form: 32 px, TF.js and the lab's kernels. */
  run(
    modelUrl: string,
    datasetUrl: string | null,
    onProgress: (progress: BenchProgress) => void,
  ): Promise<Outcome<BenchReport>>;
}
