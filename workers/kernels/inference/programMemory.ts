/** Where a program's maps and the scratch of its convolutions lie in one arena. */
import type { Layer, Network } from '../../../src/model/network';
import { layOutArena, type Tenant } from '../memory/arena';
import { SLACK_BYTES } from '../memory/heap';
import { mapLayout, vectorLayout, type MapLayout } from '../memory/layout';
import type { LayerKernel } from './layerKernels';

/** Of a convolution that gathers patches; offsets are bytes from the arena's start. */
export interface ConvolutionScratch {
  readonly patches: number;
  readonly planes: number;
  /** Bytes from one row of patches to the next. */
  readonly patchPitch: number;
  /** Output rows that are computed at a time. */
  readonly rows: number;
}

export interface ProgramMemory {
  /** Output of each layer. */
  readonly maps: readonly MapLayout[];
  /** Bytes from the arena's start to each layer's map; vectors lie elsewhere. */
  readonly mapOffsets: readonly number[];
  /** By layer and thread; null where nothing is gathered. */
  readonly scratch: readonly (readonly ConvolutionScratch[] | null)[];
  readonly arenaBytes: number;
}

/** Output pixels × images that a convolution computes at a time. */
const PATCH_COLUMNS = 1024;

const GATHERS: readonly LayerKernel['form'][] = ['stem', 'convolution', 'depthwise'];

export function programMemory(
  network: Network,
  kernels: readonly LayerKernel[],
  images: number,
  threads: number,
): ProgramMemory {
  const maps = kernels.map(({ layer, gives }) =>
    gives === 'vector'
      ? vectorLayout(layer.outChannels, images)
      : mapLayout(layer.outChannels, layer.outSize, images),
  );
  const gathering = kernels.filter(({ form }) => GATHERS.includes(form));
  const sizes = gathering.map((kernel) => scratchSizes(kernel, images));
  // A thread may be a call ahead of others, where they do not meet in between.
  const ahead = threads > 1 ? 1 : 0;
  const rooms = gathering.flatMap(({ layer: { index } }, i) => {
    const { patchBytes, planeBytes } = sizes[i];
    const life = { from: index, to: index + ahead };
    const own = [patchBytes, planeBytes].map((bytes) => ({ bytes, ...life }));
    return Array.from({ length: threads }, () => own).flat();
  });
  const arena = layOutArena([...mapTenants(network, kernels, maps, ahead), ...rooms]);
  const offsets = arena.offsets.slice(maps.length);
  const scratch = kernels.map((kernel) => {
    const i = gathering.indexOf(kernel);
    if (i < 0) return null;
    const { patchPitch, rows } = sizes[i];
    return Array.from({ length: threads }, (_, thread) => {
      const [patches, planes] = offsets.slice(2 * (i * threads + thread));
      return { patches, planes, patchPitch, rows };
    });
  });
  return {
    ...{ maps, mapOffsets: arena.offsets.slice(0, maps.length), scratch },
    arenaBytes: arena.bytes,
  };
}

function scratchSizes({ layer, form }: LayerKernel, images: number) {
  const { inChannels, outSize, stride, kernelSide } = layer;
  const planes = form === 'depthwise' ? 1 : inChannels;
  const rows = Math.max(1, Math.min(outSize, Math.floor(PATCH_COLUMNS / (outSize * images))));
  const patchPitch = 4 * rows * outSize * images + SLACK_BYTES;
  const planeRows = (rows - 1) * stride + kernelSide;
  return {
    ...{ rows, patchPitch, patchBytes: kernelSide ** 2 * planes * patchPitch },
    planeBytes: 4 * planes * planeRows * paddedWidth(layer) * images + SLACK_BYTES,
  };
}

/** Pixels of a row with the zeros on both of its sides. */
export function paddedWidth({ inSize, padding }: Layer): number {
  return padding.left + inSize + padding.right;
}

/** Layer i's map lives from step i to its last reader; a vector needs no room here. */
function mapTenants(
  { layers }: Network,
  kernels: readonly LayerKernel[],
  maps: readonly MapLayout[],
  ahead: number,
): Tenant[] {
  return layers.map(({ index }) => {
    const last = layers.findLast(({ from, adds }) => from === index || adds === index);
    const { channels, pitch } = maps[index];
    const bytes = kernels[index].gives === 'vector' ? 0 : 4 * channels * pitch + SLACK_BYTES;
    return { bytes, from: index, to: (last?.index ?? layers.length) + ahead };
  });
}
