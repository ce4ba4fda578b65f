/** What somebody brought, in the lab's own files: a folder like those beside the page, which the page itself answers. */
import type { LabModel } from './labModel';

/** Begins the id of a network that was brought. */
const MODEL = 'imported-';
/** Begins the id of a data set that was brought. */
const PICTURES = 'pictures-';
/** Hex digits of a checksum that tell files apart. */
const DIGITS = 16;

export const importedModelId = (sha256: string): string => MODEL + sha256.slice(0, DIGITS);
export const importedPicturesId = (sha256: string): string => PICTURES + sha256.slice(0, DIGITS);

export function isImportedModel(id: string): boolean {
  return id.startsWith(MODEL);
}

export function isImportedDataset(id: string): boolean {
  return id.startsWith(PICTURES);
}

/** Beside the page, and in the browser's private file system: where all of it lies. */
export const IMPORTED = 'imported';

/** From where the page lies. @param id of a model or a data set that was brought */
export function importedFolder(id: string): string {
  return `${IMPORTED}/${id}/`;
}

/** A model or a data set in the lab's own files, by name. */
export interface FolderOfFiles {
  readonly id: string;
  readonly files: ReadonlyMap<string, Blob>;
}

/** A network that was brought, as the list of them keeps it. */
export type ImportedModel = LabModel & {
  /** As its file is called. */
  readonly label: string;
  readonly summary: string;
  /** ISO 8601. */
  readonly importedAt: string;
  /** Of its files. */
  readonly bytes: number;
};
