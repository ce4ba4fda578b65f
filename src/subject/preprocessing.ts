/** How images become what a network reads, as dataset.json describes it. */
import { both, object, wholeFrom, type Check } from '../base/checks';
import { note } from '../words/refusal';
import { byteFields, checkPlanes, checkSide, onePerPlane } from './byteFields';

export interface Preprocessing {
  /** Of the images as their file holds them. Planes: 1 is grey; 3 are red, green and blue. */
  readonly source: { readonly height: number; readonly width: number; readonly planes: 1 | 3 };
  /** What the network reads: a square, the image in its middle. A grey plane is repeated for each of three. */
  readonly target: { readonly size: number; readonly planes: 1 | 3 };
  /** Byte around an image that is smaller than the square; of one that is larger, the borders are left out. */
  readonly padding: number;
  /** Of each plane that the network reads: a byte becomes (byte / 255 − mean) / deviation. */
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
}

const fields = object({
  source: object({ height: checkSide, width: checkSide, planes: checkPlanes }),
  target: object({ size: checkSide, planes: checkPlanes }),
  padding: wholeFrom(0, 255),
  ...byteFields,
});

export const checkPreprocessing: Check = both(fields, (value, path) => {
  const { source, target, ...bytes } = value as Preprocessing;
  if (source.planes > target.planes)
    return note('field-planes', { path, source: source.planes, target: target.planes });
  return onePerPlane(bytes, target.planes, path);
});

/** For people who read a manifest. */
export function preprocessingText({ source, target, ...bytes }: Preprocessing): string {
  const colours = (count: number) => (count === 1 ? 'grey' : 'RGB');
  const perPlane = bytes.mean.map((mean, p) => `(x-${mean})/${bytes.deviation[p]}`);
  return [
    `${source.height}x${source.width} ${colours(source.planes)}`,
    `in the middle of ${target.size}x${target.size} bytes of ${bytes.padding}`,
    'x/255',
    ...new Set(perPlane),
    ...(source.planes < target.planes ? ['the grey channel repeated three times'] : []),
  ].join(', ');
}
