import type { Outcome } from '../../src/base/outcome';
import { refusal } from '../../src/words/refusal';
import type { BenchProgress, BenchReport } from '../../src/protocol/bench';
import type { LoadRequest } from '../../src/protocol/lab';
import type { Benchmarker } from '../../src/state/benchState.svelte';

/** A benchmark that goes on and ends when the test says so. */
export class FakeBenchmarker implements Benchmarker {
  runs = 0;
  tell: (progress: BenchProgress) => void = () => {};
  end: (outcome: Outcome<BenchReport>) => void = () => {};

  run(
    _: LoadRequest,
    onProgress: (progress: BenchProgress) => void,
  ): Promise<Outcome<BenchReport>> {
    this.runs++;
    this.tell = onProgress;
    return new Promise((resolve) => (this.end = resolve));
  }

  cancel(): void {
    this.end(refusal('cancelled'));
  }
}
