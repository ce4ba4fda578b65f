/** What this browser keeps that no network needs: pictures and networks that nothing names, and what came from addresses. */
import type { FolderStore } from '../protocol/files';
import { unusedFolders, type UnusedFolder } from './unusedFolders';

/** What came from addresses. */
export interface Downloads {
  bytes(): Promise<number>;
  clear(): Promise<void>;
}

export interface UnusedFilesParts {
  readonly folders: FolderStore;
  /** Address below which they lie. */
  readonly root: string;
  readonly downloads: Downloads;
  /** Ids of what is in use. */
  readonly needed: () => Promise<readonly string[]>;
}

export class UnusedFiles {
  folders = $state.raw<readonly UnusedFolder[]>([]);
  /** Of what came from addresses. */
  downloadBytes = $state(0);
  readonly #parts: UnusedFilesParts;

  constructor(parts: UnusedFilesParts) {
    this.#parts = parts;
  }

  /** What there is of it now. */
  async look(): Promise<void> {
    const { folders, root, downloads, needed } = this.#parts;
    this.folders = await unusedFolders(folders, root, await needed());
    this.downloadBytes = await downloads.bytes();
  }

  async remove(id: string): Promise<void> {
    await this.#parts.folders.remove(`${this.#parts.root}${id}/`);
    await this.look();
  }

  async clearDownloads(): Promise<void> {
    await this.#parts.downloads.clear();
    await this.look();
  }
}
