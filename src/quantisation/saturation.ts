/** Values beyond what the integers of their map stand for: they saturate. */
import type { Note } from '../base/outcome';
import { note } from '../words/refusal';
import { dequantise } from './arithmetic';
import type { Histogram } from './histogram';
import type { QuantisedNetwork, TensorScale } from './quantisedNetwork';
import type { PerMap } from './ranges';

/**
 * A share beyond this is worth a warning: ten times what the percentile of `rangeChoosers.ts` cuts off at an end, where every
 * way to choose ranges scored alike.
 */
const MANY_SATURATED = 1e-3;

/** @param seen maps of the float32 network @returns share of all values, 0 … 1, exact to a bin; 0 where nothing was seen */
export function saturatedShare(
  seen: PerMap<Histogram>,
  { image, layers }: QuantisedNetwork,
): number {
  const counts = [countOf(seen.image, image)];
  for (const { layer, output, sum } of layers) {
    counts.push(countOf(seen.outputs[layer.index], output));
    if (layer.adds !== null) counts.push(countOf(seen.sums[layer.index], sum));
  }
  const total = counts.reduce((all, { values }) => all + values, 0);
  return counts.reduce((all, { saturated }) => all + saturated, 0) / Math.max(1, total);
}

/** A value is saturated where it is more than half a step beyond the outermost integer. */
function countOf(histogram: Histogram, scale: TensorScale) {
  const low = dequantise(-128, scale) - scale.scale / 2;
  const high = dequantise(127, scale) + scale.scale / 2;
  let saturated = 0;
  for (const { middle, count } of histogram.bins())
    if (middle < low || middle > high) saturated += count;
  return { values: histogram.total, saturated };
}

/** A warning of a share; null where that is a figure as others are. @param pictures that it was counted on */
export function saturationNote(share: number, pictures: number): Note | null {
  return share > MANY_SATURATED ? note('int8-saturated', { share, pictures }) : null;
}
