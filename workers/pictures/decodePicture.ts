/** A picture as the network sees it: decoded by the browser, framed, resized, as bytes. */
import { FileTrouble } from '../../src/formats/fileTrouble';
import { pictureSides } from '../../src/formats/picture/pictureHeader';
import type { RawPicture } from '../../src/pictures/foundPicture';
import { sourceRectangle } from '../../src/pictures/framing';
import { planesOf, rgbaOf } from '../../src/subject/planes';
import type { PictureTarget } from '../../src/protocol/pictures';
import { note } from '../../src/words/refusal';

/** Pixels. A browser decodes all of a picture, four bytes a pixel. */
const LONGEST_SIDE = 16_384;
const MOST_PIXELS = 100e6;
/** More than so many pixels ever take. */
const MOST_BYTES = 2 ** 28;
/** Most headers are shorter; some pictures begin with a profile or a small copy of themselves. */
const HEADER_BYTES = 256 << 10;

export type DecodePicture = (
  picture: Blob | RawPicture,
  target: PictureTarget,
) => Promise<Uint8Array>;

/** @throws FileTrouble where it is damaged or too large */
export const decodePicture: DecodePicture = async (picture, target) => {
  if (!(picture instanceof Blob) && isFramed(picture, target)) return inPlanes(picture, target);
  const bitmap = await bitmapOf(picture);
  try {
    return planesOf(framed(bitmap, target), target.planes);
  } finally {
    bitmap.close();
  }
};

/** What already has its size is not touched. */
function isFramed({ height, width }: RawPicture, target: PictureTarget): boolean {
  return height === target.height && width === target.width;
}

function inPlanes({ pixels, planes }: RawPicture, target: PictureTarget): Uint8Array {
  return planes === target.planes ? pixels : planesOf(rgbaOf(pixels, planes), target.planes);
}

async function bitmapOf(picture: Blob | RawPicture): Promise<ImageBitmap> {
  if (!(picture instanceof Blob)) {
    const { pixels, planes, width, height } = picture;
    return createImageBitmap(new ImageData(rgbaOf(pixels, planes), width, height));
  }
  await refuseLarge(picture);
  try {
    return await createImageBitmap(picture);
  } catch {
    throw new FileTrouble(note('file-cut-off'));
  }
}

/** Before it is decoded: a few bytes may claim a canvas that fills the memory. */
async function refuseLarge(picture: Blob): Promise<void> {
  if (picture.size > MOST_BYTES)
    throw new FileTrouble(note('file-bytes', { bytes: picture.size, most: MOST_BYTES }));
  const sides = (await sidesWithin(picture, HEADER_BYTES)) ?? (await sidesWithin(picture));
  if (!sides) throw new FileTrouble(note('file-cut-off'));
  const { width, height } = sides;
  if (Math.max(width, height) > LONGEST_SIDE || width * height > MOST_PIXELS)
    throw new FileTrouble(note('picture-large', { width, height, most: LONGEST_SIDE }));
}

async function sidesWithin(picture: Blob, bytes?: number) {
  return pictureSides(new Uint8Array(await picture.slice(0, bytes).arrayBuffer()));
}

/** White where it is transparent. */
function framed(bitmap: ImageBitmap, { width, height, framing }: PictureTarget) {
  const context = new OffscreenCanvas(width, height).getContext('2d', {
    alpha: false,
    willReadFrequently: true,
  })!;
  context.fillStyle = 'white';
  context.fillRect(0, 0, width, height);
  context.imageSmoothingQuality = 'high';
  const { left, top, ...source } = sourceRectangle(bitmap, framing);
  context.drawImage(bitmap, left, top, source.width, source.height, 0, 0, width, height);
  return context.getImageData(0, 0, width, height).data;
}
