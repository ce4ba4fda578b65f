/**
 * Gradients of convolutions as plain loops on views of the heap: what the SIMD kernels are checked against, and what
 * runs where they do not reach (planes before channels, several filters a channel).
 */
import type { Geometry } from './opsGeometry';

/** Elements between neighbours of a four-dimensional tensor. */
export interface Strides {
  readonly batch: number;
  readonly row: number;
  readonly column: number;
  readonly channel: number;
}

export function channelsLast(height: number, width: number, channels: number): Strides {
  return { batch: height * width * channels, row: width * channels, column: channels, channel: 1 };
}

export function channelsFirst(height: number, width: number, channels: number): Strides {
  return { batch: height * width * channels, row: width, column: 1, channel: height * width };
}

/** Calls `visit` for each output pixel and tap that meet inside the input. */
function eachTap(
  g: Geometry,
  visit: (b: number, row: number, column: number, y: number, x: number, tap: number) => void,
): void {
  for (let b = 0; b < g.batch; b++) {
    for (let y = 0; y < g.outHeight; y++) {
      for (let x = 0; x < g.outWidth; x++) {
        for (let tap = 0; tap < g.filterHeight * g.filterWidth; tap++) {
          const ky = Math.floor(tap / g.filterWidth);
          const row = y * g.strideHeight + ky * g.dilationHeight - g.padTop;
          const kx = tap - ky * g.filterWidth;
          const column = x * g.strideWidth + kx * g.dilationWidth - g.padLeft;
          const inside = row >= 0 && row < g.inHeight && column >= 0 && column < g.inWidth;
          if (inside) visit(b, row, column, y, x, tap);
        }
      }
    }
  }
}

/** filter[tap][in][out] = Σ x · dy. Sums are kept in double precision. */
export function plainConvFilterGradient(
  g: Geometry,
  x: Float32Array,
  xStrides: Strides,
  dy: Float32Array,
  dyStrides: Strides,
): Float64Array {
  const filter = new Float64Array(g.filterHeight * g.filterWidth * g.inChannels * g.outChannels);
  eachTap(g, (b, row, column, y, xOut, tap) => {
    const xAt = b * xStrides.batch + row * xStrides.row + column * xStrides.column;
    const dyAt = b * dyStrides.batch + y * dyStrides.row + xOut * dyStrides.column;
    for (let i = 0; i < g.inChannels; i++) {
      const value = x[xAt + i * xStrides.channel];
      const at = (tap * g.inChannels + i) * g.outChannels;
      for (let o = 0; o < g.outChannels; o++)
        filter[at + o] += value * dy[dyAt + o * dyStrides.channel];
    }
  });
  return filter;
}

/** dx[batch][row][column][channel] = Σ dy · filter, filter [tap][channel][multiplier]. */
export function plainDepthwiseInputGradient(
  g: Geometry,
  dy: Float32Array,
  filter: Float32Array,
): Float64Array {
  const dx = new Float64Array(g.batch * g.inHeight * g.inWidth * g.inChannels);
  const multiplier = g.outChannels / g.inChannels;
  eachTap(g, (b, row, column, y, x, tap) => {
    const dxAt = ((b * g.inHeight + row) * g.inWidth + column) * g.inChannels;
    const dyAt = ((b * g.outHeight + y) * g.outWidth + x) * g.outChannels;
    for (let o = 0; o < g.outChannels; o++) {
      dx[dxAt + Math.floor(o / multiplier)] += dy[dyAt + o] * filter[tap * g.outChannels + o];
    }
  });
  return dx;
}

/** filter[tap][channel][multiplier] = Σ x · dy. */
export function plainDepthwiseFilterGradient(
  g: Geometry,
  x: Float32Array,
  dy: Float32Array,
): Float64Array {
  const filter = new Float64Array(g.filterHeight * g.filterWidth * g.outChannels);
  const multiplier = g.outChannels / g.inChannels;
  eachTap(g, (b, row, column, y, xOut, tap) => {
    const xAt = ((b * g.inHeight + row) * g.inWidth + column) * g.inChannels;
    const dyAt = ((b * g.outHeight + y) * g.outWidth + xOut) * g.outChannels;
    for (let o = 0; o < g.outChannels; o++) {
      filter[tap * g.outChannels + o] += x[xAt + Math.floor(o / multiplier)] * dy[dyAt + o];
    }
  });
  return filter;
}
