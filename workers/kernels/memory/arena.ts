/** One piece of memory for all maps of a network: two maps share a place unless both are alive at once. */

export interface Tenant {
  readonly bytes: number;
  /** Step that writes it first and step that reads it last, both included. */
  readonly from: number;
  readonly to: number;
}

export interface Arena {
  readonly bytes: number;
  /** Start of each tenant, in bytes from the arena's start. */
  readonly offsets: readonly number[];
}

/** Large ones first, each at the lowest place that no contemporary holds. Offsets are multiples of 64. */
export function layOutArena(tenants: readonly Tenant[]): Arena {
  const offsets = new Array<number>(tenants.length).fill(0);
  const order = tenants.map((_, i) => i).sort((a, b) => tenants[b].bytes - tenants[a].bytes);
  const placed: number[] = [];
  let total = 0;
  for (const i of order) {
    const busy = placed
      .filter((j) => tenants[j].from <= tenants[i].to && tenants[i].from <= tenants[j].to)
      .map((j) => ({ start: offsets[j], end: offsets[j] + rounded(tenants[j].bytes) }))
      .sort((a, b) => a.start - b.start);
    let at = 0;
    for (const { start, end } of busy) {
      if (start - at >= rounded(tenants[i].bytes)) break;
      at = Math.max(at, end);
    }
    offsets[i] = at;
    placed.push(i);
    total = Math.max(total, at + rounded(tenants[i].bytes));
  }
  return { bytes: total, offsets };
}

function rounded(bytes: number): number {
  return Math.ceil(bytes / 64) * 64;
}
