import { NOT_LOADED } from '../protocol/notLoaded';
import type { Timer } from '../base/clock';
import type { Outcome, Refusal } from '../base/outcome';
import { refusal } from '../words/refusal';
import { proxy, type Remote } from 'comlink';
import type { Plan } from '../pruning/plan';
import type { LabApi, LoadedLab, LoadProgress, LoadRequest, TrainingOrder } from '../protocol/lab';
import { WorkerLife, type CreateWorker } from './workerLife';

/**
 * Longer than any step without a sign of life takes on a Raspberry Pi: a download that moves shows it with every chunk and
 * is given up after 10 s of silence, and compiling a module, its self-test or unpacking a file take some seconds each.
 */
const HUNG_AFTER_MS = 30_000;
/** A slower machine, or server, shows when the page opens and when a worker loads: it is given so many times that, … */
const STARTS_OF_PATIENCE = 4;
/** … but no more than this. */
const MOST_PATIENCE_MS = 300_000;

/** A call to the worker; `alive` is to be called at every sign of life. */
type Call<T> = (api: Remote<LabApi>, alive: () => void) => Promise<Outcome<T>>;

/** One worker of the pool, which is replaced when it crashes or hangs. */
export class Member {
  private readonly createWorker: CreateWorker;
  private readonly timer: Timer;
  private readonly onBusy: (change: 1 | -1) => void;
  private life: WorkerLife;
  private request: LoadRequest | null = null;
  private loaded: LoadedLab | null = null;
  private patienceMs: number;
  private whyLost = LOST;
  /** Told at every sign of life during a call. */
  private alive = () => {};

  /**
   * @param pageStartMs what the page took to open
   * @param onBusy told at the beginning and the end of every call
   */
  constructor(
    createWorker: CreateWorker,
    timer: Timer,
    pageStartMs: number,
    onBusy: (change: 1 | -1) => void,
  ) {
    this.createWorker = createWorker;
    this.timer = timer;
    this.onBusy = onBusy;
    this.patienceMs = patienceMs(pageStartMs);
    this.life = this.newLife();
  }

  /** May be called again: only what is missing is fetched. Another request takes the place of the one before. */
  async load(
    request: LoadRequest,
    onProgress: (progress: LoadProgress) => void,
  ): Promise<Outcome<LoadedLab>> {
    if (this.request !== request) this.loaded = null;
    this.request = request;
    if (this.life.crashed) this.replace();
    if (this.loaded) return { ok: true, value: this.loaded };
    const start = performance.now();
    const outcome = await this.supervise((api, alive) => {
      const progress = (value: LoadProgress) => {
        alive();
        onProgress(value);
      };
      return api.load(request, proxy(progress));
    });
    if (outcome?.ok) {
      this.loaded = outcome.value;
      this.patienceMs = patienceMs(performance.now() - start);
    }
    return outcome ?? this.whyLost;
  }

  /** A call during which the worker is lost is repeated once, with a new worker. */
  async run<T>(call: Call<T>): Promise<Outcome<T>> {
    for (let attempt = 1; attempt <= 2; attempt++) {
      if (!this.request) return NOT_LOADED;
      const loaded = await this.load(this.request, () => {});
      if (!loaded.ok) return loaded;
      const outcome = await this.supervise(call);
      if (outcome) return outcome;
    }
    return this.whyLost;
  }

  /** Answered between two steps of whatever the worker does; given up where it is lost. */
  async look<T>(call: (api: Remote<LabApi>) => Promise<Outcome<T>>): Promise<Outcome<T>> {
    if (!this.loaded) return NOT_LOADED;
    try {
      return (await Promise.race([call(this.life.api), this.life.crash])) ?? LOST;
    } catch (error) {
      return failed(error);
    }
  }

  steerTraining(lane: string, order: TrainingOrder): void {
    void this.life.api.steerTraining(lane, order);
  }

  endFrames(): void {
    void this.life.api.endFrames();
  }

  giveWay(ms: number): void {
    void this.life.api.giveWay(ms);
  }

  forget(plan: Plan): void {
    void this.life.api.forget(plan);
  }

  cancel(lane: string): void {
    void this.life.api.cancel(lane);
  }

  close(): void {
    this.life.end();
  }

  /** Null where the worker was lost; there is a new one then. */
  private async supervise<T>(call: Call<T>): Promise<Outcome<T> | null> {
    const { life } = this;
    let hang = () => {};
    const hung = new Promise<null>((resolve) => (hang = () => resolve(null)));
    let stopTimer = this.timer(this.patienceMs, hang);
    this.alive = () => {
      stopTimer();
      stopTimer = this.timer(this.patienceMs, hang);
    };
    this.onBusy(1);
    try {
      const outcome = await Promise.race([call(life.api, this.alive), life.crash, hung]);
      if (outcome) life.worked = true;
      else this.replace();
      return outcome;
    } catch (error) {
      return failed(error);
    } finally {
      this.alive = () => {};
      this.onBusy(-1);
      stopTimer();
    }
  }

  private replace(): void {
    this.whyLost = this.reason();
    this.life.end();
    this.loaded = null;
    this.life = this.newLife();
  }

  private reason(): Refusal {
    const { crashed, worked } = this.life;
    if (crashed && !worked) return NOT_STARTED;
    if (this.loaded) return LOST;
    return crashed
      ? CRASHED_LOADING
      : refusal('worker-silent', { seconds: this.patienceMs / 1000 });
  }

  private newLife(): WorkerLife {
    return new WorkerLife(this.createWorker, () => this.alive());
  }
}

function patienceMs(startMs: number): number {
  return Math.min(MOST_PATIENCE_MS, Math.max(HUNG_AFTER_MS, STARTS_OF_PATIENCE * startMs));
}

const LOST = refusal('worker-lost');
const NOT_STARTED = refusal('worker-not-started');
const CRASHED_LOADING = refusal('worker-crashed-loading');

/** Of an error that nobody expected: memory that ran out, or a mistake of ours. */
function failed(error: unknown): Refusal {
  const reason = error instanceof Error ? error.message : String(error);
  return refusal('worker-failed', { reason });
}
