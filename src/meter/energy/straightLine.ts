import type { PowerPart } from './bins';

/** Power over a window as a straight line, and how far its parts lie from it. */
export interface StraightLine {
  /** Watts at a page time. */
  at(ms: number): number;
  /** Watts per ms. */
  readonly slope: number;
  /** Standard deviation of the parts about the line, W. */
  readonly deviation: number;
  /** Degrees of freedom of the deviation, ≥ 1. */
  readonly freedom: number;
}

/** Least squares; a slow drift is no noise. @param parts at least one */
export function straightLine(parts: readonly PowerPart[]): StraightLine {
  const n = parts.length;
  const meanMs = parts.reduce((total, { atMs }) => total + atMs, 0) / n;
  const meanW = parts.reduce((total, { watts }) => total + watts, 0) / n;
  const xx = parts.reduce((total, { atMs }) => total + (atMs - meanMs) ** 2, 0);
  const xy = parts.reduce((total, p) => total + (p.atMs - meanMs) * (p.watts - meanW), 0);
  const slope = xx > 0 ? xy / xx : 0;
  const at = (ms: number) => meanW + slope * (ms - meanMs);
  const squares = parts.reduce((total, { atMs, watts }) => total + (watts - at(atMs)) ** 2, 0);
  const freedom = Math.max(n - 2, 1);
  return { at, slope, deviation: Math.sqrt(squares / freedom), freedom };
}
