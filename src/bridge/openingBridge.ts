/** The page's end of the worker that opens files of networks; it lives as long as one of them is looked at. */
import { proxy, wrap, type Remote } from 'comlink';
import { startTimer, type Timer } from '../base/clock';
import type { Outcome } from '../base/outcome';
import { refusal } from '../words/refusal';
import type { ReadAddress } from '../download/resumedFile';
import type { FoundModel, GivenBlob, OpeningApi, OpeningChoice } from '../protocol/opening';
import type { FolderOfFiles } from '../subject/imported';
import { fetchModel, type OnFile } from './fetchModel';
import { endingOf, type WorkerEnding } from './workerEnding';

const CANCELLED = refusal('cancelled');
const LOST = refusal('opening-worker-lost');
/** Without a sign of life: the largest networks of the family take a few seconds on the slowest board. */
const LONGEST_SILENCE_MS = 60_000;
const ENDLESS = refusal('opening-endless', { seconds: LONGEST_SILENCE_MS / 1000 });

export class OpeningBridge {
  readonly #createWorker: () => Worker;
  #worker: Worker | null = null;
  #api: Remote<OpeningApi> | null = null;
  #ending: WorkerEnding | null = null;
  readonly #read: ReadAddress;
  /** Ends what is fetched. */
  #fetching = new AbortController();
  readonly #timer: Timer;

  constructor(createWorker: () => Worker, read: ReadAddress, timer = startTimer) {
    this.#createWorker = createWorker;
    this.#read = read;
    this.#timer = timer;
  }

  /** The files at an address, until `close`. Refused as `fetchModel`. */
  fetch(address: string, onFile: OnFile): Promise<Outcome<GivenBlob[]>> {
    this.close();
    return fetchModel(this.#read, address, onFile, this.#fetching.signal);
  }

  /**
   * Ends what was open before. Refused as `OpeningApi`, with `cancelled` after `close`, `opening-worker-lost` after a crash,
   * `opening-endless` where a file leads its reader in circles.
   */
  async open(
    files: readonly GivenBlob[],
    inputSize: number | undefined,
    onRead: (bytes: number) => void,
  ): Promise<Outcome<FoundModel>> {
    this.close();
    const worker = (this.#worker = this.#createWorker());
    this.#api = wrap<OpeningApi>(worker);
    const ending = (this.#ending = endingOf(worker, LOST));
    let stop = this.#limit(worker, ending);
    const told = proxy((bytes: number) => {
      stop();
      stop = this.#limit(worker, ending);
      onRead(bytes);
    });
    const opened = this.#api.open(files, inputSize, told).catch((error: unknown) => {
      reportError(error);
      return LOST;
    });
    const outcome = await Promise.race([opened, ending.gone]);
    stop();
    return outcome;
  }

  /** @returns what lifts it */
  #limit(worker: Worker, { end }: WorkerEnding): () => void {
    return this.#timer(LONGEST_SILENCE_MS, () => {
      worker.terminate();
      end(ENDLESS);
    });
  }

  /** @throws where nothing is open */
  folder(choice: OpeningChoice): Promise<FolderOfFiles> {
    if (!this.#api) throw new Error('nothing is open');
    return this.#api.folder(choice);
  }

  close(): void {
    this.#fetching.abort();
    this.#fetching = new AbortController();
    this.#ending?.end(CANCELLED);
    this.#worker?.terminate();
    this.#worker = this.#api = this.#ending = null;
  }
}
