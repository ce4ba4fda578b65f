/** Keras 3's .keras: a zip of the description, `config.json`, and the arrays, `model.weights.h5`. */
import type { Outcome } from '../../base/outcome';
import { note } from '../../words/refusal';
import { FileTrouble, readable } from '../fileTrouble';
import type { FileGraph } from '../graph';
import { openHdf5 } from '../hdf5/hdf5';
import { unzip } from '../zip/zip';
import { kerasWithWeights } from './kerasH5';

export const KERAS_ZIP_FILES = { config: 'config.json', weights: 'model.weights.h5' } as const;

export function readKerasZip(name: string, bytes: Uint8Array): Outcome<FileGraph> {
  return readable(name, () => {
    const wanted: readonly string[] = Object.values(KERAS_ZIP_FILES);
    const files = unzip(bytes, (path) => wanted.includes(path));
    const missing = wanted.filter((path) => !files.has(path));
    if (missing.length > 0) throw new FileTrouble(note('file-beside-missing', { files: missing }));
    const config = new TextDecoder().decode(files.get(KERAS_ZIP_FILES.config));
    return kerasWithWeights(config, openHdf5(files.get(KERAS_ZIP_FILES.weights)!));
  });
}
