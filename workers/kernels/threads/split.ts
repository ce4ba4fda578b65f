/** A kernel's call shared out among threads: which parts a call may fall into, and where to cut so that all take as long. */

/** A call record's fields. */
export type Fields = Readonly<Record<string, number>>;

/** One way to cut a call: along its channels, columns, rows … */
export interface Cuts<F extends Fields> {
  /** Field that counts what is cut, and how many there are. */
  readonly field: keyof F;
  readonly count: number;
  /** Cuts lie at multiples of it: what a kernel computes at a time. */
  readonly unit: number;
  /** No cut lies beyond it. */
  readonly lastCut?: number;
  /** Work of the first `to`, in any unit; all of it alike where this is absent. */
  readonly work?: (to: number) => number;
  /** Work that every part does anew. */
  readonly repeated?: number;
  /** Fields of a part that begins at `from`, its count aside. */
  readonly from: (from: number) => Partial<F>;
  /** Whether it cuts the map that is written between channels, in their order. */
  readonly byChannel?: boolean;
}

/** How a call can be cut. The memory holds what the record points to. */
export type Axis<F extends Fields> = (fields: F, memory: WebAssembly.Memory) => Cuts<F>;

/** By thread; null where there is nothing left for it. */
export type Parts<F> = readonly (F | null)[];

export interface Split<F extends Fields> {
  readonly cuts: Cuts<F> | null;
  /** Where each part begins, and where the last one ends. */
  readonly bounds: readonly number[];
  readonly parts: Parts<F>;
}

/** Along the axis whose longest part is the shortest; the first thread has all where there is none. */
export function split<F extends Fields>(
  axes: readonly Axis<F>[],
  fields: F,
  threads: number,
  memory: WebAssembly.Memory,
): Split<F> {
  const ways = axes.map((axis) => {
    const cuts = axis(fields, memory);
    return { cuts, bounds: evenBounds(cuts, threads) };
  });
  if (ways.length === 0) {
    const parts = Array.from({ length: threads }, (_, thread) => (thread === 0 ? fields : null));
    return { cuts: null, bounds: [], parts };
  }
  const { cuts, bounds } = ways.reduce((best, way) => (longest(way) < longest(best) ? way : best));
  return { cuts, bounds, parts: cut(fields, cuts, bounds) };
}

/** Parts between given bounds. */
export function cut<F extends Fields>(
  fields: F,
  cuts: Cuts<F>,
  bounds: readonly number[],
): Parts<F> {
  return bounds.slice(1).map((to, i) => {
    const from = bounds[i];
    return to > from ? { ...fields, ...cuts.from(from), [cuts.field]: to - from } : null;
  });
}

const evenly = (to: number) => to;

/** Each cut where the work comes nearest to its share. */
function evenBounds<F extends Fields>(cuts: Cuts<F>, threads: number): number[] {
  const { count, work = evenly } = cuts;
  const places = placesOf(cuts);
  const bounds = [0];
  for (let part = 1, i = 0; part < threads; part++) {
    const share = (work(count) * part) / threads;
    const miss = (place: number) => Math.abs(work(place) - share);
    while (i + 1 < places.length && miss(places[i + 1]) <= miss(places[i])) i++;
    bounds.push(places[i]);
  }
  return [...bounds, count];
}

/** Where a call may be cut, both of its ends included. */
function placesOf<F extends Fields>({ count, unit, lastCut = count }: Cuts<F>): number[] {
  const inner = Math.ceil(Math.min(lastCut + 1, count) / unit);
  return [...Array.from({ length: inner }, (_, i) => i * unit), count];
}

/** The longest part's share of the whole call's work. */
function longest<F extends Fields>({
  cuts: { count, work = evenly, repeated = 0 },
  bounds,
}: {
  readonly cuts: Cuts<F>;
  readonly bounds: readonly number[];
}): number {
  const parts = bounds.slice(1).map((to, i) => work(to) - work(bounds[i]));
  return (Math.max(...parts) + repeated) / (work(count) + repeated);
}
