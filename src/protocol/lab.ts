/**
 * Every type that crosses between the page and a lab worker. Types only.
 * Calls are coarse (one request, one record) and never throw for expected trouble: they return outcomes.
 * No weight and no image crosses after loading, but for a network that a person keeps, in a file, whole, and for the few
 * pictures that are shown.
 */
import type { RuntimeId } from '../study/runtimes';
import type { Note, Outcome, Refusal } from '../base/outcome';
import type { Plan, PlanStep } from '../pruning/plan';
import type { PlanTable } from '../pruning/planTable';
import type { ModelInput } from '../subject/modelInput';
import type { Subject } from '../subject/subject';
import type { Saturation, Study } from '../study/point';
import type { AllocationApi } from './allocation';
import type { LayerApi } from './layerDetail';

/** Where a worker fetches its files from; absolute addresses. */
export interface LoadRequest {
  /** Folder of manifest.json and weights.bin. */
  readonly modelUrl: string;
  /** Folder of the four IDX files and their checksums; null for a network without pictures. */
  readonly datasetUrl: string | null;
}

export interface LoadProgress {
  readonly file: string;
  readonly receivedBytes: number;
  /** 0 where the server does not say. */
  readonly totalBytes: number;
}

export interface LoadedLab {
  readonly subject: Subject;
  /** What the network expects of pictures; null where only its data set says so. */
  readonly input: ModelInput | null;
  /** True class of each test image: the page counts correct answers, classes and confusions from them; none without pictures. */
  readonly testLabels: Uint16Array;
  /** What runs: TF.js version, SIMD or not, threads. */
  readonly runtime: RuntimeInfo;
  /** What can execute a network here. */
  readonly runtimes: readonly RuntimeId[];
  /** What this browser lacks and what that costs; empty where nothing is lost. */
  readonly notes: readonly Note[];
}

export interface RuntimeInfo {
  readonly tfjsVersion: string;
  readonly backend: string;
  readonly simd: boolean;
  readonly threads: number;
  /** The lab's own kernels beside TF.js: which build runs, or why they cannot. */
  readonly kernels:
    | { readonly available: true; readonly build: 'simd' | 'relaxed' }
    | { readonly available: false; readonly why: Refusal };
}

/** A half-open range [from, to) of test images, always in the order of the file. */
export interface ImageRange {
  readonly from: number;
  readonly to: number;
}

/** Answers of one network to a range of test images. */
export interface Answers {
  readonly range: ImageRange;
  /** Predicted class of each image. */
  readonly predictions: Uint16Array;
  /** Softmax probability of that class, 0 to 1. */
  readonly confidences: Float32Array;
  /** Sum over the images of the cross-entropy in nats. */
  readonly crossEntropySum: number;
}

export interface AccuracyTick {
  /** `rest-after-cutting`: the repaired network has answered, and the cut one goes on from its first answers. */
  readonly stage: 'cutting' | 'after-cutting' | 'repair' | 'after-repair' | 'rest-after-cutting';
  readonly correct: number;
  readonly total: number;
  /** The repair step that runs. */
  readonly step?: PlanStep['kind'];
  /** How its training goes. */
  readonly training?: TrainingTick;
}

/** A training after one of its steps. */
export interface TrainingTick {
  /** Steps so far. */
  readonly step: number;
  /** Pauses left out. */
  readonly seconds: number;
  readonly secondsLeft: number;
  /** Running mean over the last ten batches or so, in nats. */
  readonly loss: number;
  /** Share of the last batch's images that were answered rightly. */
  readonly accuracy: number;
  readonly paused: boolean;
  /** That train together. */
  readonly workers: number;
}

/** What a person wants of a training that runs: `keep` ends it and keeps what was reached. */
export type TrainingOrder = 'pause' | 'resume' | 'keep';

