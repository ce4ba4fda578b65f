/** The page's end of the worker that opens files of networks; it lives as long as one of them is looked at. */
import { proxy, wrap, type Remote } from 'comlink';
import type { Outcome, Refusal } from '../base/outcome';
import { refusal } from '../words/refusal';
import { readByFetch, type Fetcher, type ReadFile } from '../download/fetchFile';
import type { FoundModel, GivenBlob, OpeningApi, OpeningChoice } from '../protocol/opening';
import type { FolderOfFiles } from '../subject/imported';
import { fetchModel, type OnFile } from './fetchModel';

const CANCELLED = refusal('cancelled');
const LOST = refusal('opening-worker-lost');

export class OpeningBridge {
  readonly #createWorker: () => Worker;
  #worker: Worker | null = null;
  #api: Remote<OpeningApi> | null = null;
  #end: (why: Refusal) => void = () => {};

  readonly #read: ReadFile;

  constructor(createWorker: () => Worker, fetcher: Fetcher) {
    this.#createWorker = createWorker;
    this.#read = readByFetch(fetcher);
  }

  /** The files at an address. Refused as `fetchModel`. */
  fetch(address: string, onFile: OnFile): Promise<Outcome<GivenBlob[]>> {
    return fetchModel(this.#read, address, onFile);
  }

  /** Ends what was open before. Refused as `OpeningApi`, with `cancelled` after `close`, `opening-worker-lost` after a crash. */
  open(
    files: readonly GivenBlob[],
    inputSize: number | undefined,
    onRead: (bytes: number) => void,
  ): Promise<Outcome<FoundModel>> {
    this.close();
    const worker = (this.#worker = this.#createWorker());
    this.#api = wrap<OpeningApi>(worker);
    const ended = new Promise<Refusal>((resolve) => (this.#end = resolve));
    worker.addEventListener('error', () => this.#end(LOST));
    return Promise.race([this.#api.open(files, inputSize, proxy(onRead)), ended]);
  }

  /** @throws where nothing is open */
  folder(choice: OpeningChoice): Promise<FolderOfFiles> {
    if (!this.#api) throw new Error('nothing is open');
    return this.#api.folder(choice);
  }

  close(): void {
    this.#end(CANCELLED);
    this.#worker?.terminate();
    this.#worker = this.#api = null;
  }
}
