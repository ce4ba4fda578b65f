/** The planes that depthwise and other convolutions read: a quad's maps with what lies around them. */
import type { Padding } from '../../../src/model/padding';

/** What a convolution sees of square maps; a `Layer` is one. */
export interface Convolution {
  readonly inSize: number;
  readonly outSize: number;
  readonly kernelSide: number;
  readonly stride: number;
  readonly padding: Padding;
}

/** Of the record. */
export function planeFields({ padding, ...convolution }: Convolution, images: number) {
  const { inSize, outSize, kernelSide, stride } = convolution;
  const { top, left } = padding;
  const side = sideOf(convolution);
  return { images, inSize, outSize, side, kernelSide, stride, top, left };
}

/** Bytes 0, 4, 8, 12: from which pixels a depthwise kernel takes a channel's four values. */
export const TURN = 0x0c080400;

/** Of one quad's planes, in bytes. */
export function planeBytes(convolution: Convolution, images: number): number {
  return 4 * images * sideOf(convolution) ** 2;
}

/**
 * Where what each output column sees begins, in bytes from the planes' start; up to a multiple of four columns, the last
 * of which see what the first does.
 */
export function outputPlaces(convolution: Convolution, images: number): Int32Array {
  const { outSize, stride } = convolution;
  const side = sideOf(convolution);
  const pixels = outSize ** 2;
  const places = new Int32Array(Math.ceil((images * pixels) / 4) * 4);
  for (let column = 0; column < images * pixels; column++) {
    const image = Math.floor(column / pixels);
    const y = stride * Math.floor((column % pixels) / outSize);
    const x = stride * (column % outSize);
    places[column] = 4 * (image * side ** 2 + y * side + x);
  }
  return places;
}

/** Pixels that the outputs see in one direction. */
function sideOf({ outSize, stride, kernelSide }: Omit<Convolution, 'padding'>): number {
  return (outSize - 1) * stride + kernelSide;
}
