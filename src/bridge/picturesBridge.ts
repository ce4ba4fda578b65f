/** The page's end of the worker that brings pictures in, which lives as long as somebody does so. */
import { proxy, wrap, type Remote } from 'comlink';
import { startTimer, type Timer } from '../base/clock';
import type { Outcome } from '../base/outcome';
import type { PicturesApi } from '../protocol/pictures';
import type { OnFile } from './fetchModel';
import { fetchPictures, type AddressReaders } from './fetchPictures';
import type { GivenPictures } from '../pictures/pictureFile';
import { refusal } from '../words/refusal';
import { endingOf, type WorkerEnding } from './workerEnding';

const LOST = refusal('pictures-worker-lost');
const CANCELLED = refusal('cancelled');

/** For removing its files. */
const LONGEST_END_MS = 3000;

interface Running extends WorkerEnding {
  readonly worker: Worker;
  readonly api: Remote<PicturesApi>;
}

export class PicturesBridge implements PicturesApi {
  private readonly createWorker: () => Worker;
  private readonly readers: AddressReaders;
  private readonly timer: Timer;
  /** Ends what is fetched. */
  private fetching = new AbortController();
  private running: Running | null = null;

  constructor(createWorker: () => Worker, readers: AddressReaders, timer = startTimer) {
    this.createWorker = createWorker;
    this.readers = readers;
    this.timer = timer;
  }

  /** The file at an address, until `end`. Refused as `fetchPictures`. */
  fetch(address: string, onFile: OnFile): Promise<Outcome<GivenPictures>> {
    return fetchPictures(this.readers, address, onFile, this.fetching.signal);
  }

  find(...[given, onProgress]: Parameters<PicturesApi['find']>): ReturnType<PicturesApi['find']> {
    return this.ask((api) => api.find(given, proxy(onProgress)));
  }

  decode(
    ...[chosen, target, onProgress]: Parameters<PicturesApi['decode']>
  ): ReturnType<PicturesApi['decode']> {
    return this.ask((api) => api.decode(chosen, target, proxy(onProgress)));
  }

  write(order: Parameters<PicturesApi['write']>[0]): ReturnType<PicturesApi['write']> {
    return this.ask((api) => api.write(order));
  }

  async seen(index: number): ReturnType<PicturesApi['seen']> {
    return this.running ? this.running.api.seen(index) : null;
  }

  async cancel(): Promise<void> {
    await this.running?.api.cancel();
  }

  /** What it had decoded goes with it. */
  end(): void {
    const { running } = this;
    this.running = null;
    this.fetching.abort();
    this.fetching = new AbortController();
    if (!running) return;
    running.end(CANCELLED);
    const { api, worker } = running;
    // It removes its files first. Those of one that reads on and on are removed by the next.
    const lift = this.timer(LONGEST_END_MS, () => worker.terminate());
    void api.cancel().finally(() => {
      lift();
      worker.terminate();
    });
  }

  private ask<T>(call: (api: Remote<PicturesApi>) => Promise<Outcome<T>>): Promise<Outcome<T>> {
    const running = (this.running ??= this.start());
    return Promise.race([call(running.api), running.gone]);
  }

  private start(): Running {
    const worker = this.createWorker();
    worker.addEventListener('error', () => (this.running = null));
    return { worker, api: wrap<PicturesApi>(worker), ...endingOf(worker, LOST) };
  }
}
