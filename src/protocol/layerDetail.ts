/** One layer under the magnifier, and how long each layer of a plan's network takes. Types only. */
import type { Outcome } from '../base/outcome';
import type { LayerDetail } from '../pruning/layerDetail';
import type { Plan } from '../pruning/plan';

export interface LayerDetailJob {
  readonly lane: string;
  /** Its level and repair have no influence. */
  readonly plan: Plan;
  /** Index in the network. */
  readonly layer: number;
}

export interface PlanTimesJob {
  readonly lane: string;
  /** Timed right after cutting: repair changes no layer's shape. */
  readonly plan: Plan;
}

/** ms of one image, by layer of the network; a layer that runs inside another call takes none. */
export interface PlanTimes {
  readonly dense: Float64Array;
  readonly cut: Float64Array;
}

export interface LayerApi {
  /** For all levels at once. Of the dense weights: no weight crosses, but what is known of them. */
  layerDetail(job: LayerDetailJob): Promise<Outcome<LayerDetail>>;
  /** With the lab's kernels at batch 1, where nothing else runs. Refused where they cannot run. */
  timePlan(job: PlanTimesJob, onAlive: () => void): Promise<Outcome<PlanTimes>>;
}
