/** Starts the page's workers and lends them its files, so that a new one needs no server. */
import { expose } from 'comlink';
import {
  checked,
  readByFetch,
  type CheckedRequest,
  type FetchedFile,
  type FileRequest,
  type ReadFile,
} from '../download/fetchFile';
import { sharedMemory } from '../download/memory';
import { STALLED_AFTER_MS } from '../download/stallWatch';
import type { FilesOffer, PageFiles } from '../protocol/files';
import benchScript from '../../workers/bench.worker.ts?worker&url';
import fileScript from '../../workers/file.worker.ts?worker&url';
import exportScript from '../../workers/export.worker.ts?worker&url';
import helperScript from '../../workers/helper.worker.ts?worker&url';
import labScript from '../../workers/lab.worker.ts?worker&url';
import picturesScript from '../../workers/pictures.worker.ts?worker&url';
import meterScript from '../../workers/meter.worker.ts?worker&url';
import openScript from '../../workers/open.worker.ts?worker&url';
import { MODULE_URLS } from '../../workers/moduleUrls';
import { FileKeeper } from './fileKeeper';
import { readApart } from './readApart';
import type { ImportedFiles } from './importedFiles';
import { showingLife } from './showingLife';
import type { CreateWorker, LabWorker } from './workerLife';

const SCRIPTS = {
  lab: labScript,
  helper: helperScript,
  bench: benchScript,
  meter: meterScript,
  open: openScript,
};
type Script = keyof typeof SCRIPTS;
const SCRIPT_NAMES = Object.keys(SCRIPTS) as Script[];

const fromServer = readByFetch((url, options) => fetch(url, options));

export class PageWorkers {
  private readonly imported: ImportedFiles;
  private readonly keeper: FileKeeper<FileRequest, Uint8Array<ArrayBuffer>>;
  private readonly sharedKeeper: FileKeeper<CheckedRequest, FetchedFile<SharedArrayBuffer>>;
  /** Addresses of scripts that are in memory. */
  private readonly inMemory = new Map<Script, string>();
  private keeping = false;

  constructor(imported: ImportedFiles) {
    const source = imported.reading(fromServer);
    const readShared = checked(source, sharedMemory);
    const apart = readApart(() => new Worker(fileScript, { type: 'module' }), readShared);
    this.imported = imported;
    this.keeper = new FileKeeper(source);
    this.sharedKeeper = new FileKeeper((request, onBytes) =>
      (imported.has(request.url) ? readShared : apart)(request, onBytes),
    );
  }

  readonly lab: CreateWorker = (alive) => this.startWithFiles('lab', alive);
  readonly bench: CreateWorker = (alive) => this.startWithFiles('bench', alive);
  /** Needs no files, and is not kept in memory: it fetches what it writes with when that is wanted. */
  readonly exporter = (): Worker => new Worker(exportScript, { type: 'module' });
  // These need no files.
  readonly meter = (): Worker => this.start('meter');
  readonly open = (): Worker => this.start('open');

  /** Its decoders are fetched when they are needed: it stays where the server has it. */
  readonly pictures = (): Worker => new Worker(picturesScript, { type: 'module' });

  /** Files of a model or a data set that the page shows no longer. */
  letGo(folder: string): void {
    for (const keeper of [this.keeper, this.sharedKeeper]) keeper.letGo(folder);
  }

  private start(script: Script): Worker {
    return new Worker(this.address(script), { type: 'module' });
  }

  private address(script: Script): string {
    return this.inMemory.get(script) ?? SCRIPTS[script];
  }

  private startWithFiles(script: Script, alive: () => void): LabWorker {
    const worker = this.start(script);
    const { port1, port2 } = new MessageChannel();
    const files: PageFiles = {
      read: this.reader(alive),
      readShared: showingLife(this.sharedKeeper.read, alive),
      stored: (url) => this.imported.stored(url),
    };
    expose(files, port1);
    const offer = {
      pageFiles: port2,
      moduleUrls: MODULE_URLS,
      helperScript: this.address('helper'),
    };
    worker.postMessage(offer satisfies FilesOffer, [port2]);
    return worker;
  }

  /** A worker that reads has its script, and the server is there: time to fetch what a new one would need. */
  private reader(alive: () => void): ReadFile {
    const read = showingLife(this.keeper.read, alive);
    return (request, onBytes) => {
      if (!this.keeping) void this.keepAll();
      return read(request, onBytes);
    };
  }

  private async keepAll(): Promise<void> {
    this.keeping = true;
    for (const url of Object.values(MODULE_URLS.kernels)) await this.keep(url);
    for (const name of SCRIPT_NAMES) await this.keepScript(name);
  }

  private async keepScript(name: Script): Promise<void> {
    // The development server's scripts import others by address, which one in memory cannot do.
    if (!SCRIPTS[name].endsWith('.js')) return;
    const script = await scriptAt(SCRIPTS[name]);
    if (!script) return;
    // A debugger tells workers apart by what stands behind the #, for the rest of such an address says nothing.
    this.inMemory.set(name, `${URL.createObjectURL(script)}#${name}.worker`);
  }

  private keep(url: string): ReturnType<ReadFile> {
    return this.keeper.read({ url, knownBytes: 0, contentBytes: 0, fresh: false }, () => {});
  }
}

/** Never in the page's own memory; null where the server has gone. */
async function scriptAt(url: string): Promise<Blob | null> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(STALLED_AFTER_MS) });
    return response.ok ? await response.blob() : null;
  } catch {
    return null;
  }
}
