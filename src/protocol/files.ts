/** What the page keeps for its workers, so that one that starts anew needs no server. */
import type { ReadChecked, ReadFile } from '../download/fetchFile';

/** Behind the port of a `FilesOffer`. */
export interface PageFiles {
  readonly read: ReadFile;
  /** Into memory that all workers share, once for all of them. Only where the page is cross-origin isolated. */
  readonly readShared: ReadChecked<SharedArrayBuffer>;
  /** A large file that the page stores itself, to be read in spans; null for any other. */
  readonly stored: (url: string) => Promise<Blob | null>;
}

/** Of a worker that reads one file. */
export interface FileReading {
  readonly readShared: ReadChecked<SharedArrayBuffer>;
}

/** WebAssembly modules by name: their addresses, known to the page alone, for a worker may have none. */
export interface ModuleUrls {
  readonly tfjs: string;
  /** By module and build: `inference.simd`. */
  readonly kernels: Readonly<Record<string, string>>;
}

/** The first message to a worker. */
export interface FilesOffer {
  readonly pageFiles: MessagePort;
  readonly moduleUrls: ModuleUrls;
  /** Address of the script of a thread that helps the worker. */
  readonly helperScript: string;
}

/** Where what somebody brought is kept, by the addresses that it would have beside the page. */
export interface FolderStore {
  /** False where the browser keeps nothing, or has no room: then it is there until the page is left. */
  put(folder: string, files: ReadonlyMap<string, Blob>): Promise<boolean>;
  remove(folder: string): Promise<void>;
  /** Null where there is no such file. */
  file(address: string): Promise<Blob | null>;
  /** Of all files. */
  addresses(): Promise<readonly string[]>;
}
