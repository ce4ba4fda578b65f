import { readByFetch, type FileRequest, type OnBytes, type ReadFile } from '../download/fetchFile';
import type { FolderStore } from '../protocol/files';
import { IMPORTED } from '../subject/imported';

/** Bytes from which on pictures stay where they are stored, and are read in spans. */
const LARGE = 16 << 20;

/** Models and data sets that somebody brought: files at addresses that no server has, for which the page answers. */
export class ImportedFiles {
  private readonly root: string;
  private readonly store: Pick<FolderStore, 'file'>;

  /** @param page its address */
  constructor(page: string, store: Pick<FolderStore, 'file'>) {
    this.root = new URL(`${IMPORTED}/`, page).href;
    this.store = store;
  }

  /** A large one, that a worker reads itself. */
  async stored(url: string): Promise<Blob | null> {
    const file = this.has(url) ? await this.store.file(url) : null;
    return file && file.size > LARGE ? file : null;
  }

  has(url: string): boolean {
    return url.startsWith(this.root);
  }

  /** Answers for its own files, refused as those of a server are, and asks the server for all others. */
  reading(server: ReadFile): ReadFile {
    const own = readByFetch(async (url) => {
      const file = await this.store.file(url);
      return file ? new Response(file) : new Response(null, { status: 404 });
    });
    return (request: FileRequest, onBytes: OnBytes) =>
      this.has(request.url) ? own(request, onBytes) : server(request, onBytes);
  }
}
