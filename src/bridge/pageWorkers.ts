/** Starts the page's workers and lends them its files, so that a new one needs no server. */
import { expose } from 'comlink';
import { readByFetch, type ReadFile } from '../data/fetchFile';
import type { FilesOffer, PageFiles } from '../protocol/files';
import benchScript from '../../workers/bench.worker.ts?worker&url';
import labScript from '../../workers/lab.worker.ts?worker&url';
import { MODULE_URLS } from '../../workers/moduleUrls';
import { FileKeeper } from './fileKeeper';
import type { CreateWorker, LabWorker } from './workerLife';

const SCRIPTS = { lab: labScript, bench: benchScript };
type Script = keyof typeof SCRIPTS;
const SCRIPT_NAMES = Object.keys(SCRIPTS) as Script[];

export class PageWorkers {
  private readonly keeper = new FileKeeper(readByFetch((url, options) => fetch(url, options)));
  /** Addresses of scripts that are in memory. */
  private readonly inMemory = new Map<Script, string>();
  private keeping = false;

  readonly lab: CreateWorker = (alive) => this.start('lab', alive);
  readonly bench: CreateWorker = (alive) => this.start('bench', alive);

  private start(script: Script, alive: () => void): LabWorker {
    const worker = new Worker(this.inMemory.get(script) ?? SCRIPTS[script], { type: 'module' });
    const { port1, port2 } = new MessageChannel();
    const files: PageFiles = { read: this.reader(alive) };
    expose(files, port1);
    const offer: FilesOffer = { pageFiles: port2, moduleUrls: MODULE_URLS };
    worker.postMessage(offer, [port2]);
    return worker;
  }

  /** A worker that reads has its script, and the server is there: time to fetch what a new one would need. */
  private reader(alive: () => void): ReadFile {
    return (request, onBytes) => {
      if (!this.keeping) void this.keepAll();
      return this.keeper.read(request, (received, total) => {
        alive();
        onBytes(received, total);
      });
    };
  }

  private async keepAll(): Promise<void> {
    this.keeping = true;
    const { inference, training } = MODULE_URLS.kernels;
    for (const url of [...Object.values(inference), ...Object.values(training)]) {
      await this.keep(url);
    }
    for (const name of SCRIPT_NAMES) await this.keepScript(name);
  }

  private async keepScript(name: Script): Promise<void> {
    // The development server's scripts import others by address, which one in memory cannot do.
    if (!SCRIPTS[name].endsWith('.js')) return;
    const script = await this.keep(SCRIPTS[name]);
    if (!script.ok) return;
    const blob = new Blob([script.value], { type: 'text/javascript' });
    this.inMemory.set(name, URL.createObjectURL(blob));
  }

  private keep(url: string): ReturnType<ReadFile> {
    return this.keeper.read({ url, knownBytes: 0, fresh: false }, () => {});
  }
}
