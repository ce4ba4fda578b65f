/** What the state classes need of the worker pool: a worker's own calls, asked of all of them together. */
import type { Outcome } from '../base/outcome';
import type { Plan } from '../pruning/plan';
import type {
  PointJob,
  PointResult,
  BackToBackJob,
  BackToBackResult,
  FrameJob,
  LabApi,
  LatencyJob,
} from '../protocol/lab';

/** One core alone, or all of them, each with a network of its own. */
export type BusyCores = 'one' | 'all';

/** The workers, kept free of everything else. */
export interface QuietWorkers {
  readonly workerCount: number;
  runBackToBack(
    job: Omit<BackToBackJob, 'lane' | 'kept'> & { readonly cores: BusyCores },
  ): Promise<Outcome<BackToBackResult>>;
  release(): void;
}

/** Calls that the pool passes on as they are, to whichever worker is free. */
type PassedOn = Pick<
  LabApi,
  'planTable' | 'pictures' | 'units' | 'layerDetail' | 'networkFile' | 'readNetwork'
>;

/** Calls whose workers show signs of life, which the pool alone needs. */
type Supervised = {
  readonly [K in 'probe' | 'timeLayers' | 'timePlan']: (
    job: Parameters<LabApi[K]>[0],
  ) => ReturnType<LabApi[K]>;
};

/** Said to all workers; nobody waits for an answer. */
type Told = {
  readonly [K in 'steerTraining' | 'cancel' | 'endFrames']: (
    ...said: Parameters<LabApi[K]>
  ) => void;
};

/** `PointJob` for the first `images` test images; `split` shares them out among all workers. */
export interface PagePointJob extends Pick<PointJob, 'lane' | 'plan' | 'runtime'> {
  readonly images: number;
  /**
   * True shares the images out among all workers, for one plan that somebody waits for. False keeps the plan in one
   * worker, so that a study of many plans, each in a lane of its own, repairs each of them only once.
   */
  readonly split: boolean;
}

/** Probes of one lane run side by side; every other job ends an older one of its lane with the code `superseded`. */
export interface LabWorkers extends PassedOn, Supervised, Told {
  readonly workerCount: number;
  /** Another request takes the place of the one before; the same one tries again. */
  load(...asked: Parameters<LabApi['load']>): ReturnType<LabApi['load']>;
  measurePoint(
    job: PagePointJob,
    onTick: Parameters<LabApi['measurePoint']>[1],
  ): Promise<Outcome<PointResult>>;
  /** `onTick` is called from the first timed run on. */
  measureLatency(
    job: Omit<LatencyJob, 'kept'>,
    onTick: Parameters<LabApi['measureLatency']>[1],
  ): ReturnType<LabApi['measureLatency']>;
  /** One picture from outside, by whichever worker is free. */
  classify(job: Omit<FrameJob, 'kept'>): ReturnType<LabApi['classify']>;
  /** All workers once they rest, until they are released; null where the lane is cancelled before. */
  reserve(lane: string): Promise<QuietWorkers | null>;
  /** From now on the plan's network is read from the file; null: it is repaired anew. */
  useNetwork(plan: Plan, file: Blob | null): void;
}
