/**
 * What somebody brought, as files by the addresses that they would have beside the page: in the browser's private file
 * system for the next visits, where a large file is not held in memory, and else in memory for this one.
 */
import type { FolderStore } from '../protocol/files';

/** Opens the private file system. Rejects where the browser has none, or keeps nothing: a private window. */
export type OpenRoot = () => Promise<FileSystemDirectoryHandle>;

/** @param root address below which its files lie */
export function importedFolders(root: string, openRoot: OpenRoot): FolderStore {
  const visit = new Map<string, Blob>();
  const pathOf = (address: string) => address.slice(root.length).split('/').filter(Boolean);
  return {
    async put(folder, files) {
      for (const [name, blob] of files) visit.set(folder + name, blob);
      try {
        const directory = await directoryAt(await openRoot(), pathOf(folder), true);
        for (const [name, blob] of files) {
          await writeFile(directory, name, blob);
          visit.delete(folder + name);
        }
        return true;
      } catch {
        return false;
      }
    },
    async remove(folder) {
      for (const address of visit.keys()) if (address.startsWith(folder)) visit.delete(address);
      const path = pathOf(folder);
      await quietly(async () => {
        const parent = await directoryAt(await openRoot(), path.slice(0, -1), false);
        await parent.removeEntry(path[path.length - 1], { recursive: true });
      });
    },
    async file(address) {
      const own = visit.get(address);
      if (own) return own;
      const path = pathOf(address);
      return quietly(async () => {
        const directory = await directoryAt(await openRoot(), path.slice(0, -1), false);
        return (await directory.getFileHandle(path[path.length - 1])).getFile();
      });
    },
    async addresses() {
      const kept = await quietly(async () => filesIn(await openRoot(), root));
      return [...new Set([...visit.keys(), ...(kept ?? [])])];
    },
  };
}

/** A corner of the page's private file system. */
export function privateFolder(name: string): OpenRoot {
  return async () =>
    (await navigator.storage.getDirectory()).getDirectoryHandle(name, { create: true });
}

/** Null where there is no such file, or no file system. */
async function quietly<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch {
    return null;
  }
}

async function directoryAt(
  root: FileSystemDirectoryHandle,
  path: readonly string[],
  create: boolean,
): Promise<FileSystemDirectoryHandle> {
  let directory = root;
  for (const name of path) directory = await directory.getDirectoryHandle(name, { create });
  return directory;
}

async function writeFile(directory: FileSystemDirectoryHandle, name: string, blob: Blob) {
  const handle = await directory.getFileHandle(name, { create: true });
  await blob.stream().pipeTo(await handle.createWritable());
}

async function filesIn(directory: FileSystemDirectoryHandle, address: string): Promise<string[]> {
  const found: string[] = [];
  for await (const [name, entry] of directory.entries())
    if (entry.kind === 'file') found.push(address + name);
    else found.push(...(await filesIn(entry as FileSystemDirectoryHandle, `${address}${name}/`)));
  return found;
}
