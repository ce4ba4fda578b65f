/** Which kernel computes each layer of a network: known from shapes and zeros alone, before anything is packed. */
import { hasWeights } from '../../../src/model/costs';
import type { Layer, Network, Weights } from '../../../src/model/network';
import {
  choose,
  chooseDense,
  chooseSparse,
  zeroShares,
  type Choice,
  type PointwiseKernel,
  type Product,
  type ZeroShares,
} from './choose';
import { imagesPerGroup, mapLayout } from '../memory/layout';

type KindKernel =
  | { readonly kind: 'convolution'; readonly kernel: 'stem' }
  | { readonly kind: 'depthwise'; readonly kernel: 'depthwise1' | 'depthwise2' }
  | { readonly kind: 'pointwise'; readonly kernel: PointwiseKernel; readonly choice: Choice }
  | { readonly kind: 'pool'; readonly kernel: 'pool' }
  | { readonly kind: 'dense'; readonly kernel: 'classify' | 'pointwise' };

export type LayerKernel = KindKernel & {
  readonly layer: Layer;
  /** Zeros in the layer's kernel, in [0, 1]. */
  readonly zeros: number;
};

/**
 * In the order of `network.layers`, for programs of `batch` images. Zeros are counted before batch normalisation is
 * folded in, which takes many times as long as the counting and makes none.
 * @param overruled takes the one or the other for every pointwise layer
 */
export function layerKernels(
  network: Network,
  weights: Weights,
  batch: number,
  overruled?: 'dense' | 'sparse',
): LayerKernel[] {
  const images = imagesPerGroup(batch);
  return network.layers.map((layer) => {
    const shares = hasWeights(layer)
      ? zeroShares(weights[layer.index].kernel, layer.outChannels)
      : { zeros: 0, zeroBlocks: 0 };
    return { layer, zeros: shares.zeros, ...kernelOf(layer, shares, images, overruled) };
  });
}

function kernelOf(
  layer: Layer,
  shares: ZeroShares,
  images: number,
  overruled?: 'dense' | 'sparse',
): KindKernel {
  const { kind } = layer;
  switch (kind) {
    case 'convolution':
      return { kind, kernel: 'stem' };
    case 'depthwise':
      return { kind, kernel: layer.stride === 1 ? 'depthwise1' : 'depthwise2' };
    case 'pointwise': {
      const choice = pointwiseChoice(productOf(layer, shares, images), overruled);
      return { kind, kernel: choice.kernel, choice };
    }
    case 'pool':
      return { kind, kernel: 'pool' };
    case 'dense':
      return { kind, kernel: images === 1 ? 'classify' : 'pointwise' };
  }
}

function productOf(layer: Layer, shares: ZeroShares, images: number): Product {
  const { inChannels, outChannels, inSize, outSize } = layer;
  const inPitch = 4 * mapLayout(inChannels, inSize, images).pitch;
  const { columns } = mapLayout(outChannels, outSize, images);
  return { inChannels, outChannels, columns, inPitch, ...shares };
}

function pointwiseChoice(product: Product, overruled?: 'dense' | 'sparse'): Choice {
  switch (overruled) {
    case 'dense':
      return chooseDense(product);
    case 'sparse':
      return chooseSparse(product);
    case undefined:
      return choose(product);
  }
}
