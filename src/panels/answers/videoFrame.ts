/** What the network sees of a video. */
import { sourceRectangle } from '../../pictures/framing';
import type { Framing } from '../../subject/modelInput';
import { planesOf, rgbaOf } from '../../subject/planes';
import type { Preprocessing } from '../../subject/preprocessing';

export interface Seeing {
  readonly source: Preprocessing['source'];
  readonly framing: Framing;
  /** Light for dark: as pictures of things on black want it of things on white. */
  readonly inverted: boolean;
}

/**
 * Draws the frame as the network sees it, and gives its bytes: [height][width][4]; null before the video shows anything.
 * @param canvas of the size of the source
 */
export function drawFrame(
  video: HTMLVideoElement,
  canvas: HTMLCanvasElement,
  { source: { width, height, planes }, framing, inverted }: Seeing,
): Uint8ClampedArray<ArrayBuffer> | null {
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context || video.videoWidth === 0) return null;
  const sides = { width: video.videoWidth, height: video.videoHeight };
  const { left, top, ...part } = sourceRectangle(sides, framing);
  context.imageSmoothingQuality = 'high';
  context.drawImage(video, left, top, part.width, part.height, 0, 0, width, height);
  const seen = planesOf(context.getImageData(0, 0, width, height).data, planes);
  const rgba = rgbaOf(inverted ? seen.map((byte) => 255 - byte) : seen, planes);
  context.putImageData(new ImageData(rgba, width, height), 0, 0);
  return rgba;
}
