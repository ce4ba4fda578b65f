import { proxy, type Remote } from 'comlink';
import type { Timer } from '../data/timer';
import type { Outcome, Plan, Refusal } from '../pruning/plan';
import { refusal } from '../pruning/validatePlan';
import type { LabApi, LoadedLab, LoadProgress, LoadRequest, TrainingOrder } from '../protocol/lab';
import { WorkerLife, type CreateWorker } from './workerLife';

/** Longer than any step without a sign of life takes on a Raspberry Pi. */
const HUNG_AFTER_MS = 30_000;
/** A slower machine, which shows while it loads, is given so many times what loading took, … */
const LOADS_OF_PATIENCE = 4;
/** … but no more than this, which is also what the first loading is given, for nothing is known before. */
const MOST_PATIENCE_MS = 300_000;

/** A call to the worker; `alive` is to be called at every sign of life. */
type Call<T> = (api: Remote<LabApi>, alive: () => void) => Promise<Outcome<T>>;

/** One worker of the pool, which is replaced when it crashes or hangs. */
export class Member {
  private readonly createWorker: CreateWorker;
  private readonly request: LoadRequest;
  private readonly timer: Timer;
  private readonly onBusy: (change: 1 | -1) => void;
  private life: WorkerLife;
  private loaded: LoadedLab | null = null;
  private patienceMs = MOST_PATIENCE_MS;
  private whyLost = LOST;
  /** Told at every sign of life during a call. */
  private alive = () => {};

  /** @param onBusy told at the beginning and the end of every call */
  constructor(
    createWorker: CreateWorker,
    request: LoadRequest,
    timer: Timer,
    onBusy: (change: 1 | -1) => void,
  ) {
    this.createWorker = createWorker;
    this.request = request;
    this.timer = timer;
    this.onBusy = onBusy;
    this.life = this.newLife();
  }

  /** May be called again: only what is missing is fetched. */
  async load(onProgress: (progress: LoadProgress) => void): Promise<Outcome<LoadedLab>> {
    if (this.life.crashed) this.replace();
    if (this.loaded) return { ok: true, value: this.loaded };
    const start = performance.now();
    const outcome = await this.supervise((api, alive) => {
      const progress = (value: LoadProgress) => {
        alive();
        onProgress(value);
      };
      return api.load(this.request, proxy(progress));
    });
    if (outcome?.ok) {
      this.loaded = outcome.value;
      const asSlow = LOADS_OF_PATIENCE * (performance.now() - start);
      this.patienceMs = Math.min(MOST_PATIENCE_MS, Math.max(HUNG_AFTER_MS, asSlow));
    }
    return outcome ?? this.whyLost;
  }

  /** A call during which the worker is lost is repeated once, with a new worker. */
  async run<T>(call: Call<T>): Promise<Outcome<T>> {
    for (let attempt = 1; attempt <= 2; attempt++) {
      const loaded = await this.load(() => {});
      if (!loaded.ok) return loaded;
      const outcome = await this.supervise(call);
      if (outcome) return outcome;
    }
    return this.whyLost;
  }

  steerTraining(lane: string, order: TrainingOrder): void {
    void this.life.api.steerTraining(lane, order);
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
    this.whyLost = this.life.crashed && !this.life.worked ? NOT_STARTED : LOST;
    this.life.end();
    this.loaded = null;
    this.life = this.newLife();
  }

  private newLife(): WorkerLife {
    return new WorkerLife(this.createWorker, () => this.alive());
  }
}

const LOST = refusal(
  'worker-lost',
  'a worker crashed or did not answer, twice in a row: close other tabs to free memory, then try again',
);
const NOT_STARTED = refusal(
  'worker-not-started',
  'a worker could not be started: check that the page’s server runs and serves every file of the page, then try again',
);

/** Of an error that nobody expected: memory that ran out, or a mistake of ours. */
function failed(error: unknown): Refusal {
  const why = error instanceof Error ? error.message : String(error);
  return refusal(
    'worker-failed',
    `a worker failed (${why}): try again, and reload the page if it fails again`,
  );
}
