/**
 * Arrays of Keras 3's model.weights.h5: `layers/conv2d_3/vars/0` counts the layers of a class, and the arrays of a layer
 * in the order of their making. Newer files give the layer's own name as an attribute of `vars`, which is believed first.
 */
import { groupBy } from '../../base/groupBy';
import type { Tensor } from '../graph';
import type { Hdf5File } from '../hdf5/hdf5';
import { holdsLayers, layersOf, nameOf, type ArrayOf, type KerasLayer } from './topology';

export function numberedArrays(model: KerasLayer, weights: Hdf5File): ArrayOf {
  // Before 3.0 was out, the groups had another name.
  const tops = ['layers', '_layer_checkpoint_dependencies'];
  const arrays = tops.flatMap((top) => weights.arraysIn(top));
  const byName = groupBy(arrays, ({ groupName }) => groupName);
  const byPlace = groupBy(arrays, ({ path }) => placeOf(path));
  const layers = new Map<string, { readonly layer: KerasLayer; readonly place: string }>();
  for (const [layer, place] of placesIn(model, '')) layers.set(nameOf(layer), { layer, place });
  return (name, array): Tensor | undefined => {
    const found = layers.get(name);
    if (!found) return undefined;
    const number = orderOf(found.layer).indexOf(array);
    const own = byName.get(name) ?? byPlace.get(found.place);
    return own?.find(({ path }) => path[path.length - 1] === String(number))?.read();
  };
}

/** `functional/layers/conv2d/vars/0` → `functional/conv2d` */
function placeOf(path: readonly string[]): string {
  return path
    .slice(0, -2)
    .filter((part) => part !== 'layers')
    .join('/');
}

/** Every layer with its place, those of nested models below theirs. */
function placesIn(model: KerasLayer, above: string): [KerasLayer, string][] {
  const counts = new Map<string, number>();
  return layersOf(model.config).flatMap((layer) => {
    const type = snakeCase(layer.class_name);
    const count = counts.get(type) ?? 0;
    counts.set(type, count + 1);
    const place = above + (count === 0 ? type : `${type}_${count}`);
    return holdsLayers(layer)
      ? placesIn(layer, `${place}/`)
      : [[layer, place] as [KerasLayer, string]];
  });
}

/** As Keras's `to_snake_case`. */
function snakeCase(name: string): string {
  const apart = name.replace(/(.)([A-Z][a-z]+)/g, '$1_$2');
  return apart.replace(/([a-z])([A-Z])/g, '$1_$2').toLowerCase();
}

/** Names of a layer's arrays, by their number. */
function orderOf({ class_name: type, config }: KerasLayer): string[] {
  const bias = config.use_bias === false ? [] : ['bias'];
  if (type === 'BatchNormalization')
    return [
      ...(config.scale === false ? [] : ['gamma']),
      ...(config.center === false ? [] : ['beta']),
      ...['moving_mean', 'moving_variance'],
    ];
  if (type === 'Normalization') return ['mean', 'variance', 'count'];
  if (type === 'SeparableConv2D') return ['depthwise_kernel', 'pointwise_kernel', ...bias];
  return ['kernel', ...bias];
}
