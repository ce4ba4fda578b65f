import { runnable, USUAL_RUNTIME, type RuntimeId } from '../study/runtimes';
import { environmentOf, type Surroundings } from './environment';
import type { Refusal } from '../base/outcome';
import { SvelteMap } from 'svelte/reactivity';
import type { BoardStatus } from '../protocol/board';
import type { LoadedLab, LoadProgress, LoadRequest } from '../protocol/lab';
import { pictureLack } from '../subject/subject';
import type { Clock } from '../base/clock';
import { refusal } from '../words/refusal';
import { sentence } from '../words/sentence';
import type { Environment } from '../study/environment';
import type { Origin } from '../study/point';
import type { BrowserHints } from './browserHints';
import type { LabWorkers } from './labWorkers';
import { words } from '../words/words';

const say = words.shell.badges;

export interface Badge {
  readonly label: string;
  readonly good: boolean;
  /** What it means, or what is lost and how to get it back. */
  readonly detail: string;
}

export type LabPhase = 'loading' | 'ready' | 'failed';

/** What is loaded, or why not; where and by what is measured now. */
export class LabCondition {
  /** After another runtime, or another number of threads, was chosen. */
  onRuntime: () => void = () => {};
  phase = $state<LabPhase>('loading');
  failure = $state.raw<Refusal | null>(null);
  lab = $state.raw<LoadedLab | null>(null);
  /** What was chosen to answer the images. */
  #chosenRuntime = $state<RuntimeId>(USUAL_RUNTIME);
  #chosenThreads = $state(1);
  /** Latencies are timed before the images are answered: of large networks, a few seconds before minutes. */
  latencyFirst = $state(false);
  /** Why several threads cannot go on; the lab does with one. */
  #threadTrouble = $state.raw<Refusal | null>(null);
  readonly #files = new SvelteMap<string, LoadProgress>();
  #hints = $state.raw<BrowserHints | null>(null);
  #board = $state.raw<BoardStatus | null>(null);
  readonly #labWorkers: LabWorkers;
  readonly #request: LoadRequest;
  readonly #surroundings: Surroundings;
  readonly #clock: Clock;
  #loading: Promise<boolean> | null = null;

