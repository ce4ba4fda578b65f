import type { RuntimeId } from '../study/runtimes';
import type { Outcome } from '../base/outcome';
import type { Plan } from '../pruning/plan';
import type { PlanTable } from '../pruning/planTable';
import type { Unit } from '../pruning/cutUnits';
import type { LayerTimes } from '../pruning/layerTimes';
import type { LayerTimesJob, ProbeJob, ProbeResult } from '../protocol/allocation';
import type {
  AccuracyResult,
  AccuracyTick,
  LatencyJob,
  LatencyResult,
  LoadedLab,
  LoadProgress,
  TrainingOrder,
} from '../protocol/lab';
import type { Study } from '../study/point';
import type { QuietWorkers } from './energyRun';

/** What the state classes need of the worker pool; a test gives them another one. */
export interface Laboratory {
  readonly workerCount: number;
  load(onProgress: (progress: LoadProgress) => void): Promise<Outcome<LoadedLab>>;
  planTable(plan: Plan): Promise<Outcome<PlanTable>>;
  /** Answers to the first `images` test images; `split` shares them out among all workers. */
  measureAccuracy(
    job: { lane: string; plan: Plan; images: number; split: boolean; runtime: RuntimeId },
    onTick: (tick: AccuracyTick) => void,
  ): Promise<Outcome<AccuracyResult>>;
  measureLatency(job: LatencyJob): Promise<Outcome<LatencyResult>>;
  /** All workers once they rest, until they are released; null where the lane is cancelled before. */
  reserve(lane: string): Promise<QuietWorkers | null>;
  /**
   * The plan's network in a file. Refused with `network-gone` where that was trained and is no longer in memory.
   * @param study of the plan's point alone
   */
  networkFile(plan: Plan, study: Study): Promise<Outcome<Blob>>;
  /** What a file tells of its network, once all of it has been checked against the model. */
  readNetwork(file: Blob): Promise<Outcome<Study>>;
  /** From now on the plan's network is read from the file; null: it is repaired anew. */
  useNetwork(plan: Plan, file: Blob | null): void;
  /** For the training that runs in the lane, if one does. */
  steerTraining(lane: string, order: TrainingOrder): void;
  /** What the plan's method can cut on its own. */
  units(plan: Plan): Promise<Outcome<readonly Unit[]>>;
  /** Probes of one lane run side by side. */
  probe(job: ProbeJob): Promise<Outcome<ProbeResult>>;
  timeLayers(job: LayerTimesJob): Promise<Outcome<LayerTimes>>;
  /** Ends whatever runs in the lane with the code `superseded`. */
  cancel(lane: string): void;
}
