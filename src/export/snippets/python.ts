/** How a picture becomes the network's input, in Python with Pillow and NumPy. */
import { CROP_SHARE, type Framing } from '../../subject/modelInput';
import type { Preprocessing } from '../../subject/preprocessing';

/** `read(path)` gives [1, height, width, planes], float32. */
export function numpyInput(
  { source, target, padding, mean, deviation }: Preprocessing,
  framing: Framing,
): string {
  const { height, width, planes } = source;
  return [
    'def read(path):',
    `    image = Image.open(path).convert("${planes === 1 ? 'L' : 'RGB'}")`,
    `    image = ${framed(framing, `(${width}, ${height})`)}`,
    `    x = np.asarray(image, np.float32).reshape(${height}, ${width}, ${planes})`,
    ...squared(target.size, height, width, padding),
    ...(planes < target.planes ? [`    x = x.repeat(${target.planes}, axis=-1)`] : []),
    `    x = (x / 255 - np.float32(${list(mean)})) / np.float32(${list(deviation)})`,
    '    return x[None]',
  ].join('\n');
}

/** Pillow's `bleed` is what is cut off on each side. */
function framed(framing: Framing, sides: string): string {
  if (framing === 'stretch') return `image.resize(${sides})`;
  const bleed = framing === 'resize-crop' ? `, bleed=${(1 - CROP_SHARE) / 2}` : '';
  return `ImageOps.fit(image, ${sides}${bleed})`;
}

/** The picture in the middle of a square, or its middle. */
function squared(size: number, height: number, width: number, padding: number): string[] {
  if (height === size && width === size) return [];
  const [top, left] = [height, width].map((side) => Math.floor((size - side) / 2));
  const ends = (before: number, side: number) => `(${before}, ${size - side - before})`;
  if (top < 0 || left < 0) return [`    x = x[${-top}:${size - top}, ${-left}:${size - left}]`];
  const sides = `(${ends(top, height)}, ${ends(left, width)}, (0, 0))`;
  return [`    x = np.pad(x, ${sides}, constant_values=${padding})`];
}

/** One number where all are equal. */
function list(values: readonly number[]): string {
  return values.every((value) => value === values[0])
    ? String(values[0])
    : `[${values.join(', ')}]`;
}
