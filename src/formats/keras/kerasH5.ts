/**
 * Keras's .h5: the description in an attribute of the file, and arrays in groups by layer, `LAYER/LAYER/kernel:0`, or,
 * of a layer in a nested model, `MODEL/LAYER/kernel:0`.
 */
import { parsedJson } from '../../base/json';
import type { Outcome } from '../../base/outcome';
import { note } from '../../words/refusal';
import { FileTrouble, readable } from '../fileTrouble';
import type { FileGraph, Tensor } from '../graph';
import { openHdf5, type Hdf5File } from '../hdf5/hdf5';
import { numberedArrays } from './numberedArrays';
import { kerasGraph, type ArrayOf, type KerasLayer } from './topology';

/** @param beside bytes of `config.json` next to Keras 3's weights; undefined where it was not given */
export function readKerasH5(
  name: string,
  bytes: Uint8Array,
  beside: (path: string) => Uint8Array | undefined,
): Outcome<FileGraph> {
  return readable(name, () => {
    const file = openHdf5(bytes);
    const own = file.attribute('model_config');
    if (own !== null) return kerasGraph(described(own), namedArrays(file));
    const config = beside('config.json');
    if (!config) throw new FileTrouble(note('file-weights-only'));
    return kerasWithWeights(new TextDecoder().decode(config), file);
  });
}

/** @throws FileTrouble. @param config in JSON @param weights Keras 3's model.weights.h5 */
export function kerasWithWeights(config: string, weights: Hdf5File): FileGraph {
  const model = described(config);
  return kerasGraph(model, numberedArrays(model, weights));
}

function described(json: string): KerasLayer {
  const model = parsedJson(json) as Partial<KerasLayer> | null | undefined;
  if (typeof model !== 'object' || model === null) throw new FileTrouble(note('file-no-json'));
  if (typeof model.config !== 'object' || model.config === null)
    throw new FileTrouble(note('file-no-layers'));
  return model as KerasLayer;
}

/** By the last two names of their path; Keras 2 puts `:0` behind. */
function namedArrays(file: Hdf5File): ArrayOf {
  const found = new Map(
    file.arraysIn('model_weights').map(({ path, read }) => {
      const [layer, array] = path.slice(-2);
      return [`${layer}/${array.replace(/:0$/, '')}`, read] as const;
    }),
  );
  return (layer, array): Tensor | undefined => found.get(`${layer}/${array}`)?.();
}
