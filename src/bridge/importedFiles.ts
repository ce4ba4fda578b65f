import { readByFetch, type FileRequest, type OnBytes, type ReadFile } from '../download/fetchFile';

/** Folder beside the page whose files no server has: the page itself answers for what somebody brought. */
const FOLDER = 'imported/';
/** Bytes from which on pictures stay where they are stored, and are read in spans. */
const LARGE = 16 << 20;

/** Models and data sets that somebody brought, as files under addresses of their own. */
export class ImportedFiles {
  private readonly files = new Map<string, Blob>();
  private readonly root: string;

  /** @param page its address */
  constructor(page: string) {
    this.root = new URL(FOLDER, page).href;
  }

  /** Absolute address of a model's or a data set's folder. @param id of its content */
  folder(id: string): string {
    return `${this.root}${id}/`;
  }

  /** @returns the folder's address, for a `LoadRequest` */
  put(id: string, files: Readonly<Record<string, Blob>>): string {
    const folder = this.folder(id);
    for (const [name, file] of Object.entries(files)) this.files.set(folder + name, file);
    return folder;
  }

  /** A large one, that a worker reads itself. */
  stored(url: string): Blob | null {
    const file = this.files.get(url);
    return file && file.size > LARGE ? file : null;
  }

  /** Answers for its own files, refused as those of a server are, and asks the server for all others. */
  reading(server: ReadFile): ReadFile {
    const own = readByFetch(async (url) => {
      const file = this.files.get(url);
      return file ? new Response(file) : new Response(null, { status: 404 });
    });
    return (request: FileRequest, onBytes: OnBytes) =>
      request.url.startsWith(this.root) ? own(request, onBytes) : server(request, onBytes);
  }
}
