/** Where a program's maps and the stem's scratch lie in one arena. */
import type { Network } from '../../../src/model/network';
import { layOutArena, type Tenant } from '../memory/arena';
import { SLACK_BYTES } from '../memory/heap';
import { mapLayout, type MapLayout } from '../memory/layout';

export interface ProgramMemory {
  /** Output map of each layer. */
  readonly maps: readonly MapLayout[];
  /** Bytes from the arena's start: each layer's map, the stem's patches and its planes. */
  readonly mapOffsets: readonly number[];
  readonly patchesOffset: number;
  readonly planesOffset: number;
  readonly arenaBytes: number;
  /** Output rows that the stem computes at a time. */
  readonly stemRows: number;
  /** Bytes from one row of the stem's patches to the next. */
  readonly patchPitch: number;
}

/** Output pixels × images that the stem computes at a time. */
const STEM_COLUMNS = 1024;

export function programMemory(network: Network, images: number): ProgramMemory {
  const maps = network.layers.map((l) => mapLayout(l.outChannels, l.outSize, images));
  const { inChannels, inSize, outSize, stride } = network.layers[0];
  const stemRows = Math.max(1, Math.floor(STEM_COLUMNS / (outSize * images)));
  const patchPitch = 4 * stemRows * outSize * images + SLACK_BYTES;
  const planeRows = (stemRows - 1) * stride + 3;
  const planesBytes = 4 * inChannels * planeRows * (inSize + 2) * images + SLACK_BYTES;
  const arena = layOutArena([
    ...mapTenants(network, maps),
    { bytes: 9 * inChannels * patchPitch, from: 0, to: 0 },
    { bytes: planesBytes, from: 0, to: 0 },
  ]);
  const [patchesOffset, planesOffset] = arena.offsets.slice(-2);
  return {
    maps,
    mapOffsets: arena.offsets.slice(0, -2),
    patchesOffset,
    planesOffset,
    arenaBytes: arena.bytes,
    stemRows,
    patchPitch,
  };
}

/** Layer i's map lives from step i to its last reader. */
function mapTenants({ layers }: Network, maps: readonly MapLayout[]): Tenant[] {
  return layers.map(({ index }) => {
    const residual = layers.findLast((reader) => reader.adds === index)?.index ?? 0;
    const { channels, pitch } = maps[index];
    const bytes = 4 * channels * pitch + SLACK_BYTES;
    return { bytes, from: index, to: Math.max(index + 1, residual) };
  });
}
