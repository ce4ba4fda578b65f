/** The lab's kernels on several threads: a heap of their own, and helpers that are started when they are first wanted. */
import type { Outcome } from '../../src/base/outcome';
import { refusal } from '../../src/words/refusal';
import type { KernelBuild, ModuleName, ReadModule } from '../kernels/builds';
import type { Kernels } from '../kernels/inference/kernels';
import type { Int8Engine } from '../kernels/int8/int8Program';
import type { Int8Kernels } from '../kernels/int8/kernels';
import { int8Engine } from '../kernels/int8Engine';
import type { KernelHeap } from '../kernels/memory/heap';
import { INFERENCE, INT8, startModule, type KernelModule } from '../kernels/modules';
import { sharedModule } from '../kernels/threads/sharedModule';
import {
  sharedHeap,
  startTeam,
  type StartedModule,
  type StartHelper,
  type Team,
} from '../kernels/threads/team';

export interface ThreadedKernels {
  readonly team: Team;
  readonly kernels: Kernels;
  /** Or why networks of eight bits have one thread. */
  readonly int8: Outcome<Int8Engine>;
  readonly heap: KernelHeap;
}

export class LabThreads {
  private readonly build: KernelBuild;
  private readonly readModule: ReadModule;
  private readonly startHelper: StartHelper | null;
  private started: ThreadedKernels | null = null;

  /** @param startHelper null where nobody can start a thread */
  constructor(build: KernelBuild, readModule: ReadModule, startHelper: StartHelper | null) {
    this.build = build;
    this.readModule = readModule;
    this.startHelper = startHelper;
  }

  /**
   * A team of `threads` at least. Refused with `threads-unavailable`, as the kernels, with `thread-not-started`, and with
   * `thread-lost` from then on.
   */
  async of(threads: number): Promise<Outcome<ThreadedKernels>> {
    const { started } = this;
    if (started?.team.failure) return started.team.failure;
    if (started && started.team.size >= threads) return { ok: true, value: started };
    started?.team.end();
    const fresh = await this.start(threads);
    this.started = fresh.ok ? fresh.value : null;
    return fresh;
  }

  /**
   * The same for networks of eight bits. Where their module could not be fetched, it is tried again, and the team that lacks
   * it is left to the float32 networks that may be running on it.
   */
  async ofInt8(threads: number): Promise<Outcome<ThreadedKernels>> {
    const started = await this.of(threads);
    if (!started.ok || started.value.int8.ok) return started;
    if (started.value.int8.code !== 'kernels-not-loaded') return started;
    const fetched = await this.compile('int8');
    if (!fetched.ok) return fetched;
    const fresh = await this.start(threads);
    if (fresh.ok) this.started = fresh.value;
    return fresh;
  }

  private async start(threads: number): Promise<Outcome<ThreadedKernels>> {
    if (!this.startHelper) return refusal('threads-unavailable');
    const shared = sharedHeap();
    if (!shared.ok) return shared;
    const heap = shared.value;
    const loop = await this.compile('team');
    if (!loop.ok) return loop;
    const inference = await this.startModule(INFERENCE, heap);
    if (!inference.ok) return inference;
    const int8 = await this.startModule(INT8, heap);
    const modules = int8.ok ? [inference.value, int8.value] : [inference.value];
    const team = await startTeam(threads, modules, loop.value, heap, this.startHelper);
    if (!team.ok) return team;
    const kernels = inference.value.exports as unknown as Kernels;
    return {
      ok: true,
      value: { team: team.value, kernels, int8: engineOf(int8, heap), heap },
    };
  }

  private async startModule<K>(
    module: KernelModule<K>,
    heap: KernelHeap,
  ): Promise<Outcome<StartedModule>> {
    const compiled = await this.compile(module.name);
    return compiled.ok ? startModule(module, async () => compiled.value, heap) : compiled;
  }

  private async compile(name: ModuleName): Promise<Outcome<WebAssembly.Module>> {
    const bytes = await this.readModule(name, this.build);
    if (!bytes.ok) return refusal('kernels-not-loaded', { cause: bytes, outOfMemory: false });
    return { ok: true, value: await WebAssembly.compile(sharedModule(bytes.value)) };
  }
}

function engineOf(int8: Outcome<StartedModule>, heap: KernelHeap): Outcome<Int8Engine> {
  if (!int8.ok) return int8;
  return { ok: true, value: int8Engine(int8.value.exports as unknown as Int8Kernels, heap) };
}
