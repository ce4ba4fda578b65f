/** A file by its address: what came of it is kept, so that a download that broke off goes on where it stood. */
import { startTimer, type Timer } from '../base/clock';
import type { Outcome, Refusal } from '../base/outcome';
import { refusal } from '../words/refusal';
import type { OnBytes } from './fetchFile';
import { StallWatch, STALLED_AFTER_MS } from './stallWatch';

/** What tells one version of a file from the next; a server may tell neither, or hide both from other pages. */
export interface FileVersion {
  readonly etag: string | null;
  /** Last-Modified. */
  readonly modified: string | null;
}

export interface KeptFile extends FileVersion {
  /** From its beginning, without gaps. */
  readonly parts: readonly Blob[];
  /** Whether all of it came. */
  readonly whole: boolean;
}

/** Where what came is kept, by its address. */
export interface KeptDownloads {
  find(url: string): Promise<KeptFile | null>;
  /** Lets what came before go. */
  begin(url: string, version: FileVersion): Promise<void>;
  /** @param from bytes before it */
  append(url: string, from: number, part: Blob): Promise<void>;
  /** All of it came, or it was used again. */
  finish(url: string): Promise<void>;
}

export type AskServer = (url: string, options: RequestInit) => Promise<Response>;

/**
 * Refused with `address-unreachable`, `address-page`, `not-found`, `truncated`, `stalled`, and with `cancelled` once `signal`
 * says so; what came until then stays kept.
 */
export type ReadAddress = (
  url: string,
  onBytes: OnBytes,
  signal: AbortSignal,
) => Promise<Outcome<Blob>>;

/** Bytes after which what came is put where it stays. */
const PART = 4 << 20;
/** Before each further try, milliseconds; whenever something comes, they begin anew. */
const PAUSES = [1000, 2000, 4000, 8000];
const NO_VERSION: FileVersion = { etag: null, modified: null };
const CANCELLED = refusal('cancelled');

export function resumedFiles(
  ask: AskServer,
  kept: KeptDownloads,
  timer: Timer = startTimer,
): ReadAddress {
  return async (url, onBytes, signal) => {
    let [tries, most, answered] = [0, 0, false];
    const told: OnBytes = (received, total) => {
      answered = true;
      if (received > most) [tries, most] = [0, received];
      onBytes(received, total);
    };
    for (;;) {
      const file = await new Try(url, { ask, kept, timer, told, signal }).run();
      if (file.ok) return file;
      if (signal.aborted) return CANCELLED;
      // What never answered is a wrong address more often than a broken line.
      if (tries === PAUSES.length || !(answered || isBusy(file)) || !mayPass(file)) return file;
      await passed(PAUSES[tries++], timer, signal);
    }
  };
}

interface TryParts {
  readonly ask: AskServer;
  readonly kept: KeptDownloads;
  readonly timer: Timer;
  readonly told: OnBytes;
  readonly signal: AbortSignal;
}

class Try {
  private readonly url: string;
  private readonly parts: TryParts;
  private readonly watch: StallWatch;
  private received = 0;

  constructor(url: string, parts: TryParts) {
    this.url = url;
    this.parts = parts;
    this.watch = new StallWatch(parts.timer);
  }

  async run(): Promise<Outcome<Blob>> {
    const { signal } = this.parts;
    const end = () => this.watch.end();
    if (signal.aborted) return CANCELLED;
    signal.addEventListener('abort', end);
    try {
      return await this.file();
    } finally {
      signal.removeEventListener('abort', end);
    }
  }

  private async file(): Promise<Outcome<Blob>> {
    const { kept } = this.parts;
    const found = await kept.find(this.url);
    if (found?.whole && (await this.isCurrent(found))) return this.finished();
    try {
      return await this.rest(found?.whole ? null : found);
    } catch (cause) {
      return this.trouble(cause instanceof Error ? cause.message : String(cause));
    }
  }

  /** Without a line, what is kept has to do. */
  private async isCurrent(found: KeptFile): Promise<boolean> {
    try {
      const head = await this.ask({ method: 'HEAD' });
      return head.ok && isSame(found, versionOf(head));
    } catch {
      return !this.parts.signal.aborted;
    }
  }

