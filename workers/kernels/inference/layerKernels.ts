/** Which kernel computes each layer of a network: known from shapes and zeros alone, before anything is packed. */
import type { Outcome } from '../../../src/base/outcome';
import { hasWeights } from '../../../src/model/costs';
import type { Layer, Network, Weights } from '../../../src/model/network';
import {
  choose,
  chooseDense,
  chooseSparse,
  USUAL_TILES,
  zeroShares,
  type Choice,
  type PointwiseKernel,
  type Product,
  type Tiles,
  type ZeroShares,
} from './choose';
import { layerForms, type Form, type LayerForm } from './layerForms';
import { imagesPerGroup, mapLayout } from '../memory/layout';

type FormKernel =
  | { readonly form: 'pointwise'; readonly kernel: PointwiseKernel; readonly choice: Choice }
  | { readonly form: 'depthwise3'; readonly kernel: 'depthwise1' | 'depthwise2' }
  | { readonly form: 'dense'; readonly kernel: 'classify' | 'pointwise' }
  | { readonly form: 'stem'; readonly kernel: 'stem' | 'stem16' }
  | NamedAlike<'convolution' | 'depthwise' | 'pool'>;

/** Forms with one kernel, which is called as they are. */
type NamedAlike<F extends Form> = F extends Form ? { readonly form: F; readonly kernel: F } : never;

export type LayerKernel = FormKernel &
  Pick<LayerForm, 'reads' | 'gives'> & {
    readonly layer: Layer;
    /** Zeros in the layer's kernel, in [0, 1]. */
    readonly zeros: number;
  };

/**
 * In the order of `network.layers`, for programs of `batch` images. Zeros are counted before batch normalisation is
 * folded in, which takes many times as long as the counting and makes none. Refused as `layerForms`.
 * @param tiles what the device's clock says
 * @param overruled takes the one or the other for every pointwise layer
 */
export function layerKernels(
  network: Network,
  weights: Weights,
  batch: number,
  tiles = USUAL_TILES,
  overruled?: 'dense' | 'sparse',
): Outcome<LayerKernel[]> {
  const images = imagesPerGroup(batch);
  const counting = images === 1 ? tiles : { ...tiles, breakEvens: {} };
  const forms = layerForms(network);
  if (!forms.ok) return forms;
  const value = network.layers.map((layer, i) => {
    const shares = hasWeights(layer)
      ? zeroShares(weights[i].kernel, layer.outChannels)
      : { zeros: 0, zeroBlocks: 0 };
    const { form, reads, gives } = forms.value[i];
    const kernel = kernelOf(form, layer, shares, images, counting, overruled);
    return { layer, zeros: shares.zeros, reads, gives, ...kernel };
  });
  return { ok: true, value };
}

function kernelOf(
  form: Form,
  layer: Layer,
  shares: ZeroShares,
  images: number,
  tiles: Tiles,
  overruled?: 'dense' | 'sparse',
): FormKernel {
  switch (form) {
    case 'pointwise': {
      const choice = pointwiseChoice(productOf(layer, shares, images), tiles, overruled);
      return { form, kernel: choice.kernel, choice };
    }
    case 'stem':
      // Most of its time is the dense product of its patches.
      return { form, kernel: tiles.twins.pointwise ? 'stem16' : 'stem' };
    case 'depthwise3':
      return { form, kernel: layer.stride === 1 ? 'depthwise1' : 'depthwise2' };
    case 'dense':
      return { form, kernel: images === 1 ? 'classify' : 'pointwise' };
    default:
      return { form, kernel: form } as FormKernel;
  }
}

function productOf(layer: Layer, shares: ZeroShares, images: number): Product {
  const { inChannels, outChannels, inSize, outSize } = layer;
  const inPitch = 4 * mapLayout(inChannels, inSize, images).pitch;
  const { columns } = mapLayout(outChannels, outSize, images);
  return { inChannels, outChannels, columns, inPitch, ...shares };
}

function pointwiseChoice(product: Product, tiles: Tiles, overruled?: 'dense' | 'sparse'): Choice {
  switch (overruled) {
    case 'dense':
      return chooseDense(product, tiles);
    case 'sparse':
      return chooseSparse(product, tiles);
    case undefined:
      return choose(product, tiles);
  }
}
