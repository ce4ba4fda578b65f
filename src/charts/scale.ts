/** Values → pixels on the axes of the first screen. D3's scales fit wherever these do, and bring colours and formats along. */

export type Pixels = (value: number) => number;

export interface Scale extends Pixels {
  /** The values that lie at both ends of `range`. */
  domain(): readonly number[];
  /** Pixels; the first may be the larger one. */
  range(): readonly number[];
  /** Of a pixel. */
  invert(pixel: number): number;
}

type Ends = readonly [number, number];

export function linearScale(domain: Ends, range: Ends): Scale {
  return scaleBy(domain, range, same, same);
}

/** @param domain above 0 */
export function logScale(domain: Ends, range: Ends): Scale {
  return scaleBy(domain, range, Math.log, Math.exp);
}

type Turn = (value: number) => number;

/** Straight in what `turn` makes of values; `back` is its inverse. */
function scaleBy(domain: Ends, range: Ends, turn: Turn, back: Turn): Scale {
  const [from, to] = domain.map(turn);
  const [start, end] = range;
  const scale = (value: number) => between(start, end, (turn(value) - from) / (to - from));
  const invert = (pixel: number) => back(between(from, to, (pixel - start) / (end - start)));
  return Object.assign(scale, { domain: () => domain, range: () => range, invert });
}

/** The ends themselves where the share is 0 or 1, to the last bit. */
function between(from: number, to: number, share: number): number {
  return from * (1 - share) + to * share;
}

function same(value: number): number {
  return value;
}
