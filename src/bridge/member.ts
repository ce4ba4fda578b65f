import { proxy, wrap, type Endpoint, type Remote } from 'comlink';
import type { Outcome, Plan } from '../pruning/plan';
import { refusal } from '../pruning/validatePlan';
import type { LabApi, LoadedLab, LoadProgress, LoadRequest, TrainingOrder } from '../protocol/lab';

/** What the pool needs of a Worker; its `error` event tells that it crashed. */
export type LabWorker = Endpoint & { terminate(): void };

/** Calls `action` after `ms`, unless the returned function is called before. */
export type Timer = (ms: number, action: () => void) => () => void;

/** Longer than any step without a sign of life takes on a Raspberry Pi. */
const HUNG_AFTER_MS = 30_000;
/** A slower machine, which shows while it loads, is given so many times what loading took, … */
const LOADS_OF_PATIENCE = 4;
/** … but no more than this, which is also what loading itself is given. */
const MOST_PATIENCE_MS = 300_000;

/** A call to the worker; `alive` is to be called at every sign of life. */
type Call<T> = (api: Remote<LabApi>, alive: () => void) => Promise<Outcome<T>>;

/** One worker of the pool, which is replaced when it crashes or hangs. */
export class Member {
  private readonly createWorker: () => LabWorker;
  private readonly request: LoadRequest;
  private readonly timer: Timer;
  private readonly onBusy: (change: 1 | -1) => void;
  private worker: LabWorker;
  private api: Remote<LabApi>;
  private loaded: LoadedLab | null = null;
  private patienceMs = MOST_PATIENCE_MS;

  /** @param onBusy told at the beginning and the end of every call */
  constructor(
    createWorker: () => LabWorker,
    request: LoadRequest,
    timer: Timer,
    onBusy: (change: 1 | -1) => void,
  ) {
    this.createWorker = createWorker;
    this.request = request;
    this.timer = timer;
    this.onBusy = onBusy;
    this.worker = createWorker();
    this.api = wrap<LabApi>(this.worker);
  }

  /** May be called again: only what is missing is fetched. */
  async load(onProgress: (progress: LoadProgress) => void): Promise<Outcome<LoadedLab>> {
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
    return outcome ?? LOST;
  }

  /** A call during which the worker is lost is repeated once, with a new worker. */
  async run<T>(call: Call<T>): Promise<Outcome<T>> {
    for (let attempt = 1; attempt <= 2; attempt++) {
      const loaded = await this.load(() => {});
      if (!loaded.ok) return loaded;
      const outcome = await this.supervise(call);
      if (outcome) return outcome;
    }
    return LOST;
  }

  steerTraining(lane: string, order: TrainingOrder): void {
    void this.api.steerTraining(lane, order);
  }

  forget(plan: Plan): void {
    void this.api.forget(plan);
  }

  cancel(lane: string): void {
    void this.api.cancel(lane);
  }

  close(): void {
    this.worker.terminate();
  }

  /** Null where the worker was lost; there is a new one then. */
  private async supervise<T>(call: Call<T>): Promise<Outcome<T> | null> {
    const { worker } = this;
    let lose = () => {};
    const lost = new Promise<null>((resolve) => (lose = () => resolve(null)));
    let stopTimer = this.timer(this.patienceMs, lose);
    const alive = () => {
      stopTimer();
      stopTimer = this.timer(this.patienceMs, lose);
    };
    worker.addEventListener('error', lose);
    this.onBusy(1);
    try {
      const outcome = await Promise.race([call(this.api, alive), lost]);
      if (!outcome) this.replace();
      return outcome;
    } finally {
      this.onBusy(-1);
      stopTimer();
      worker.removeEventListener('error', lose);
    }
  }

  private replace(): void {
    this.worker.terminate();
    this.loaded = null;
    this.patienceMs = MOST_PATIENCE_MS;
    this.worker = this.createWorker();
    this.api = wrap<LabApi>(this.worker);
  }
}

const LOST = refusal(
  'worker-lost',
  'a worker crashed or did not answer, twice in a row: close other tabs to free memory, then try again',
);
