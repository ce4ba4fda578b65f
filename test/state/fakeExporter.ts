import type { Outcome } from '../../src/base/outcome';
import type { ExportRequest } from '../../src/protocol/export';
import type { Exporter } from '../../src/state/networkExport.svelte';

/** Writes what it was asked for; answers when the test says so where it is held. */
export class FakeExporter implements Exporter {
  readonly requests: ExportRequest[] = [];
  held = false;
  refused: Outcome<Blob> | null = null;
  readonly #waiting: (() => void)[] = [];

  /** Of each request. */
  readonly signals: AbortSignal[] = [];

  async write(request: ExportRequest, signal: AbortSignal): Promise<Outcome<Blob>> {
    this.requests.push(request);
    this.signals.push(signal);
    if (this.held) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    return this.refused ?? { ok: true, value: new Blob([`${request.format} ${request.storage}`]) };
  }

  /** @param at of the requests that are held, the oldest first */
  answer(at: number): void {
    this.#waiting[at]();
  }
}
