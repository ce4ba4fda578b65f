/** From what is dropped or chosen to files with their paths. */
import type { GivenBlob } from '../../protocol/opening';

/** Of a file field; folders tell their paths. */
export function chosenFiles(list: FileList): GivenBlob[] {
  return [...list].map((file) => ({ path: file.webkitRelativePath || file.name, blob: file }));
}

export function bringsFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false;
}

/** Files and all that lies in the folders among them. */
export async function droppedFiles(transfer: DataTransfer): Promise<GivenBlob[]> {
  // The list is empty once the event is over.
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  const found = await Promise.all(entries.map((entry) => filesIn(entry, '')));
  return found.flat();
}

async function filesIn(entry: FileSystemEntry, folder: string): Promise<GivenBlob[]> {
  const path = folder + entry.name;
  if (entry.isFile) return [{ path, blob: await fileOf(entry as FileSystemFileEntry) }];
  const inside = await entriesIn(entry as FileSystemDirectoryEntry);
  const found = await Promise.all(inside.map((inner) => filesIn(inner, `${path}/`)));
  return found.flat();
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}

/** A reader gives them in portions, the last of which is empty. */
async function entriesIn(directory: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = directory.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const portion = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (portion.length === 0) return all;
    all.push(...portion);
  }
}
