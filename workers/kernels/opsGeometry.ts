/** Where every number of a convolution lies, as the kernels of assembly/trainingOps.ts want to know it. */
import type { backend_util } from '@tensorflow/tfjs-core';

/** Fields of the call record in this order, 4 bytes each; the class `Convolution` has the same. */
export const convolutionFields = [
  'x',
  'dy',
  'filter',
  'batch',
  'inHeight',
  'inWidth',
  'inChannels',
  'outHeight',
  'outWidth',
  'outChannels',
  'filterHeight',
  'filterWidth',
  'strideHeight',
  'strideWidth',
  'dilationHeight',
  'dilationWidth',
  'padTop',
  'padLeft',
] as const;

type ConvolutionField = (typeof convolutionFields)[number];
export type Geometry = Readonly<Record<Exclude<ConvolutionField, 'x' | 'dy' | 'filter'>, number>>;
export type Convolution = Readonly<Record<ConvolutionField, number>>;

export function geometryOf(info: backend_util.Conv2DInfo): Geometry {
  const { batchSize, inHeight, inWidth, inChannels, outHeight, outWidth, outChannels } = info;
  return {
    batch: batchSize,
    ...{ inHeight, inWidth, inChannels, outHeight, outWidth, outChannels },
    filterHeight: info.filterHeight,
    filterWidth: info.filterWidth,
    strideHeight: info.strideHeight,
    strideWidth: info.strideWidth,
    dilationHeight: info.dilationHeight,
    dilationWidth: info.dilationWidth,
    padTop: info.padInfo.top,
    padLeft: info.padInfo.left,
  };
}

/** A 1×1 convolution that reads every pixel is one long row of pixels: its kernel then starts once, not once a row. */
export function flattened(g: Geometry): Geometry {
  const everyPixel =
    g.filterHeight * g.filterWidth * g.strideHeight * g.strideWidth === 1 &&
    g.inHeight === g.outHeight &&
    g.inWidth === g.outWidth &&
    g.padTop === 0 &&
    g.padLeft === 0;
  if (!everyPixel) return g;
  const pixels = g.batch * g.inHeight * g.inWidth;
  return { ...g, batch: 1, inHeight: 1, inWidth: pixels, outHeight: 1, outWidth: pixels };
}
