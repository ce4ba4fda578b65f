/** A team of threads around one memory: thread 0 asks, helpers do their parts of each step. */
import type { Outcome, Refusal } from '../../../src/base/outcome';
import { refusal } from '../../../src/words/refusal';
import { Allocations, BumpHeap, type KernelHeap } from '../memory/heap';
import { claimBytes, CONTROL, controlBytes, planWords, SLICE_MS, type Step } from './control';
import { joinTeam, kernelsOf, type HelperReply, type HelperTask, type TeamExports } from './helper';

/** A thread that runs `help`. */
export interface HelperThread {
  /** Sends its task and hears the one reply; an error before it is a reply too. */
  begin(task: HelperTask): Promise<HelperReply>;
  terminate(): unknown;
}

export type StartHelper = () => Promise<HelperThread>;

/** A module that runs and was found right. */
export interface StartedModule {
  /** What another thread may start as well. */
  readonly compiled: WebAssembly.Module;
  readonly exports: WebAssembly.Exports;
}

/** A step with its kernel as thread 0 exports it: two modules may name theirs alike. */
export type KernelStep = Omit<Step, 'kernel'> & { readonly kernel: (record: number) => void };

/** Steps without a wait between them, see `Section`. */
export type KernelSection = readonly KernelStep[];

/** A helper that has not begun by then never will. */
const START_MS = 30_000;

/** Within it every kernel ends its part of a call, on a busy small board as well. */
const PATIENCE_MS = 10_000;

/** At most 1 GiB, for which the engine reserves addresses alone. */
const MAXIMUM_PAGES = 16384;

/** Refused with `threads-unavailable` where threads share no memory: in a page that is not cross-origin isolated. */
export function sharedHeap(): Outcome<KernelHeap> {
  const { crossOriginIsolated } = globalThis as { readonly crossOriginIsolated?: boolean };
  const isolated = crossOriginIsolated !== false && typeof SharedArrayBuffer === 'function';
  if (!isolated) return refusal('threads-unavailable');
  return { ok: true, value: new BumpHeap(MAXIMUM_PAGES, true) };
}

/** What a program needs of a team. */
export type TeamOfThreads = Pick<Team, 'size' | 'placePlan' | 'run' | 'settle'>;

export class Team {
  /** Threads, thread 0 included. */
  readonly size: number;
  private readonly exports: TeamExports;
  /** Of thread 0's kernels in the table. */
  private readonly numbers: ReadonlyMap<unknown, number>;
  private readonly control: number;
  private readonly helpers: readonly HelperThread[];
  /** Thread 0 is never lost. */
  private lost = 0;

  constructor(
    exports: TeamExports,
    numbers: ReadonlyMap<unknown, number>,
    control: number,
    helpers: readonly HelperThread[],
  ) {
    this.size = helpers.length + 1;
    this.exports = exports;
    this.numbers = numbers;
    this.control = control;
    this.helpers = helpers;
  }

  /** Why thread 0 works alone from now on; null while all is well. */
  get failure(): Refusal | null {
    const { lost, size } = this;
    return lost === 0 ? null : refusal('thread-lost', { thread: lost + 1, threads: size });
  }

  /** Puts a plan for the first `threads` of the team into the heap. @throws OutOfMemory */
  placePlan(threads: number, sections: readonly KernelSection[], allocations: Allocations): number {
    const numbered = sections.map((steps) =>
      steps.map((step) => ({ ...step, kernel: this.numbers.get(step.kernel)! })),
    );
    const claims = allocations.reserve(claimBytes(threads, sections.length));
    return allocations.place(planWords(threads, numbered, claims));
  }

  /** Works through a plan; to its end and to the same results if a thread is lost on the way. */
  run(plan: number): void {
    if (this.lost === 0) {
      const lost = this.exports.run(this.control, plan);
      if (lost === 0) return;
      this.lose(lost);
    }
    this.exports.alone(plan);
  }

  /** To be called before plans are freed: a helper that came too late for a run may still read in them. */
  settle(): void {
    if (this.lost !== 0) return;
    const lost = this.exports.settle(this.control, this.size);
    if (lost !== 0) this.lose(lost);
  }

  private lose(thread: number): void {
    this.lost = thread;
    this.end();
  }

  /** Ends the helpers. */
  end(): void {
    for (const helper of this.helpers) helper.terminate();
  }
}

/**
 * Starts `size` − 1 helpers on the modules, which have been started in `heap`, memory that threads share.
 * Refused with `thread-not-started`.
 * @param team the module of assembly/team, made shared
 * @param patienceMs how long thread 0 waits for another before it takes it for lost
 */
export async function startTeam(
  size: number,
  modules: readonly StartedModule[],
  team: WebAssembly.Module,
  heap: KernelHeap,
  startHelper: StartHelper,
  patienceMs = PATIENCE_MS,
): Promise<Outcome<Team>> {
  const { memory } = heap;
  const exports = modules.map((module) => module.exports);
  const control = new Allocations(heap).reserve(controlBytes(size));
  writeControl(memory, control, patienceMs);
  const task = { memory, team, control, modules: modules.map(({ compiled }) => compiled) };
  const helpers = await Promise.all(Array.from({ length: size - 1 }, startHelper));
  const begun = helpers.map((helper, i) => begin(helper, { ...task, thread: i + 1 }));
  const refused = (await Promise.all(begun)).find((outcome) => outcome !== null);
  if (refused) {
    for (const helper of helpers) helper.terminate();
    return refused;
  }
  const numbers = new Map(exports.flatMap(kernelsOf).map((kernel, i) => [kernel, i]));
  const joined = joinTeam(team, memory, exports);
  return { ok: true, value: new Team(joined, numbers, control, helpers) };
}

function writeControl(memory: WebAssembly.Memory, control: number, patienceMs: number): void {
  const words = new Int32Array(memory.buffer);
  words[(control + CONTROL.patience) >> 2] = Math.ceil(patienceMs / SLICE_MS);
  words[(control + CONTROL.maySleep) >> 2] = +maySleep();
}

/** A page's own thread may not. */
function maySleep(): boolean {
  try {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 1, 0);
    return true;
  } catch {
    return false;
  }
}

/** Null when the helper waits for its first run. */
async function begin(helper: HelperThread, task: HelperTask): Promise<Refusal | null> {
  const late = new Promise<HelperReply>((resolve) => {
    setTimeout(() => resolve({ ready: false, reason: `${START_MS / 1000} s` }), START_MS);
  });
  const reply = await Promise.race([helper.begin(task), late]);
  if (reply.ready) return null;
  return refusal('thread-not-started', { thread: task.thread + 1, reason: reply.reason });
}
