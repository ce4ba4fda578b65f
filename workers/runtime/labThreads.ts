/** The lab's kernels on several threads: a heap of their own, and helpers that are started when they are first wanted. */
import type { Outcome } from '../../src/base/outcome';
import { refusal } from '../../src/words/refusal';
import type { KernelBuild, ModuleName, ReadModule } from '../kernels/builds';
import type { Kernels } from '../kernels/inference/kernels';
import type { KernelHeap } from '../kernels/memory/heap';
import { INFERENCE, startModule } from '../kernels/modules';
import { sharedModule } from '../kernels/threads/sharedModule';
import { sharedHeap, startTeam, type StartHelper, type Team } from '../kernels/threads/team';

export interface ThreadedKernels {
  readonly team: Team;
  readonly kernels: Kernels;
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

  private async start(threads: number): Promise<Outcome<ThreadedKernels>> {
    if (!this.startHelper) return refusal('threads-unavailable');
    const shared = sharedHeap();
    if (!shared.ok) return shared;
    const heap = shared.value;
    const inference = await this.compile('inference');
    if (!inference.ok) return inference;
    const loop = await this.compile('team');
    if (!loop.ok) return loop;
    const module = await startModule(INFERENCE, async () => inference.value, heap);
    if (!module.ok) return module;
    const team = await startTeam(threads, [module.value], loop.value, heap, this.startHelper);
    if (!team.ok) return team;
    const kernels = module.value.exports as unknown as Kernels;
    return { ok: true, value: { team: team.value, kernels, heap } };
  }

  private async compile(name: ModuleName): Promise<Outcome<WebAssembly.Module>> {
    const bytes = await this.readModule(name, this.build);
    if (!bytes.ok) return refusal('kernels-not-loaded', { cause: bytes, outOfMemory: false });
    return { ok: true, value: await WebAssembly.compile(sharedModule(bytes.value)) };
  }
}
