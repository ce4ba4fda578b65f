/** In which file a network is to leave: a format of another tool or the lab's own, and how it holds weights. */
import type { Plan } from '../pruning/plan';
import { precisionOf } from '../pruning/repairs';
import { EXPORT_FORMATS, exportFormat, type ExportFormatId, type Storage } from './exportFormats';
import { networkName } from './networkName';

/** `lab`: the lab's own file, which brings the network back with its record. */
export type FileFormat = ExportFormatId | 'lab';

export const FILE_FORMATS: readonly FileFormat[] = [...EXPORT_FORMATS.map(({ id }) => id), 'lab'];

export interface FileChoice {
  readonly format: FileFormat;
  readonly storage: Storage;
}

const OWN_STORAGES: readonly Storage[] = ['float32'];

/** The first is the usual one. */
export function storagesOf(format: FileFormat): readonly Storage[] {
  return format === 'lab' ? OWN_STORAGES : exportFormat(format).storages;
}

/** Those that hold a plan's network: its integers where it has such, else real numbers. Empty where the format has none. */
export function storagesFor(plan: Plan, format: FileFormat): readonly Storage[] {
  const int8 = precisionOf(plan) === 'int8';
  if (format === 'lab') return OWN_STORAGES;
  return storagesOf(format).filter((storage) => (storage === 'int8') === int8);
}

/** `tflite`, or `tflite:float16`; null where there is no such file. */
export function parseFileChoice(text: string): FileChoice | null {
  const [id, asked, ...rest] = text.split(':');
  const format = FILE_FORMATS.find((known) => known === id);
  if (!format || rest.length > 0) return null;
  const storages = storagesOf(format);
  const storage = asked === undefined ? storages[0] : storages.find((known) => known === asked);
  return storage ? { format, storage } : null;
}

/** `l1-norm-50-finetune-60s.float16.tflite`: no two choices have the same name. */
export function exportFileName(plan: Plan, { format, storage }: FileChoice): string {
  const name = networkName(plan);
  if (format === 'lab') return `${name}.network.json`;
  const { ending, storages } = exportFormat(format);
  const first = EXPORT_FORMATS.find((row) => row.ending === ending)!;
  const own = first.id === format ? '' : `.${format}`;
  // A plan's name says that it is int8.
  const stored = storage === storages[0] || storage === 'int8' ? '' : `.${storage}`;
  return `${name}${own}${stored}${ending}`;
}
