import type { FileRequest, OnBytes, ReadFile } from '../download/fetchFile';

interface Kept {
  readonly outcome: ReturnType<ReadFile>;
  /** Everybody who waits for it. */
  readonly listeners: Set<OnBytes>;
}

/** Files of the page, as they were served: fetched once for all workers, those of one that starts anew included. */
export class FileKeeper {
  private readonly files = new Map<string, Kept>();
  private readonly fetchFile: ReadFile;

  constructor(fetchFile: ReadFile) {
    this.fetchFile = fetchFile;
  }

  /** Readers that come while a file is under way share it; one that failed is forgotten. */
  readonly read: ReadFile = async (request, onBytes) => {
    const known = request.fresh ? undefined : this.files.get(request.url);
    const kept = known ?? this.start(request);
    kept.listeners.add(onBytes);
    const outcome = await kept.outcome;
    kept.listeners.delete(onBytes);
    if (!outcome.ok) this.forget(request.url, kept);
    return outcome;
  };

  /** Files in the folder are fetched anew by whoever reads them next. */
  letGo(folder: string): void {
    for (const url of this.files.keys()) if (url.startsWith(folder)) this.files.delete(url);
  }

  private start(request: FileRequest): Kept {
    const listeners = new Set<OnBytes>();
    const told: OnBytes = (received, total) => {
      for (const listener of listeners) listener(received, total);
    };
    // A microtask later, so that the first listener hears of the beginning.
    const outcome = Promise.resolve().then(() => this.fetchFile(request, told));
    const kept = { outcome, listeners };
    this.files.set(request.url, kept);
    return kept;
  }

  private forget(url: string, failed: Kept): void {
    if (this.files.get(url) === failed) this.files.delete(url);
  }
}
