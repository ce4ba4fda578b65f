/** How a picture becomes the network's input, in JavaScript with a canvas. */
import { CROP_SHARE, type Framing } from '../../subject/modelInput';
import type { Preprocessing } from '../../subject/preprocessing';

/** `read(picture)` gives [height][width][planes] as a Float32Array. */
export function canvasInput(
  { source, target, padding, mean, deviation }: Preprocessing,
  framing: Framing,
): string {
  const { size, planes } = target;
  const [left, top] = [source.width, source.height].map((side) => Math.floor((size - side) / 2));
  const grey = source.planes === 1;
  return `const [MEAN, DEVIATION] = [${list(mean)}, ${list(deviation)}];
function read(picture) {
  const context = new OffscreenCanvas(${size}, ${size}).getContext('2d');
  context.fillStyle = 'rgb(${padding} ${padding} ${padding})';
  context.fillRect(0, 0, ${size}, ${size});
  ${cutOut(framing)}
  const [left, top] = [(picture.width - width) / 2, (picture.height - height) / 2];
  context.drawImage(picture, left, top, width, height, ${left}, ${top}, ${source.width}, ${source.height});
  const { data } = context.getImageData(0, 0, ${size}, ${size});
  return Float32Array.from({ length: ${size * size * planes} }, (_, i) => {
    const [at, plane] = [4 * Math.floor(i / ${planes}), i % ${planes}];
    const byte = ${grey ? '0.299 * data[at] + 0.587 * data[at + 1] + 0.114 * data[at + 2]' : 'data[at + plane]'};
    return (byte / 255 - MEAN[plane]) / DEVIATION[plane];
  });
}`;
}

/** Height and width of the part that is read. */
function cutOut(framing: Framing): string {
  if (framing === 'stretch') return 'const { width, height } = picture;';
  const share = framing === 'resize-crop' ? ` * ${CROP_SHARE}` : '';
  return `const [width, height] = Array(2).fill(Math.min(picture.width, picture.height)${share});`;
}

/** `planesFirst(values)`: from [height][width][planes] to [planes][height][width]. */
export function planesFirst({ target: { size, planes } }: Preprocessing): string {
  const pixels = size * size;
  return `function planesFirst(values) {
  return values.map((_, i) => values[(i % ${pixels}) * ${planes} + Math.floor(i / ${pixels})]);
}`;
}

/** On lines of its own where it is long. */
export function javaScriptList(texts: readonly string[]): string {
  const quoted = texts.map((text) => JSON.stringify(text));
  const short = quoted.join(', ');
  return short.length <= 80 ? `[${short}]` : `[\n  ${quoted.join(',\n  ')},\n]`;
}

function list(values: readonly number[]): string {
  return `[${values.join(', ')}]`;
}
