/** Problems for the kernels whose outputs see more than one pixel. */
import type { Random } from '../../../src/base/seededRandom';
import { paddedOutput } from '../../../src/model/padding';
import {
  packDepthwise,
  packDepthwise2x2,
  packDepthwiseTaps,
  packPanels,
  panelWidth,
  panelWidth16,
} from '../inference/pack';
import { mapLayout, type MapLayout } from '../memory/layout';
import { convolutionReference, stemReference, type Window } from '../reference/convolution';
import { depthwiseReference } from '../reference/depthwise';
import type { KernelCase } from './kernelCase';
import { CHUNK, label, limits, values, type Shape } from './kernelCases';

export function depthwiseCase(stride: 1 | 2, shape: Shape, random: Random): KernelCase {
  const { inChannels: channels, size, images } = shape;
  const outSize = Math.ceil(size / stride);
  const from = mapLayout(channels, size, images);
  const to = mapLayout(channels, outSize, images);
  const input = values(channels * from.pitch, random);
  const kernel = values(9 * channels, random);
  const bias = values(channels, random);
  const pad = stride === 1 ? 1 : shape.padding;
  const bounds = limits(shape);
  const window = { kernelSide: 3, stride, top: pad, left: pad };
  const pack = stride === 1 && images === 1 && size === 2 ? packDepthwise2x2 : packDepthwise;
  const problem = { input, from, to, kernel, bias, ...window, ...bounds };
  return {
    label: label(shape),
    fields: {
      input,
      weights: pack(kernel, bias),
      channels,
      inHeight: size,
      inWidth: size,
      outHeight: outSize,
      outWidth: outSize,
      inPitch: 4 * from.pitch,
      outPitch: 4 * to.pitch,
      images,
      pad,
      ...bounds,
    },
    expected: () => depthwiseReference(problem),
    outputLength: channels * to.pitch,
    flops: 18 * channels * outSize * outSize * images,
  };
}

/** Output rows at a time; less than most maps have. */
const ROWS = 3;

export function stemCase(name: 'stem' | 'stem16', shape: Shape, random: Random): KernelCase {
  const { inChannels: planes, outChannels, size, images } = shape;
  const count = images === 1 ? 1 : images - 1;
  const { to, kernel, bias, bounds, window } = convolutionParts(shape, random);
  const input = values(count * size * size * planes, random);
  const weights = packPanels(kernel, bias, name === 'stem16' ? panelWidth16 : panelWidth);
  const problem = { images: input, count, size, planes, to, kernel, bias, ...window, ...bounds };
  return {
    label: label(shape),
    fields: {
      ...{ input, inPitch: 0, count, inPlanes: planes, outPitch: 4 * to.pitch },
      ...gathering(shape, to, planes),
      product: gatheredProduct(to, weights, kernel.length / outChannels, bounds),
    },
    expected: () => stemReference(problem),
    outputLength: outChannels * to.pitch,
    flops: 2 * kernel.length * to.size * to.size * count,
  };
}

export function convolutionCase(shape: Shape, random: Random): KernelCase {
  const { inChannels: planes, outChannels, size, images } = shape;
  const { to, kernel, bias, bounds, window } = convolutionParts(shape, random);
  const from = mapLayout(planes, size, images);
  const input = values(planes * from.pitch, random);
  const problem = { input, from, size, planes, to, kernel, bias, ...window, ...bounds };
  return {
    label: label(shape),
    fields: {
      ...{ input, inPitch: 4 * from.pitch, count: 0, inPlanes: planes, outPitch: 4 * to.pitch },
      ...gathering(shape, to, planes),
      product: gatheredProduct(to, packPanels(kernel, bias), kernel.length / outChannels, bounds),
    },
    expected: () => convolutionReference(problem),
    outputLength: outChannels * to.pitch,
    flops: 2 * kernel.length * to.size * to.size * images,
  };
}

export function anyDepthwiseCase(shape: Shape, random: Random): KernelCase {
  const { inChannels: channels, size, images } = shape;
  const { to, kernel, bias, bounds, window } = convolutionParts(
    { ...shape, inChannels: 1, outChannels: channels },
    random,
  );
  const from = mapLayout(channels, size, images);
  const input = values(channels * from.pitch, random);
  const problem = { input, from, to, kernel, bias, ...window, ...bounds };
  const panel = { ...to, channels: 1 };
  const weights = packDepthwiseTaps(kernel, bias);
  return {
    label: label(shape),
    fields: {
      ...{ input, inPitch: 4 * from.pitch, count: 0, inPlanes: channels, outPitch: 4 * to.pitch },
      ...gathering(shape, to, 1),
      product: gatheredProduct(panel, weights, window.kernelSide ** 2, bounds),
    },
    expected: () => depthwiseReference(problem),
    outputLength: channels * to.pitch,
    flops: 2 * kernel.length * to.size * to.size * images,
  };
}

function convolutionParts(shape: Shape, random: Random) {
  const { inChannels: planes, outChannels, size, images } = shape;
  const { kernelSide, stride, padding } = shape.window;
  const outSize = paddedOutput(size, kernelSide, stride, padding);
  const window: Window = { kernelSide, stride, top: padding.top, left: padding.left };
  return {
    to: mapLayout(outChannels, outSize, images),
    kernel: values(kernelSide ** 2 * planes * outChannels, random),
    bias: values(outChannels, random),
    ...{ bounds: limits(shape), window },
  };
}

/** What the three kernels share that gather patches. @param planes that they gather at a time */
function gathering({ size, images, window }: Shape, to: MapLayout, planes: number) {
  const { kernelSide, stride, padding } = window;
  const paddedWidth = padding.left + size + padding.right;
  return {
    ...{
      planes: new Float32Array(planes * ((ROWS - 1) * stride + kernelSide) * paddedWidth * images),
    },
    ...{ inHeight: size, inWidth: size, outHeight: to.size, outWidth: to.size, images },
    ...{ kernelSide, stride, top: padding.top, left: padding.left, paddedWidth, rows: ROWS },
  };
}

function gatheredProduct(
  to: MapLayout,
  weights: Float32Array,
  inChannels: number,
  bounds: ReturnType<typeof limits>,
) {
  const patchPitch = ROWS * to.size * to.images + 16;
  const fields = {
    ...{ input: new Float32Array(inChannels * patchPitch), output: 0, residual: 0, weights },
    ...{ inChannels, outChannels: to.channels, columns: 0, chunk: CHUNK, ...bounds },
    ...{ inPitch: 4 * patchPitch, outPitch: 4 * to.pitch },
  };
  return { kind: 'pointwise', fields } as const;
}
