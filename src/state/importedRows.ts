/**
 * Networks that somebody brought, each a folder with its row of the list in it; and of those beside the page, which pictures
 * they are judged on instead of their own.
 */
import type { FolderStore } from '../protocol/files';
import type { LabModel } from '../subject/labModel';
import {
  importedFolder,
  isImportedModel,
  type FolderOfFiles,
  type ImportedModel,
} from '../subject/imported';

/** What is kept of a network beside the page. */
export type Judged = Pick<LabModel, 'id' | 'dataset'>;

/** Lies beside the files of its network. */
const ROW = 'row.json';

export class ImportedRows {
  readonly #folders: FolderStore;
  readonly #page: string;

  /** @param page its address */
  constructor(folders: FolderStore, page: string) {
    this.#folders = folders;
    this.#page = page;
  }

  /** What was brought and chosen on earlier visits. Pictures that are there no longer are not chosen. */
  async read(): Promise<{ brought: readonly ImportedModel[]; judged: readonly Judged[] }> {
    const addresses = await this.#folders.addresses();
    const rows = addresses.filter((address) => address.endsWith(`/${ROW}`));
    const found = (await Promise.all(rows.map((address) => this.#row(address)))).flat();
    const isThere = ({ dataset }: Judged) =>
      dataset === null || addresses.includes(`${this.#address(dataset)}dataset.json`);
    return {
      brought: found.filter((row) => isImportedModel(row.id)),
      judged: found.filter((row) => !isImportedModel(row.id) && isThere(row)),
    };
  }

  /** False where it is there until the page is left only. */
  put(model: ImportedModel | Judged, files: FolderOfFiles['files'] = new Map()): Promise<boolean> {
    const row = new Blob([JSON.stringify(model)]);
    return this.#folders.put(this.#address(model.id), new Map([...files, [ROW, row]]));
  }

  remove(id: string): Promise<void> {
    return this.#folders.remove(this.#address(id));
  }

  async #row(address: string): Promise<ImportedModel[]> {
    const text = await (await this.#folders.file(address))?.text();
    return text ? [JSON.parse(text) as ImportedModel] : [];
  }

  #address(id: string): string {
    return new URL(importedFolder(id), this.#page).href;
  }
}

/** Each once, as it was said first; the one that was brought last before the others. */
export function listed(models: readonly ImportedModel[]): ImportedModel[] {
  const byId = new Map([...models].reverse().map((model) => [model.id, model]));
  return [...byId.values()].sort((a, b) => (a.importedAt < b.importedAt ? 1 : -1));
}
