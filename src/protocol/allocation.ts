/** Trying out cuts of single channel sets or layers, and timing layers. Types only. */
import type { Outcome } from '../base/outcome';
import type { Unit } from '../pruning/cutUnits';
import type { LayerTimes } from '../pruning/layerTimes';
import type { Plan } from '../pruning/plan';

/** One network between the dense one and the plan's. */
export interface ProbeJob {
  readonly lane: string;
  /** Its method ranks, with its minimum; its level, repair and shares have no influence. */
  readonly plan: Plan;
  /** By channel set, or by layer of the network: share to cut; null or missing leaves it whole. */
  readonly shares: readonly (number | null)[];
  /** Training images that answer: the last of the file, which nothing is calibrated on. */
  readonly images: number;
  /** Training images for recalibration, the first of the file; 0 for none. */
  readonly calibrationImages: number;
}

export interface ProbeResult {
  readonly correct: number;
  readonly images: number;
  /** Mean over the images, in nats. */
  readonly crossEntropy: number;
}

export interface LayerTimesJob {
  readonly lane: string;
}

export interface AllocationApi {
  /** What the plan's method can cut on its own. */
  units(plan: Plan): Promise<Outcome<readonly Unit[]>>;
  /** Forward only. `onAlive` is called every few seconds. */
  probe(job: ProbeJob, onAlive: () => void): Promise<Outcome<ProbeResult>>;
  /** With the lab's kernels at batch 1, where nothing else runs. Refused where they cannot run. */
  timeLayers(job: LayerTimesJob, onAlive: () => void): Promise<Outcome<LayerTimes>>;
}