  /**
   * `If-Range` would have the browser ask a server of another site for leave first, which few grant: versions are compared
   * here.
   */
  private async rest(found: KeptFile | null): Promise<Outcome<Blob>> {
    const { kept } = this.parts;
    const before = found && tellsBytes(found) ? bytesOf(found) : 0;
    const response = await this.ask(
      before > 0 ? { headers: { Range: `bytes=${before}-` } } : { method: 'GET' },
    );
    const version = versionOf(response);
    if (before > 0 && response.status !== 200 && !goesOn(response, before, found!, version)) {
      await response.body?.cancel();
      if (response.status !== 206 && response.status !== 416) return this.refused(response);
      await kept.begin(this.url, NO_VERSION);
      return this.rest(null);
    }
    if (!response.ok || !response.body) return this.refused(response);
    if (response.headers.get('content-type')?.startsWith('text/html')) {
      await response.body.cancel();
      return refusal('address-page', { url: this.url });
    }
    this.received = response.status === 206 ? before : 0;
    const begun = this.received === 0 ? kept.begin(this.url, version) : Promise.resolve();
    await this.download(response.body, lengthOf(response), begun);
    return this.finished();
  }

  private refused({ status }: Response): Refusal {
    return refusal('not-found', { url: this.url, status });
  }

  private ask(options: RequestInit): Promise<Response> {
    const { signal } = this.watch;
    // It is kept here, and need not be kept twice.
    return this.watch.next(this.parts.ask(this.url, { ...options, signal, cache: 'no-store' }));
  }

  /**
   * Whatever came stays, however it ends. It is read at once, whether or not its place is there yet: when a line breaks,
   * browsers let go of what waits to be read.
   * @param begun resolves when there is a place to put it
   */
  private async download(
    body: ReadableStream<Uint8Array<ArrayBuffer>>,
    length: number,
    begun: Promise<void>,
  ): Promise<void> {
    const { kept, told } = this.parts;
    const total = length && this.received + length;
    const reader = body.getReader();
    let [waiting, waitingBytes]: [Uint8Array<ArrayBuffer>[], number] = [[], 0];
    const flush = async () => {
      await begun;
      if (waitingBytes === 0) return;
      await kept.append(this.url, this.received - waitingBytes, new Blob(waiting));
      [waiting, waitingBytes] = [[], 0];
    };
    told(this.received, total);
    try {
      for (;;) {
        const { done, value } = await this.watch.next(reader.read());
        if (done) return;
        waiting.push(value);
        waitingBytes += value.length;
        told((this.received += value.length), total);
        if (waitingBytes >= PART) await flush();
      }
    } finally {
      await flush();
    }
  }

  private async finished(): Promise<Outcome<Blob>> {
    const { kept } = this.parts;
    await kept.finish(this.url);
    const parts = (await kept.find(this.url))?.parts ?? [];
    return { ok: true, value: new Blob([...parts]) };
  }

  private trouble(reason: string): Refusal {
    const { url, received } = this;
    const seconds = STALLED_AFTER_MS / 1000;
    if (this.watch.stalled) return refusal('stalled', { url, seconds, received });
    return received > 0
      ? refusal('truncated', { url, received, reason })
      : refusal('address-unreachable', { url, reason });
  }
}

function versionOf({ headers }: Response): FileVersion {
  return { etag: headers.get('etag'), modified: headers.get('last-modified') };
}

function isSame(one: FileVersion, other: FileVersion): boolean {
  if (one.etag !== null && other.etag !== null) return one.etag === other.etag;
  return one.modified !== null && one.modified === other.modified;
}

/** A weak tag speaks of the content, not of its bytes. */
function tellsBytes({ etag, modified }: FileVersion): boolean {
  return etag !== null ? !etag.startsWith('W/') : modified !== null;
}

function goesOn(
  response: Response,
  before: number,
  found: FileVersion,
  version: FileVersion,
): boolean {
  const range = response.headers.get('content-range');
  // Servers of other sites may hide it.
  const fits = range === null || range.startsWith(`bytes ${before}-`);
  return response.status === 206 && fits && isSame(found, version);
}

function bytesOf({ parts }: KeptFile): number {
  return parts.reduce((sum, { size }) => sum + size, 0);
}

/** 0 where it is not known, or is that of packed bytes. */
function lengthOf({ headers }: Response): number {
  return headers.has('content-encoding') ? 0 : Number(headers.get('content-length') ?? 0);
}

function isBusy({ values }: Refusal): boolean {
  return values.status === 429 || Number(values.status) >= 500;
}

function mayPass(why: Refusal): boolean {
  return isBusy(why) || ['truncated', 'stalled', 'address-unreachable'].includes(why.code);
}

function passed(milliseconds: number, timer: Timer, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      signal.removeEventListener('abort', end);
      stop();
      resolve();
    };
    signal.addEventListener('abort', end);
    const stop = timer(milliseconds, () => queueMicrotask(end));
  });
}
