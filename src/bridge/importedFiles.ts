import { readByFetch, type FileRequest, type OnBytes, type ReadFile } from '../download/fetchFile';
import type { FolderStore } from '../protocol/files';

/** Folder beside the page whose files no server has: the page itself answers for what somebody brought. */
const FOLDER = 'imported/';
/** Bytes from which on pictures stay where they are stored, and are read in spans. */
const LARGE = 16 << 20;

/** Models and data sets that somebody brought, as files under addresses of their own. */
export class ImportedFiles {
  private readonly root: string;
  private readonly store: Pick<FolderStore, 'file'>;

  /** @param page its address */
  constructor(page: string, store: Pick<FolderStore, 'file'>) {
    this.root = new URL(FOLDER, page).href;
    this.store = store;
  }

  /** A large one, that a worker reads itself. */
  async stored(url: string): Promise<Blob | null> {
    const file = url.startsWith(this.root) ? await this.store.file(url) : null;
    return file && file.size > LARGE ? file : null;
  }

  /** Answers for its own files, refused as those of a server are, and asks the server for all others. */
  reading(server: ReadFile): ReadFile {
    const own = readByFetch(async (url) => {
      const file = await this.store.file(url);
      return file ? new Response(file) : new Response(null, { status: 404 });
    });
    return (request: FileRequest, onBytes: OnBytes) =>
      request.url.startsWith(this.root) ? own(request, onBytes) : server(request, onBytes);
  }
}
