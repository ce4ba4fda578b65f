/** Where an axis is labelled. */
import { ticks } from 'd3';
import { local } from '../words/numbers';
import type { Scale } from './scale';

export interface Tick {
  readonly at: number;
  /** '' where a label would collide with a rounder one. */
  readonly label: string;
}

/** Leading digits in the order in which a logarithmic axis wants them. */
const ROUNDEST = [1, 2, 5, 3, 4, 6, 7, 8, 9, 1.5];

/** @param gap least distance between the middles of two labels, in pixels */
export function logTicks(scale: Scale, gap: number): Tick[] {
  const [low, high] = [...scale.domain()].sort((a, b) => a - b);
  const values: number[] = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.log10(high); power++) {
    for (const digit of ROUNDEST) values.push(Number(`${digit}e${power}`));
  }
  const inside = values.filter((value) => value >= low && value <= high);
  const byRoundness = inside.sort((a, b) => roundness(a) - roundness(b) || a - b);
  const labelled: number[] = [];
  for (const value of byRoundness) {
    if (labelled.every((other) => Math.abs(scale(other) - scale(value)) >= gap))
      labelled.push(value);
  }
  // Within one digit there are no round ones.
  if (labelled.length < 2) return linearTicks(scale, gap);
  return inside
    .filter((value) => labelled.includes(value) || roundness(value) < ROUNDEST.indexOf(1.5))
    .sort((a, b) => a - b)
    .map((value) => ({
      at: scale(value),
      label: labelled.includes(value) ? local(`${value}`) : '',
    }));
}

export function linearTicks(scale: Scale, gap: number): Tick[] {
  const [[low, high], [from, to]] = [scale.domain(), scale.range()];
  const wanted = Math.max(2, Math.floor(Math.abs(to - from) / gap));
  return ticks(low, high, wanted).map((value) => ({ at: scale(value), label: local(`${value}`) }));
}

function roundness(value: number): number {
  const digit = Number(value.toExponential(6).split('e')[0]);
  return ROUNDEST.indexOf(digit);
}
