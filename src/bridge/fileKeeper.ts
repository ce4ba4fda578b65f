import type { Outcome } from '../base/outcome';
import type { CheckedRequest, FileRequest, OnBytes } from '../download/fetchFile';

type Read<R, T> = (request: R, onBytes: OnBytes) => Promise<Outcome<T>>;

interface Kept<T> {
  readonly outcome: Promise<Outcome<T>>;
  /** Everybody who waits for it. */
  readonly listeners: Set<OnBytes>;
  /** What they were told last, until all of it is there. */
  told: Parameters<OnBytes> | null;
}

/** Beginnings of a file are kept for themselves. */
type KeptRequest = FileRequest & Pick<CheckedRequest, 'first'>;

/** Files of the page: fetched once for all workers, those of one that starts anew included. */
export class FileKeeper<R extends KeptRequest, T> {
  private readonly files = new Map<string, Kept<T>>();
  private readonly fetchFile: Read<R, T>;

  constructor(fetchFile: Read<R, T>) {
    this.fetchFile = fetchFile;
  }

  /** Readers that come while a file is under way share it, told how far it is; one that failed is forgotten. */
  readonly read: Read<R, T> = async (request, onBytes) => {
    const known = request.fresh ? undefined : this.files.get(keyOf(request));
    const kept = known ?? this.start(request);
    kept.listeners.add(onBytes);
    if (kept.told) onBytes(...kept.told);
    const outcome = await kept.outcome;
    kept.told = null;
    kept.listeners.delete(onBytes);
    if (!outcome.ok) this.forget(keyOf(request), kept);
    return outcome;
  };

  /** Files in the folder are fetched anew by whoever reads them next. */
  letGo(folder: string): void {
    for (const key of this.files.keys()) if (key.startsWith(folder)) this.files.delete(key);
  }

  private start(request: R): Kept<T> {
    const listeners = new Set<OnBytes>();
    const tell: OnBytes = (...bytes) => {
      kept.told = bytes;
      for (const listener of listeners) listener(...bytes);
    };
    // A microtask later, so that the first listener hears of the beginning.
    const outcome = Promise.resolve().then(() => this.fetchFile(request, tell));
    const kept: Kept<T> = { outcome, listeners, told: null };
    this.files.set(keyOf(request), kept);
    return kept;
  }

  private forget(key: string, failed: Kept<T>): void {
    if (this.files.get(key) === failed) this.files.delete(key);
  }
}

function keyOf({ url, first }: KeptRequest): string {
  return first === undefined ? url : `${url}#${first}`;
}
