/** Folders of what was brought that nothing needs: pictures that no network is judged on, networks cut off half-way. */
import { parseJson } from '../base/json';
import type { FolderStore } from '../protocol/files';

export interface UnusedFolder {
  readonly id: string;
  /** As its record says; its id where it has none. */
  readonly name: string;
  readonly bytes: number;
}

const RECORDS = ['dataset.json', 'model.json'];

/** The largest first. @param root address below which all lie @param needed ids of what is in use */
export async function unusedFolders(
  store: FolderStore,
  root: string,
  needed: readonly string[],
): Promise<readonly UnusedFolder[]> {
  const addresses = await store.addresses();
  const idOf = (address: string) => address.slice(root.length).split('/')[0];
  const unused = [...new Set(addresses.map(idOf))].filter((id) => !needed.includes(id));
  const folders = unused.map((id) =>
    folderOf(
      store,
      id,
      addresses.filter((address) => idOf(address) === id),
    ),
  );
  return (await Promise.all(folders)).sort((a, b) => b.bytes - a.bytes);
}

async function folderOf(
  store: FolderStore,
  id: string,
  addresses: readonly string[],
): Promise<UnusedFolder> {
  const files = await Promise.all(addresses.map((address) => store.file(address)));
  const bytes = files.reduce((sum, file) => sum + (file?.size ?? 0), 0);
  const record = addresses.findIndex((address) => RECORDS.some((name) => address.endsWith(name)));
  return { id, bytes, name: (await nameIn(files[record])) ?? id };
}

/** Null where there is no record, or it was cut off. */
async function nameIn(record: Blob | null | undefined): Promise<string | null> {
  if (!record) return null;
  const said = parseJson(new Uint8Array(await record.arrayBuffer())) as { name?: unknown } | null;
  return typeof said?.name === 'string' ? said.name : null;
}
