/** What the strip can be coloured by, one row each: what each map costs or is worth, as far as that is known. */
import type { BlockMap } from '../../model/blocks';
import type { PlannedFigures } from '../../pruning/plannedFigures';

/** What is known of the network under a plan. */
export interface Known {
  readonly planned: Pick<PlannedFigures, 'layers'>;
  /** ms of one image by layer; null before they were timed. */
  readonly milliseconds: ArrayLike<number> | null;
  /** Joules of one image; null where no meter measured them. */
  readonly joules: number | null;
  /** By how many nats the loss rises where half of the map's channels or weights go; null where it was not probed. */
  readonly harmOf: (map: BlockMap) => number | null;
}

interface ShadeRow {
  readonly id: string;
  /** Null where it is not known of this map. */
  readonly valueOf: (map: BlockMap, known: Known) => number | null;
}

const ROWS = [
  {
    id: 'macs',
    valueOf: ({ layers }, { planned }) => sum(layers, ({ index }) => planned.layers[index].macs),
  },
  {
    id: 'parameters',
    valueOf: ({ layers }, { planned }) =>
      sum(layers, ({ index }) => planned.layers[index].kernelSize),
  },
  {
    id: 'milliseconds',
    valueOf: ({ layers }, { milliseconds }) =>
      milliseconds && sum(layers, ({ index }) => milliseconds[index]),
  },
  {
    // No meter sees a single layer: each is given its share of the time.
    id: 'energy',
    valueOf({ layers }, { milliseconds, joules }) {
      if (!milliseconds || joules === null) return null;
      const share = sum(layers, ({ index }) => milliseconds[index]) / total(milliseconds);
      return joules * share;
    },
  },
  {
    id: 'sensitivity',
    valueOf: (map, { harmOf }) => harmOf(map),
  },
] as const satisfies readonly ShadeRow[];

export type ShadeId = (typeof ROWS)[number]['id'];
export interface Shade extends ShadeRow {
  readonly id: ShadeId;
}
export const SHADES: readonly Shade[] = ROWS;

/** The first row where there is none of that id. */
export function shadeOf(id: string): Shade {
  return SHADES.find((shade) => shade.id === id) ?? SHADES[0];
}

/** Steps that an eye can tell apart: most events of the slider change no colour. */
const STEP = 5;

/** Per cent of the full colour; by square roots, so that the small early layers can be told apart as well. */
export function heat(value: number | null, largest: number): number {
  if (value === null || largest <= 0) return 0;
  const share = Math.min(1, Math.max(0, value) / largest);
  return STEP * Math.round((100 / STEP) * Math.sqrt(share));
}

function total(values: ArrayLike<number>): number {
  return sum(Array.from(values), (value) => value);
}

function sum<T>(items: readonly T[], value: (item: T) => number): number {
  return items.reduce((all, item) => all + value(item), 0);
}
