/** A lab worker behind a message channel, whose answers the test gives. */
import type { Outcome } from '../../src/base/outcome';
import { refusal } from '../../src/words/refusal';
import type { Timer } from '../../src/base/clock';
import { expose } from 'comlink';
import type {
  PointJob,
  PointPart,
  AccuracyTick,
  BackToBackJob,
  BackToBackResult,
  LabApi,
  LatencyJob,
  LatencyResult,
  LoadedLab,
  LoadRequest,
  SizeResult,
} from '../../src/protocol/lab';
import type { LabWorker } from '../../src/bridge/workerLife';

/** To what no test needs an answer of. */
export const NO_ANSWER = refusal('not-loaded');

export const LOADED = { ok: true, value: { subject: { id: 'subject-7' } } as LoadedLab } as const;

export const SIZE: SizeResult = {
  ...{ parameters: 9, nonZeros: 8, macs: 7, denseBytes: 6, encodedBytes: 5, gzipBytes: 4 },
  kernels: null,
};

export type Load = () => Outcome<LoadedLab> | Promise<Outcome<LoadedLab>>;

interface Running {
  readonly job: PointJob;
  readonly tick: (tick: AccuracyTick) => void;
  readonly finish: (outcome: Outcome<PointPart>) => void;
}

export class FakeWorker {
  readonly worker: LabWorker;
  running: Running | null = null;
  timed: LatencyJob | null = null;
  timing: ((outcome: Outcome<LatencyResult>) => void) | null = null;
  /** Tells how many rounds of the timing are done. */
  timingTick: (done: number) => void = () => {};
  repeating: {
    readonly job: BackToBackJob;
    readonly finish: (outcome: Outcome<BackToBackResult>) => void;
  } | null = null;
  terminated = false;
  loads = 0;
  readonly requests: LoadRequest[] = [];
  /** To trainings, in order. */
  readonly orders: string[] = [];
  tables = 0;
  /** The network that it has in memory. */
  file: Blob | null = null;
  private readonly events = new EventTarget();

  constructor(load: Load = () => LOADED) {
    const { port1, port2 } = new MessageChannel();
    expose(this.api(load), port2);
    this.worker = {
      postMessage: (message, transfer) => port1.postMessage(message, transfer ?? []),
      addEventListener: (type, listener) =>
        (type === 'error' ? this.events : port1).addEventListener(type, listener),
      removeEventListener: (type, listener) =>
        (type === 'error' ? this.events : port1).removeEventListener(type, listener),
      start: () => port1.start(),
      terminate: () => {
        this.terminated = true;
        port1.close();
      },
    };
  }

  crash(): void {
    this.events.dispatchEvent(new Event('error'));
  }

  /** Every image is given the class `prediction`. */
  answer(prediction: number): void {
    const { job, finish } = this.running as Running;
    const { range } = job;
    const predictions = new Uint16Array(range.to - range.from).fill(prediction);
    const confidences = new Float32Array(predictions.length).fill(0.5);
    this.running = null;
    finish({
      ok: true,
      value: {
        afterCutting: { range, predictions, confidences, crossEntropySum: predictions.length },
        afterRepair: null,
        cuttingMs: prediction,
        repairMs: 0,
        repairSteps: [],
        notes: [],
        size: range.from === 0 ? SIZE : null,
      },
    });
  }

  private api(load: Load): LabApi {
    return {
      load: async (request) => {
        this.loads++;
        this.requests.push(request);
        return load();
      },
      planTable: async () => {
        this.tables++;
        return NO_ANSWER;
      },
      pictures: async (images) => {
        const rgba = Uint8ClampedArray.from(images.flatMap((image) => [image, image, image, 255]));
        return { ok: true, value: { width: 1, height: 1, rgba } };
      },
      classify: async ({ plan, rgba }) => {
        this.orders.push(`frame ${plan.level}`);
        return { ok: true, value: { prediction: rgba[0], confidence: 0.5, milliseconds: 1 } };
      },
      endFrames: async () => void this.orders.push('end frames'),
      measurePoint: (job, tick) => new Promise((finish) => (this.running = { job, tick, finish })),
      measureLatency: (job, tick) => {
        this.timed = job;
        this.timingTick = tick;
        return new Promise((resolve) => (this.timing = resolve));
      },
      runBackToBack: (job) => new Promise((finish) => (this.repeating = { job, finish })),
      units: async () => NO_ANSWER,
      probe: async () => NO_ANSWER,
      timeLayers: async () => NO_ANSWER,
      layerDetail: async () => NO_ANSWER,
      timePlan: async () => NO_ANSWER,
      networkFile: async () =>
        this.file ? { ok: true, value: this.file } : refusal('network-gone'),
      readNetwork: async () => refusal('file-without-weights'),
      forget: async ({ level }) => void this.orders.push(`forget ${level}`),
      giveWay: async (ms) => void this.orders.push(`give way ${ms}`),
      steerTraining: async (lane, order) => void this.orders.push(`${lane} ${order}`),
      cancel: async (lane) => {
        if (this.repeating?.job.lane === lane) {
          this.repeating.finish(refusal('superseded'));
          this.repeating = null;
        }
        if (this.running?.job.lane !== lane) return;
        this.running.finish(refusal('superseded'));
        this.running = null;
      },
      memory: async () => ({ tensors: 0, tensorBytes: 0, heapBytes: 0 }),
    };
  }
}

/** A timer that rings when the test says so, or once the test's own time has come. */
export class ManualTimer {
  private readonly waiting = new Map<() => void, number>();
  private now = 0;
  readonly start: Timer = (ms, action) => {
    this.waiting.set(action, this.now + ms);
    return () => this.waiting.delete(action);
  };

  ring(): void {
    for (const action of [...this.waiting.keys()]) action();
  }

  advance(ms: number): void {
    this.now += ms;
    for (const [action, at] of [...this.waiting]) if (at <= this.now) action();
  }
}

/** Lets every message that is under way arrive. */
export async function settle(): Promise<void> {
  for (let i = 0; i < 10; i++) await new Promise((resolve) => setImmediate(resolve));
}
