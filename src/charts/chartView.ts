/** Pixels of a layout ↔ shares of the whole chart, whatever part of it is seen. */
import type { Pixel } from './chartGestures';
import type { Frame } from './frame';
import { panned, zoomed, type Region, type Share } from './region';
import type { Mark } from './tradeOffLayout';

/** Shares of what is seen; 0 is left and bottom. */
export function shareAt({ x, y }: Pixel, frame: Frame): Share {
  return {
    x: (x - frame.left) / (frame.right - frame.left),
    y: (frame.bottom - y) / (frame.bottom - frame.top),
  };
}

/** Shares of the whole. */
export function placeAt(pixel: Pixel, frame: Frame, { left, right, bottom, top }: Region): Share {
  const { x, y } = shareAt(pixel, frame);
  return { x: left + x * (right - left), y: bottom + y * (top - bottom) };
}

export function placeOfMark({ x, final }: Mark, frame: Frame, window: Region): Share {
  return placeAt({ x, y: final.y }, frame, window);
}

export function zoomedAt(window: Region, factor: number, at: Pixel, frame: Frame): Region {
  const { x, y } = shareAt(at, frame);
  const within = (share: number) => Math.max(0, Math.min(share, 1));
  return zoomed(window, factor, { x: within(x), y: within(y) });
}

/** The picture follows by so many pixels. */
export function draggedBy(window: Region, by: Pixel, frame: Frame): Region {
  return panned(window, {
    x: -by.x / (frame.right - frame.left),
    y: by.y / (frame.bottom - frame.top),
  });
}

export interface PixelBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Of the frame; the part of `region` that is seen. */
export function boxOf(region: Region, frame: Frame, window: Region): PixelBox {
  const across = (at: number) => (at - window.left) / (window.right - window.left);
  const up = (at: number) => (at - window.bottom) / (window.top - window.bottom);
  const within = (share: number) => Math.max(0, Math.min(share, 1));
  const x = (at: number) => frame.left + within(across(at)) * (frame.right - frame.left);
  const y = (at: number) => frame.bottom - within(up(at)) * (frame.bottom - frame.top);
  const [left, top] = [x(region.left), y(region.top)];
  return { x: left, y: top, width: x(region.right) - left, height: y(region.bottom) - top };
}
