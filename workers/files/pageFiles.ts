/** A worker's end of the files that the page keeps. */
import type { Outcome } from '../../src/base/outcome';
import { proxy, wrap } from 'comlink';
import type { ReadChecked, ReadFile } from '../../src/download/fetchFile';
import type { FilesOffer, PageFiles } from '../../src/protocol/files';
import type { ReadModule } from '../kernels/builds';
import type { StartHelper } from '../kernels/threads/team';
import { workerHelper } from '../kernels/threads/workerHelper';
import type { OpenStored } from './resources';
import { StoredBytes } from './storedBytes';

export interface WorkerFiles {
  readonly read: ReadFile;
  /** Into memory that all workers share; null where the page is not cross-origin isolated. */
  readonly readShared: ReadChecked | null;
  readonly openStored: OpenStored;
  readonly readTfjs: () => Promise<Outcome<Uint8Array<ArrayBuffer>>>;
  readonly readModule: ReadModule;
  /** Null where the page is not cross-origin isolated: threads share no memory then. */
  readonly startHelper: StartHelper | null;
}

/** To be called while the worker starts: the page's offer is its first message. */
export function pageFiles(scope: EventTarget): WorkerFiles {
  const offer = new Promise<FilesOffer>((resolve) => {
    scope.addEventListener('message', (event) => {
      const { data } = event as MessageEvent<Partial<FilesOffer> | null>;
      if (data?.pageFiles) resolve(data as FilesOffer);
    });
  });
  const page = offer.then(({ pageFiles: port }) => ({ files: wrap<PageFiles>(port) }));
  const read: ReadFile = async (request, onBytes) => {
    const { files } = await page;
    return (await files.read(request, proxy(onBytes))) as Awaited<ReturnType<ReadFile>>;
  };
  const readShared: ReadChecked = async (request, onBytes) => {
    const { files } = await page;
    return (await files.readShared(request, proxy(onBytes))) as Awaited<ReturnType<ReadChecked>>;
  };
  const openStored: OpenStored = async (url) => {
    const { files } = await page;
    const file = await files.stored(url);
    return file && new StoredBytes(file, (part) => new FileReaderSync().readAsArrayBuffer(part));
  };
  const readUrl = (url: string) =>
    read({ url, knownBytes: 0, contentBytes: 0, fresh: false }, () => {});
  return {
    read,
    readShared: crossOriginIsolated ? readShared : null,
    openStored,
    readTfjs: async () => readUrl((await offer).moduleUrls.tfjs),
    readModule: async (module, build) =>
      readUrl((await offer).moduleUrls.kernels[`${module}.${build}`]),
    startHelper: crossOriginIsolated
      ? async () => workerHelper(new Worker((await offer).helperScript, { type: 'module' }))
      : null,
  };
}
