/** In which form the kernels compute each layer of a network, and which layers they leave to others. */
import type { Outcome, Refusal } from '../../../src/base/outcome';
import { refusal } from '../../../src/words/refusal';
import type { Layer, Network } from '../../../src/model/network';
import type { Padding } from '../../../src/model/padding';

/**
 * Where values lie: the images as they come, a map, or a vector: [channel][image], what a pool has left of a map and what
 * dense layers make of it.
 */
export type Place = 'image' | 'map' | 'vector';

interface FormEntry {
  readonly form: string;
  /** Where its output lies. */
  readonly gives: Exclude<Place, 'image'>;
  readonly fits: (layer: Layer, reads: Place) => boolean;
}

/** The first that fits computes the layer: fast forms stand before those that compute any shape. */
const FORMS = [
  {
    form: 'stem',
    gives: 'map',
    fits: ({ kind }, reads) =>
      reads === 'image' && (kind === 'convolution' || kind === 'pointwise'),
  },
  {
    form: 'pointwise',
    gives: 'map',
    fits: (layer, reads) => layer.kind === 'pointwise' && reads === 'map' && isPlain(layer),
  },
  {
    form: 'convolution',
    gives: 'map',
    fits: ({ kind }, reads) => reads === 'map' && (kind === 'convolution' || kind === 'pointwise'),
  },
  {
    form: 'depthwise3',
    gives: 'map',
    fits: (layer, reads) => layer.kind === 'depthwise' && reads === 'map' && isThree(layer),
  },
  {
    form: 'depthwise',
    gives: 'map',
    fits: ({ kind }, reads) => kind === 'depthwise' && reads === 'map',
  },
  {
    form: 'pool',
    gives: 'vector',
    fits: ({ kind }, reads) => kind === 'pool' && reads !== 'image',
  },
  {
    form: 'dense',
    gives: 'vector',
    fits: (layer, reads) =>
      (layer.kind === 'dense' && reads !== 'image') ||
      (layer.kind === 'pointwise' && reads === 'vector' && isPlain(layer)),
  },
] as const satisfies readonly FormEntry[];

export type Form = (typeof FORMS)[number]['form'];

export interface LayerForm {
  readonly form: Form;
  /** Where its input and its output lie. */
  readonly reads: Place;
  readonly gives: FormEntry['gives'];
}

/** In the order of `network.layers`; refused with `layer-not-computed` or `sum-not-computed`. */
export function layerForms({ layers }: Network): Outcome<LayerForm[]> {
  const forms: LayerForm[] = [];
  for (const layer of layers) {
    const reads = layer.from === null ? 'image' : forms[layer.from].gives;
    const found = FORMS.find(({ fits }) => fits(layer, reads));
    if (!found) return notComputed(layer, reads);
    if (layer.adds !== null && forms[layer.adds].gives !== found.gives) {
      const adds = forms[layer.adds].gives;
      return refusal('sum-not-computed', { layer: layer.name, adds, to: found.gives });
    }
    forms.push({ form: found.form, reads, gives: found.gives });
  }
  return { ok: true, value: forms };
}

function notComputed({ name, kind, kernelSide, stride }: Layer, reads: Place): Refusal {
  return refusal('layer-not-computed', { layer: name, kind, kernelSide, stride, reads });
}

/** A product of the map as it is. */
function isPlain({ stride, padding }: Layer): boolean {
  return stride === 1 && sidesOf(padding).every((pixels) => pixels === 0);
}

/** 3×3, and at most one pixel of zeros on each side: all round at stride 1; at 2 as PyTorch or TensorFlow pads. */
function isThree({ kernelSide, stride, padding }: Layer): boolean {
  const { top, right, bottom, left } = padding;
  if (kernelSide !== 3 || sidesOf(padding).some((pixels) => pixels > 1)) return false;
  if (stride === 1) return top + right + bottom + left === 4;
  return stride === 2 && top === left && right === bottom;
}

function sidesOf({ top, right, bottom, left }: Padding): number[] {
  return [top, right, bottom, left];
}
