import type { Outcome, Refusal } from '../base/outcome';
import type { BenchProgress, BenchReport } from '../protocol/bench';
import type { LoadRequest } from '../protocol/lab';
import { words } from '../words/words';
import type { StudyRunner } from './studyRunner.svelte';

/** What the benchmark's state needs of the benchmark worker; a test gives it another one. */
export interface Benchmarker {
  run(
    request: LoadRequest,
    onProgress: (progress: BenchProgress) => void,
  ): Promise<Outcome<BenchReport>>;
  /** Ends the run with the code `cancelled`. */
  cancel(): void;
}

export type BenchPhase = 'idle' | 'running' | 'done' | 'failed';

const NOTHING_YET: BenchProgress = { stage: 'loading', share: 0 };

/** The benchmark on this device: its progress, and its last report. */
export class BenchState {
  phase = $state<BenchPhase>('idle');
  progress = $state.raw<BenchProgress>(NOTHING_YET);
  report = $state.raw<BenchReport | null>(null);
  /** Why the last run failed. */
  failure = $state.raw<Refusal | null>(null);
  readonly #benchmarker: Benchmarker;
  readonly #request: LoadRequest;
  readonly #study: Pick<StudyRunner, 'phase'>;

  constructor(benchmarker: Benchmarker, request: LoadRequest, study: Pick<StudyRunner, 'phase'>) {
    this.#benchmarker = benchmarker;
    this.#request = request;
    this.#study = study;
  }

  /** Why it may not be started now; null where it may. */
  get obstacle(): string | null {
    return this.#study.phase === 'idle' ? null : words.benchmark.studyRuns;
  }

  async start(): Promise<void> {
    if (this.phase === 'running' || this.obstacle) return;
    this.phase = 'running';
    this.failure = null;
    this.progress = NOTHING_YET;
    const outcome = await this.#benchmarker.run(
      this.#request,
      (progress) => (this.progress = progress),
    );
    if (outcome.ok) {
      this.report = outcome.value;
      this.phase = 'done';
    } else if (outcome.code === 'cancelled') {
      this.phase = this.report ? 'done' : 'idle';
    } else {
      this.failure = outcome;
      this.phase = 'failed';
    }
  }

  cancel(): void {
    this.#benchmarker.cancel();
  }
}
