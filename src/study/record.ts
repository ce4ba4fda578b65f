/** What a study is: operating points and the environment they were measured in. README.md describes its files. */
import type { Plan } from '../pruning/plan';
import type { Energy } from './energy';
import type { LatencySummary } from './latency';
import type { PairedDifference } from './pairedDifference';

/** `correct` of `total` images; 0 ≤ correct ≤ total, total ≥ 1. */
export interface Proportion {
  readonly correct: number;
  readonly total: number;
}

/** One value right after cutting and one after repair; the second is null where the plan has no repair. */
export interface BeforeAndAfter<T> {
  readonly afterCutting: T;
  readonly afterRepair: T | null;
}

/** Bytes of the weights file, counted from bytes that were written. */
export interface Bytes {
  /** float32, every zero stored. */
  readonly dense: number;
  /** Each kernel as bitmask, 16-bit indices or dense, whichever is smallest. */
  readonly encoded: number;
  /** The dense file after gzip. */
  readonly gzip: number;
}

export type RuntimeId = 'tfjs' | 'kernels';

/** What can execute a network, one row each. */
export const RUNTIMES: readonly {
  readonly id: RuntimeId;
  readonly label: string;
  readonly name: string;
}[] = [
  { id: 'tfjs', label: 'TF.js', name: 'TF.js dense' },
  { id: 'kernels', label: 'lab kernels', name: 'Lab kernels (dense + sparse)' },
];

/** What one step of a repair brought, and how long it took. */
export interface RepairStepRecord {
  /** As the command line writes it: `least-squares=1000`. */
  readonly step: string;
  readonly accuracy: Proportion;
  /** Answering the test images left out. */
  readonly seconds: number;
}

/** One plan, measured. */
export interface OperatingPoint {
  readonly plan: Plan;
  /** Trainable values that are stored, zeros included. */
  readonly parameters: number;
  readonly nonZeros: number;
  /** Multiplications of one image by stored non-zeros. */
  readonly macs: number;
  readonly bytes: Bytes;
  /** Top-1 on the same first images of the test set at every point. */
  readonly accuracy: BeforeAndAfter<Proportion>;
  /** The accuracy it is judged by (second) less the dense network's (first) on the same images, where both are known. */
  readonly accuracyVsDense?: PairedDifference;
  /** After each repair step, in order; the last is `accuracy.afterRepair`. */
  readonly repairSteps?: readonly RepairStepRecord[];
  /** One sentence for each thing that did not go as planned. */
  readonly notes?: readonly string[];
  /** Mean over the images, in nats. */
  readonly crossEntropy?: BeforeAndAfter<number>;
  /** Top-1 of the images of each class, by class index; null for a class without images. */
  readonly perClass?: BeforeAndAfter<readonly (Proportion | null)[]>;
  /** Name of the lab kernel that computes each layer for a single image, where they run. */
  readonly kernels?: readonly string[];
  /** Batch 1, by what executed the network. */
  readonly latencyMs: Readonly<Partial<Record<RuntimeId, LatencySummary>>>;
  /** Null where it was neither measured nor estimated. */
  readonly energy: Energy | null;
}

/** Where and with what the points were measured. */
export interface Environment {
  /** Date and time of the first point, ISO 8601. */
  readonly measuredAt: string;
  readonly model: string;
  readonly dataset: string;
  /** Test images of every accuracy. */
  readonly images: number;
  readonly userAgent: string;
  readonly cores: number;
  /** Workers that shared the images of an accuracy. */
  readonly workers: number;
  /** True: latency is timed to 5 µs; false: to 100 µs. */
  readonly crossOriginIsolated: boolean;
  readonly tfjsVersion: string;
  readonly backend: string;
  readonly simd: boolean;
  readonly threads: number;
}

export interface Study {
  readonly environment: Environment;
  readonly points: readonly OperatingPoint[];
}

/** The accuracy a point is judged by: after repair where there was one. */
export function finalAccuracy({ accuracy }: Pick<OperatingPoint, 'accuracy'>): Proportion {
  return accuracy.afterRepair ?? accuracy.afterCutting;
}
