/** Where an int8 program's maps and the scratch of its convolutions lie in one arena. */
import type { Layer, Network } from '../../../src/model/network';
import type { LayerForm } from '../inference/layerForms';
import { layOutArena, type Tenant } from '../memory/arena';
import { SLACK_BYTES } from '../memory/heap';
import { quadLayout, quadsOf, type QuadLayout } from '../memory/quadLayout';
import { planeBytes } from './planes';

/** Offsets are bytes from the arena's start. */
export interface Int8Memory {
  readonly image: QuadLayout;
  readonly imageOffset: number;
  /** Output of each layer; what a pool leaves is a map of one pixel. */
  readonly maps: readonly QuadLayout[];
  readonly mapOffsets: readonly number[];
  /** By layer: a quad's planes, of one thread after the other, and patches; nothing for layers that need none. */
  readonly planeOffsets: readonly number[];
  readonly patchOffsets: readonly number[];
  readonly arenaBytes: number;
}

/** Pixels of the image that are computed together with those of other images. */
const PIXELS_TOGETHER = 4096;
const MAX_IMAGES = 16;

const LINE_BYTES = 64;

/** Images of a batch that are computed together: small maps alone would not fill a tile. */
export function imagesTogether(batch: number, { input }: Network): number {
  const fitting = Math.floor(PIXELS_TOGETHER / input.size ** 2);
  return Math.max(1, Math.min(batch, MAX_IMAGES, fitting));
}

export function int8Memory(
  { input, layers }: Network,
  forms: readonly LayerForm[],
  images: number,
  threads: number,
): Int8Memory {
  const image = quadLayout(input.planes, images * input.size ** 2);
  const maps = layers.map((l) => quadLayout(l.outChannels, images * l.outSize ** 2));
  const planes = layers.map((layer) =>
    readsPlanes(forms[layer.index]) ? threads * planeRoom(layer, images) : 0,
  );
  const patches = layers.map((layer) => {
    if (!readsPatches(forms[layer.index])) return 0;
    const { pitch } = patchLayout(layer, images);
    return patchQuads(layer) * pitch;
  });
  const arena = layOutArena([
    { bytes: bytesOf(image), from: 0, to: lastReader(layers, null) },
    ...layers.map(({ index }) => ({
      ...{ bytes: bytesOf(maps[index]), from: index, to: lastReader(layers, index) },
    })),
    ...planes.map(roomAt),
    ...patches.map(roomAt),
  ]);
  const n = layers.length;
  const [imageOffset, ...offsets] = arena.offsets;
  return {
    ...{ image, imageOffset, maps, mapOffsets: offsets.slice(0, n) },
    planeOffsets: offsets.slice(n, 2 * n),
    patchOffsets: offsets.slice(2 * n),
    arenaBytes: arena.bytes,
  };
}

export function readsPatches({ form }: LayerForm): boolean {
  return form === 'stem' || form === 'convolution';
}

/** Bytes from one thread's planes to the next one's: whole cache lines. */
export function planeRoom(layer: Layer, images: number): number {
  return Math.ceil((planeBytes(layer, images) + SLACK_BYTES) / LINE_BYTES) * LINE_BYTES;
}

function readsPlanes(form: LayerForm): boolean {
  return readsPatches(form) || form.form === 'depthwise3' || form.form === 'depthwise';
}

/** Rows of patches as a map for a product. */
export function patchLayout(layer: Layer, images: number): QuadLayout {
  return quadLayout(4 * patchQuads(layer), images * layer.outSize ** 2);
}

function patchQuads({ inChannels, kernelSide }: Layer): number {
  return quadsOf(inChannels) * kernelSide ** 2;
}

function bytesOf({ quads, pitch }: QuadLayout): number {
  return quads * pitch + SLACK_BYTES;
}

function roomAt(bytes: number, step: number): Tenant {
  return { bytes: bytes === 0 ? 0 : bytes + SLACK_BYTES, from: step, to: step };
}

function lastReader(layers: readonly Layer[], map: number | null): number {
  const reads = ({ from, adds }: Layer) => from === map || (map !== null && adds === map);
  return layers.findLast(reads)?.index ?? layers.length;
}
