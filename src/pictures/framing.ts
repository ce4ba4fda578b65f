/** Which part of a picture the network sees. */
import { CROP_SHARE, type Framing } from '../subject/modelInput';

/** In pixels of the picture, fractions included. */
export interface SourceRectangle {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** The part of a picture that is resized to the network's whole input. */
export function sourceRectangle(
  { width, height }: { readonly width: number; readonly height: number },
  framing: Framing,
): SourceRectangle {
  if (framing === 'stretch') return { left: 0, top: 0, width, height };
  const side = Math.min(width, height) * (framing === 'resize-crop' ? CROP_SHARE : 1);
  return { left: (width - side) / 2, top: (height - side) / 2, width: side, height: side };
}
