/** Every network that can be chosen: those beside the page, and those that somebody brought. */
import type { Outcome, Refusal } from '../base/outcome';
import type { FolderStore } from '../protocol/files';
import { isImportedModel, type FolderOfFiles, type ImportedModel } from '../subject/imported';
import type { LabModel } from '../subject/labModel';
import { DEFAULT_MODEL, MODELS } from '../subject/models';
import { refusal } from '../words/refusal';
import { ImportedRows, listed } from './importedRows';

export class Catalogue {
  imported = $state.raw<readonly ImportedModel[]>([]);
  /** Data sets of networks beside the page where they are not their own, by id. */
  #judged = $state.raw<Readonly<Record<string, string | null>>>({});
  readonly #rows: ImportedRows;

  /** @param page its address */
  constructor(folders: FolderStore, page: string) {
    this.#rows = new ImportedRows(folders, page);
  }

  get all(): readonly LabModel[] {
    return [...MODELS.map((row) => this.#asJudged(row)), ...this.imported];
  }

  #asJudged(row: LabModel): LabModel {
    return Object.hasOwn(this.#judged, row.id) ? { ...row, dataset: this.#judged[row.id] } : row;
  }

  /** Refused with `model-unknown`. */
  find(id: string): Outcome<LabModel> {
    const model = this.all.find((row) => row.id === id);
    if (model) return { ok: true, value: model };
    return refusal('model-unknown', { id, choices: this.all.map((row) => row.id) });
  }

  /**
   * What a page begins with, and why with no other; the default one where none is asked for that there is.
   * @param id null where none is asked for
   */
  asked(id: string | null): { readonly model: LabModel; readonly missing: Refusal | null } {
    const model = this.all.find((row) => row.id === id) ?? this.#asJudged(DEFAULT_MODEL);
    const isLost = id !== null && id !== model.id && isImportedModel(id);
    return { model, missing: isLost ? refusal('model-not-kept', { id }) : null };
  }

  async restore(): Promise<void> {
    const kept = await this.#rows.read();
    this.imported = listed([...this.imported, ...kept.brought]);
    this.#judged = Object.fromEntries(kept.judged.map(({ id, dataset }) => [id, dataset]));
  }

  /** False where it is there until the page is left only. */
  async add({ files }: FolderOfFiles, model: ImportedModel): Promise<boolean> {
    this.imported = listed([model, ...this.imported]);
    return this.#rows.put(model, files);
  }

  /** From now on it is judged on another data set, or on none. */
  async judge(id: string, dataset: string | null): Promise<void> {
    const model = this.imported.find((row) => row.id === id);
    if (!model) return this.#judgeBundled(id, dataset);
    const judged = { ...model, dataset };
    this.imported = listed([judged, ...this.imported]);
    await this.#rows.put(judged);
  }

  async #judgeBundled(id: string, dataset: string | null): Promise<void> {
    this.#judged = { ...this.#judged, [id]: dataset };
    if (dataset === ownDataset(id)) await this.#rows.remove(id);
    else await this.#rows.put({ id, dataset });
  }

  /** Ids of networks and pictures that are in use, by other pages of this browser too. */
  async needed(): Promise<readonly string[]> {
    const { brought, judged } = await this.#rows.read();
    const rows = [...this.all, ...brought, ...judged];
    return rows.flatMap(({ id, dataset }) => (dataset === null ? [id] : [id, dataset]));
  }

  /** Kept, and out of sight until it is removed. @returns brings it back */
  hide(id: string): () => void {
    const before = this.imported;
    const hidden = before.filter((row) => row.id === id);
    this.imported = before.filter((row) => row.id !== id);
    return () => (this.imported = listed([...this.imported, ...hidden]));
  }

  async remove(id: string): Promise<void> {
    this.imported = this.imported.filter((row) => row.id !== id);
    await this.#rows.remove(id);
  }
}

/** Of a network beside the page; undefined for any other, which has none but those that are chosen. */
export function ownDataset(id: string): string | null | undefined {
  return MODELS.find((row) => row.id === id)?.dataset;
}