  /** Share of the known bytes that has arrived, 0 to 1. */
  readonly progress = $derived.by(() => {
    const files = [...this.#files.values()];
    const total = files.reduce((sum, file) => sum + file.totalBytes, 0);
    const received = files.reduce((sum, file) => sum + file.receivedBytes, 0);
    return total > 0 ? Math.min(1, received / total) : 0;
  });
  readonly receivedBytes = $derived(
    [...this.#files.values()].reduce((sum, file) => sum + file.receivedBytes, 0),
  );
  /** The file that arrives now. */
  readonly currentFile = $derived(
    [...this.#files.values()].findLast((file) => file.receivedBytes < file.totalBytes)?.file ??
      null,
  );
  readonly badges = $derived.by(() => [
    ...badges(this.#surroundings, this.lab, this.workerCount),
    ...(this.#threadTrouble ? [troubleBadge(this.#threadTrouble)] : []),
  ]);
  /** Of all that is measured now; null before the lab is loaded. */
  readonly environment: Environment | null = $derived.by(() =>
    this.lab
      ? environmentOf(this.lab, this.#surroundings, this.workerCount, this.#hints, this.#board)
      : null,
  );

  /** @param request where the files of its subject lie */
  constructor(
    labWorkers: LabWorkers,
    request: LoadRequest,
    surroundings: Surroundings,
    clock: Clock,
  ) {
    this.#labWorkers = labWorkers;
    this.#request = request;
    this.#surroundings = surroundings;
    this.#clock = clock;
    void surroundings.hints().then((hints) => (this.#hints = hints));
  }

  /** TF.js where the lab's kernels cannot run. */
  get runtime(): RuntimeId {
    return this.lab ? runnable(this.#chosenRuntime, this.lab.runtimes) : this.#chosenRuntime;
  }

  chooseRuntime(runtime: RuntimeId): void {
    this.#chosenRuntime = runtime;
    this.onRuntime();
  }

  /** That compute one image together where it is timed; the images of an accuracy are shared out among workers. */
  get threads(): number {
    return Math.min(this.#chosenThreads, this.mostThreads);
  }

  /** One a core; one where threads share no memory, where the kernels cannot run, or where a thread was lost. */
  get mostThreads(): number {
    return this.threadLack ? 1 : Math.max(1, this.#surroundings.cores);
  }

  /** Why there is but one thread; null where there may be several. */
  get threadLack(): Refusal | null {
    const kernels = this.lab?.runtime.kernels;
    if (kernels?.available === false) return kernels.why;
    if (!this.#surroundings.crossOriginIsolated) return refusal('threads-unavailable');
    return this.#threadTrouble ?? (this.#surroundings.cores > 1 ? null : refusal('one-core'));
  }

  chooseThreads(threads: number): void {
    this.#chosenThreads = threads;
    this.onRuntime();
  }

  loseThreads(why: Refusal): void {
    this.#threadTrouble = why;
  }

  /** Here and now. @throws before the lab is loaded: nothing can be measured then */
  origin(): Origin {
    if (!this.environment) throw new Error('nothing is measured before the lab is loaded');
    return { environment: this.environment, measuredAt: this.#clock.date().toISOString() };
  }

  /** Of the test images that are wanted, as many as there are. */
  testImages(wanted: number): number {
    return Math.min(wanted, this.lab?.testLabels.length ?? wanted);
  }

  /** Why nothing can look at training images here; null where it can, or before the lab is loaded. */
  get lack(): Refusal | null {
    return this.lab ? pictureLack(this.lab.subject) : null;
  }

  get isIsolated(): boolean {
    return this.#surroundings.crossOriginIsolated;
  }

  get installation(): string {
    return this.#surroundings.installation;
  }

  get workerCount(): number {
    return this.#labWorkers.workerCount;
  }

  /** Loads model and images; again after a failure. True once the lab is ready. */
  load(): Promise<boolean> {
    this.#loading ??= this.#load().finally(() => (this.#loading = null));
    return this.#loading;
  }

  async #load(): Promise<boolean> {
    if (this.phase === 'ready') return true;
    this.phase = 'loading';
    this.failure = null;
    this.#files.clear();
    // The same server has the files: what it tells of the board is there before them.
    const [loaded, board] = await Promise.all([
      this.#labWorkers.load(this.#request, (progress) => {
        this.#files.set(progress.file, progress);
      }),
      this.#surroundings.board(),
    ]);
    this.#board = board;
    if (loaded.ok) this.lab = loaded.value;
    else this.failure = loaded;
    this.phase = loaded.ok ? 'ready' : 'failed';
    return loaded.ok;
  }
}

function badges(
  { crossOriginIsolated }: Surroundings,
  lab: LoadedLab | null,
  workers: number,
): Badge[] {
  const timer = crossOriginIsolated
    ? { ...say.isolated, good: true }
    : {
        label: say.notIsolated.label,
        good: false,
        detail: say.notIsolated.detail(workers),
      };
  const pool = { label: say.workers.label(workers), good: true, detail: say.workers.detail };
  const notes = (lab?.notes ?? []).map((own) => ({
    label: say.note,
    good: false,
    detail: sentence(own),
  }));
  return lab ? [simdBadge(lab), kernelsBadge(lab), pool, timer, ...notes] : [pool, timer];
}

function troubleBadge(why: Refusal): Badge {
  return { label: say.note, good: false, detail: sentence(why) };
}

function simdBadge({ runtime: { simd, tfjsVersion, backend } }: LoadedLab): Badge {
  const { label, detail } = simd ? say.simd : say.noSimd;
  return { label, good: simd, detail: detail(tfjsVersion, backend) };
}

function kernelsBadge({ runtime: { kernels } }: LoadedLab): Badge {
  if (!kernels.available)
    return { label: say.noKernels, good: false, detail: sentence(kernels.why) };
  return { ...(kernels.build === 'relaxed' ? say.fusedKernels : say.plainKernels), good: true };
}
