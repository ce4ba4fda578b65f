/** An operating point: a plan with all that was measured of it, and where and when. README.md describes its files. */
import type { StudyAbout } from './about';
import type { RuntimeId } from './runtimes';
import type { Proportion } from './proportion';
import type { Plan } from '../pruning/plan';
import type { Environment } from './environment';
import type { Latencies } from './latency';
import type { PairedDifference } from './pairedDifference';
import type { EnergyRecord } from '../meter/energy/energyRecord';

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
  /** The dense file after gzip; null while its pictures were not answered. */
  readonly gzip: number | null;
}

/** What one step of a repair brought, and how long it took. */
export interface RepairStepRecord {
  /** As the command line writes it: `least-squares=1000`. */
  readonly step: string;
  readonly accuracy: Proportion;
  /** Answering the test images left out. */
  readonly seconds: number;
  /** Of a training: how many workers did it together. */
  readonly workers?: number;
}

/** Values of an int8 network's maps beyond what their integers stand for. */
export interface Saturation {
  /** Of all values, 0 … 1. */
  readonly share: number;
  /** Of the first test images. */
  readonly images: number;
}

/** Where and when a point, or a part of it, was measured. */
export interface Origin {
  readonly environment: Environment;
  /** ISO 8601. */
  readonly measuredAt: string;
}

/** One plan, measured. */
export interface OperatingPoint {
  readonly plan: Plan;
  /** Of accuracy and sizes; also of latency and energy where those have none of their own. */
  readonly origin: Origin;
  /** What answered the images; absent where a file does not say. */
  readonly runtime?: RuntimeId;
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
  /** Of an int8 network where it was counted. */
  readonly saturated?: Saturation;
  /** One sentence for each thing that did not go as planned. */
  readonly notes?: readonly string[];
  /** Mean over the images, in nats. */
  readonly crossEntropy?: BeforeAndAfter<number>;
  /** Top-1 of the images of each class, by class index; null for a class without images. */
  readonly perClass?: BeforeAndAfter<readonly (Proportion | null)[]>;
  /** Name of the lab kernel that computes each layer for a single image, where they run. */
  readonly kernels?: readonly string[];
  /** Batch 1, by what executed the network. */
  readonly latencyMs: Latencies;
  /** Of the latency, where it was timed at another time or in another environment. */
  readonly latencyOrigin?: Origin;
  /** Null where it was neither measured nor estimated. */
  readonly energy: Energy | null;
}

export interface Study {
  /** Absent where a file does not say, and of points that belong to no study. */
  readonly about?: StudyAbout;
  readonly points: readonly OperatingPoint[];
}

/** The accuracy a point is judged by: after repair where there was one. */
export function finalAccuracy({ accuracy }: Pick<OperatingPoint, 'accuracy'>): Proportion {
  return accuracy.afterRepair ?? accuracy.afterCutting;
}

/** Its latency came first: it was cut and timed, and its pictures are still to be answered. */
export function awaitsPictures({ bytes }: { bytes: Pick<Bytes, 'gzip'> }): boolean {
  return bytes.gzip === null;
}

/** On one runtime at least. */
export function hasLatency({ latencyMs }: Pick<OperatingPoint, 'latencyMs'>): boolean {
  return Object.keys(latencyMs).length > 0;
}

/** Null before it was timed, and where a point that is being measured has none yet. */
export function latencyOrigin(
  point: Pick<OperatingPoint, 'latencyMs'> &
    Partial<Pick<OperatingPoint, 'origin' | 'latencyOrigin'>>,
): Origin | null {
  return hasLatency(point) ? (point.latencyOrigin ?? point.origin ?? null) : null;
}

/** Null before it was measured or estimated. */
export function energyOrigin({
  energy,
  origin,
}: Pick<OperatingPoint, 'energy'> & Partial<Pick<OperatingPoint, 'origin'>>): Origin | null {
  return energy && (energy.origin ?? origin ?? null);
}

/** Joules per inference at batch 1, and under which load they were found. */
export interface Energy extends EnergyRecord {
  /** What executed the network; absent where a file does not say. */
  readonly runtime?: RuntimeId;
  /** Workers that ran it at the same time, each for itself; absent where a file does not say. */
  readonly cores?: number;
  /** That computed each image together, in each of the workers; absent where it was one. */
  readonly threads?: number;
  /** Of the windows, or of the latency behind an estimate; absent where they are the point's own. */
  readonly origin?: Origin;
}
