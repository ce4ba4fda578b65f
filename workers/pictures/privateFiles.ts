/** The browser's private file system, where there is one. */
import { IMPORTED } from '../../src/subject/imported';
import { memoryFiles, type GrowingFile, type PixelFiles } from './pixelFiles';

/** How folders of what is decoded begin. */
export const SCRATCH = 'decoding-';

export async function browserFiles(): Promise<PixelFiles> {
  try {
    const root = await navigator.storage.getDirectory();
    const store = await root.getDirectoryHandle(IMPORTED, { create: true });
    await removeLeft(store);
    return privateFiles(store);
  } catch {
    // An insecure address, or a browser without one.
    return memoryFiles();
  }
}

/** What a worker that was ended had decoded; one that is at work holds its file. */
async function removeLeft(store: FileSystemDirectoryHandle): Promise<void> {
  for await (const name of store.keys())
    if (name.startsWith(SCRATCH))
      await store.removeEntry(name, { recursive: true }).catch(() => {});
}

function privateFiles(store: FileSystemDirectoryHandle): PixelFiles {
  return {
    kept: true,
    async whole(folder, last) {
      const directory = await store.getDirectoryHandle(folder).catch(() => null);
      if (!directory) return null;
      const files = new Map<string, Blob>();
      for await (const [name, entry] of directory.entries())
        if (entry.kind === 'file') files.set(name, await (entry as FileSystemFileHandle).getFile());
      return files.has(last) ? files : null;
    },
    async create(folder, name) {
      const directory = await store.getDirectoryHandle(folder, { create: true });
      const handle = await directory.getFileHandle(name, { create: true });
      return new PrivateFile(handle, await handle.createSyncAccessHandle());
    },
    async remove(folder) {
      await store.removeEntry(folder, { recursive: true }).catch(() => {});
    },
  };
}

class PrivateFile implements GrowingFile {
  length = 0;
  private readonly handle: FileSystemFileHandle;
  private readonly access: FileSystemSyncAccessHandle;

  constructor(handle: FileSystemFileHandle, access: FileSystemSyncAccessHandle) {
    this.handle = handle;
    this.access = access;
    access.truncate(0);
  }

  append(bytes: Uint8Array): void {
    // What does not fit the disk is written in part.
    const written = this.access.write(bytes as Uint8Array<ArrayBuffer>, { at: this.length });
    if (written !== bytes.length) throw new DOMException('no room', 'QuotaExceededError');
    this.length += written;
  }

  read(from: number, to: number): Promise<Uint8Array> {
    const bytes = new Uint8Array(to - from);
    this.access.read(bytes, { at: from });
    return Promise.resolve(bytes);
  }

  async finish(): Promise<Blob> {
    this.access.flush();
    this.access.close();
    return this.handle.getFile();
  }
}
