/** Descriptions of networks that contradict themselves. */
import type { Note } from '../../../base/outcome';
import type { Say } from '../../saying';

export const descriptions = {
  'layer-contradiction': ({ layer, cause }: { layer: string; cause: Note }, say: Say) =>
    `invalid layer ${layer}: ${say(cause)}`,
  'layer-twice': 'two layers have its name',
  'layer-not-before': ({ wanted }: { wanted: string }) => `no layer ${wanted} stands before it`,
  'layer-unread': 'no layer reads it',
  'layer-no-scores': ({ pixels }: Map) => `it gives maps of ${pixels} pixels, not scores`,
  'layer-channels': ({ channels }: { channels: number }) => `${channels} channels`,
  'layer-kernel-size': ({ pixels }: Map) => `its kernel is larger than its map of ${pixels} pixels`,
  'layer-not-square': 'its map is no square',
  'layer-reads-map': ({ pixels }: Map) => `a dense layer cannot read a map of ${pixels} pixels`,
  'layer-adds': ({ added, other, own }: { added: Shape; other: string; own: Shape }) =>
    `it adds ${added.join('×')} of ${other} to ${own.join('×')}`,
  'set-names': ({ names, sets }: { names: number; sets: number }) =>
    `${names} names for ${sets} channel sets`,
  'set-of-none': ({ set, layer }: { set: string; layer: string }) =>
    `invalid channel set ${set}: ${layer} makes none`,
  'channel-counts': ({ given, sets }: { given: number; sets: number }) =>
    `invalid channel counts: ${given} given for ${sets} sets`,
  'channel-count-range': ({ set, count, most }: { set: string; count: number; most: number }) =>
    `invalid channel count for ${set}: ${count} (1 to ${most} are possible)`,
  'input-not-square': ({ input }: { input: Shape }) =>
    `its input is ${input.join('×')}, not a square of 3 planes`,
};

type Shape = readonly number[];

interface Map {
  readonly pixels: number;
}