/** A worker's place among those that train one network together. */
export interface TeamSeat {
  readonly rank: number;
  readonly size: number;
  /** Of `teamMemory`. */
  readonly shared: SharedArrayBuffer;
  /** One 32-bit count of the workers that are ready to train. */
  readonly arrivals: SharedArrayBuffer;
}

/** One step behind the cut, done. */
export interface RepairedStep {
  readonly step: PlanStep;
  /** Right answers of the job's images after it. */
  readonly correct: number;
  readonly total: number;
  /** That the step took, answering the images left out. */
  readonly seconds: number;
  /** Of a training: how many workers did it together. */
  readonly workers?: number;
}

export interface PointJob {
  /** A newer job with the same lane supersedes an older one. */
  readonly lane: string;
  readonly plan: Plan;
  readonly range: ImageRange;
  /** What answers the images; the repair is the same. */
  readonly runtime: RuntimeId;
  /** Nobody waits for this point alone, as in a study: it gives way to the page while that is used. */
  readonly hasTime?: true;
  /** Where several workers train the plan's network together. */
  readonly team?: TeamSeat;
  /** The plan's network in a file: it answers, and nothing is repaired. */
  readonly kept?: Blob;
}

export interface PointResult {
  readonly afterCutting: Answers;
  /** Null where the plan has no repair. */
  readonly afterRepair: Answers | null;
  readonly cuttingMs: number;
  readonly repairMs: number;
  /** The plan's repair steps in order, then what rounded its weights; the last one's accuracy is that after repair. */
  readonly repairSteps: readonly RepairedStep[];
  /** Of an int8 network that was made just now. */
  readonly saturated?: Saturation;
  /** What did not go as planned. */
  readonly notes: readonly Note[];
  /** Of the network that answered last. */
  readonly size: SizeResult;
}

/** What one worker answers. */
export interface PointPart extends Omit<PointResult, 'size'> {
  /** Null where its images do not begin the file: of all workers that share the images one counts the bytes. */
  readonly size: SizeResult | null;
}

/** Counted from bytes that were really written. */
export interface CountedSize {
  readonly parameters: number;
  readonly nonZeros: number;
  readonly macs: number;
  /** The float32 weights file with every zero stored. */
  readonly denseBytes: number;
  /** The same file with each kernel as bitmask, 16-bit indices or dense, whichever is smallest. */
  readonly encodedBytes: number;
}

export interface SizeResult extends CountedSize {
  /** The float32 weights file after gzip. */
  readonly gzipBytes: number;
  /** The lab kernel that computes each layer for a single image; null where they cannot run. */
  readonly kernels: readonly string[] | null;
}

export interface LatencyJob {
  readonly lane: string;
  readonly plans: readonly Plan[];
  /** By plan: its network in a file, where it was kept. */
  readonly kept?: readonly (Blob | undefined)[];
  readonly warmUpRuns: number;
  readonly runs: number;
  /** Of each run, where the runtime has several; one where absent. */
  readonly threads?: number;
}

/** Milliseconds of single images on each runtime that there is, one value a round. */
export type RuntimeRuns = Readonly<Partial<Record<RuntimeId, Float64Array>>>;

/** A network that was timed, on each runtime that there is. */
export interface TimedNetwork {
  readonly runsMs: RuntimeRuns;
  /** That its run needs at most, weights included; a runtime that does not tell is left out. */
  readonly memoryBytes: Readonly<Partial<Record<RuntimeId, number>>>;
}

export interface TimedPlan extends TimedNetwork {
  /** Of the network that ran. */
  readonly size: CountedSize;
  /** The dense network in the same rounds; null where the plan is the dense network. */
  readonly dense: RuntimeRuns | null;
}

export interface LatencyResult {
  /** By plan. */
  readonly timed: readonly TimedPlan[];
  /** Resolution of the timer, ms. */
  readonly tickMs: number;
}

