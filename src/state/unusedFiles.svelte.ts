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

/** In the place of a folder's id: all that came from addresses. */
export const DOWNLOADS = 'downloads';

export class UnusedFiles {
  #found = $state.raw<readonly UnusedFolder[]>([]);
  #downloaded = $state(0);
  #hidden = $state.raw<readonly string[]>([]);
  readonly #parts: UnusedFilesParts;

  constructor(parts: UnusedFilesParts) {
    this.#parts = parts;
  }

  get folders(): readonly UnusedFolder[] {
    return this.#found.filter(({ id }) => !this.#hidden.includes(id));
  }

  /** Of what came from addresses. */
  get downloadBytes(): number {
    return this.#hidden.includes(DOWNLOADS) ? 0 : this.#downloaded;
  }

  /** What there is of it now. */
  async look(): Promise<void> {
    const { folders, root, downloads, needed } = this.#parts;
    this.#found = await unusedFolders(folders, root, await needed());
    this.#downloaded = await downloads.bytes();
  }

  /** Still there, and out of sight until it is removed. @param id of a folder, or `DOWNLOADS`. @returns brings it back */
  hide(id: string): () => void {
    this.#hidden = [...this.#hidden, id];
    return () => this.#show(id);
  }

  /** @param id of a folder, or `DOWNLOADS` */
  async remove(id: string): Promise<void> {
    const { folders, root, downloads } = this.#parts;
    await (id === DOWNLOADS ? downloads.clear() : folders.remove(`${root}${id}/`));
    await this.look();
    this.#show(id);
  }

  #show(id: string): void {
    this.#hidden = this.#hidden.filter((one) => one !== id);
  }
}