/** The load of an energy window: one image, over and over, at batch 1. */
export interface BackToBackJob {
  readonly lane: string;
  /** Cut and repaired as its operating point is. */
  readonly plan: Plan;
  readonly runtime: RuntimeId;
  /** Of each run, where the runtime has several; one where absent. */
  readonly threads?: number;
  readonly durationMs: number;
  /** The plan's network in a file. */
  readonly kept?: Blob;
}

export interface BackToBackResult {
  /** From the first inference's start to the last one's end; page time, ms. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly inferences: number;
  /** Median latency of the first and of the last fifth of the inferences. */
  readonly firstFifthMs: number;
  readonly lastFifthMs: number;
}

/** Test pictures as their file holds them: what the network reads is made of these bytes. */
export interface TestPictures {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  /** [pictures][height][width][4], opaque; grey is repeated. */
  readonly rgba: Uint8ClampedArray<ArrayBuffer>;
}

/** A picture from outside, for the network of a plan. */
export interface FrameJob {
  readonly plan: Plan;
  readonly runtime: RuntimeId;
  /** [height][width][4] of the subject's pictures, as `TestPictures`. */
  readonly rgba: Uint8ClampedArray<ArrayBuffer>;
  /** The plan's network in a file. */
  readonly kept?: Blob;
}

export interface FrameAnswer {
  /** Predicted class. */
  readonly prediction: number;
  /** Softmax probability of that class, 0 to 1. */
  readonly confidence: number;
  /** From the picture's bytes to the class scores. */
  readonly milliseconds: number;
}

export interface MemoryInfo {
  readonly tensors: number;
  readonly tensorBytes: number;
  readonly heapBytes: number;
}

export interface LabApi extends AllocationApi, LayerApi {
  load(
    request: LoadRequest,
    onProgress: (progress: LoadProgress) => void,
  ): Promise<Outcome<LoadedLab>>;
  /** The plan's level is ignored: every stop is filled. */
  planTable(plan: Plan): Promise<Outcome<PlanTable>>;
  /** In the order asked for. @param images indices of test images; those that there are not are blank */
  pictures(images: readonly number[]): Promise<Outcome<TestPictures>>;
  /**
   * Cuts, repairs, answers and counts bytes, all of it with one cut. Latency is asked for on its own: the other workers have
   * to rest meanwhile, and several plans take turns beside the dense network. It finds the network in memory.
   */
  measurePoint(job: PointJob, onTick: (tick: AccuracyTick) => void): Promise<Outcome<PointPart>>;
  /** Refused with `network-gone` where training decided on a plan's zeros and its network is no longer in memory. */
  measureLatency(job: LatencyJob, onTick: (done: number) => void): Promise<Outcome<LatencyResult>>;
  /** `onAlive` is called every few seconds. */
  runBackToBack(job: BackToBackJob, onAlive: () => void): Promise<Outcome<BackToBackResult>>;
  /**
   * The plan's network in a file. Refused with `network-gone` where that was trained and is no longer in memory.
   * @param study of the plan's point alone: how the network was made
   */
  networkFile(plan: Plan, study: Study): Promise<Outcome<Blob>>;
  /** What a file tells of its network, once all of it has been checked against the model. */
  readNetwork(file: Blob): Promise<Outcome<Study>>;
  /** One frame of a camera; its network stays ready for the next one. Refused as `networkFile`. `onAlive` as above. */
  classify(job: FrameJob, onAlive: () => void): Promise<Outcome<FrameAnswer>>;
  /** No more frames will come: their network gives its memory back. */
  endFrames(): Promise<void>;
  /** The plan's network is in memory no longer. */
  forget(plan: Plan): Promise<void>;
  /** For the training that runs in the lane, if one does. */
  steerTraining(lane: string, order: TrainingOrder): Promise<void>;
  /** For so many milliseconds from now: what has time rests between two batches. */
  giveWay(ms: number): Promise<void>;
  /** Ends the running job of the lane with `superseded`. */
  cancel(lane: string): Promise<void>;
  memory(): Promise<MemoryInfo>;
}
