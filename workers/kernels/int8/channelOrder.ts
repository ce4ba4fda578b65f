/**
 * Channels in an order in which zeros meet. A sparse product leaves out quads of inputs without a weight, and of weights
 * pruned one by one few quads are empty; but which four channels make a quad is free. Sums are whole numbers, so that no
 * order changes what comes out.
 */
import { carries } from '../../../src/model/channelSets';
import type { ChannelSet } from '../../../src/model/network';
import type { QuantisedLayer, QuantisedNetwork } from '../../../src/quantisation/quantisedNetwork';
import { LEAST_EMPTY } from './choose';

/** By channel of the new order its number in the old one; null for channels that stay where they are. */
type Order = Int32Array | null;

/** The same network, the channels of each set in the order in which the fewest quads of inputs hold a weight. */
export function withZerosTogether(quantised: QuantisedNetwork): QuantisedNetwork {
  const { network, layers } = quantised;
  const orders = network.sets.map((set) => orderOf(set, layers));
  const orderIn = (set: number | null): Order => (set === null ? null : orders[set]);
  return {
    ...quantised,
    layers: layers.map((one) => {
      const { layer } = one;
      return reordered(one, carries(layer) ? null : orderIn(layer.inSet), orderIn(layer.outSet));
    }),
  };
}

function orderOf({ size, consumers }: ChannelSet, layers: readonly QuantisedLayer[]): Order {
  const readers = consumers.map((index) => layers[index]);
  // No more quads are empty than weights are.
  if (!readers.some(({ kernel }) => zeroShare(kernel) >= LEAST_EMPTY)) return null;
  const rows = Array.from({ length: size }, (_, channel) => filledBits(readers, channel));
  const asTheyCome = Int32Array.from(rows, (_, channel) => channel);
  const grouped = groupsOfFour(rows);
  return filledQuads(rows, grouped) < filledQuads(rows, asTheyCome) ? grouped : null;
}

export function zeroShare(kernel: Int8Array): number {
  let zeros = 0;
  for (let i = 0; i < kernel.length; i++) zeros += +(kernel[i] === 0);
  return zeros / Math.max(1, kernel.length);
}

/** A bit for each place where a channel may have a weight: tap and output of every layer that reads it. */
function filledBits(readers: readonly QuantisedLayer[], channel: number): Uint32Array {
  const places = readers.reduce(
    (sum, { layer, kernel }) => sum + kernel.length / layer.inChannels,
    0,
  );
  const bits = new Uint32Array(Math.ceil(places / 32));
  let place = 0;
  for (const { layer, kernel } of readers) {
    const { inChannels, outChannels } = layer;
    for (let row = channel; row * outChannels < kernel.length; row += inChannels) {
      const start = row * outChannels;
      for (let out = 0; out < outChannels; out++, place++) {
        if (kernel[start + out] !== 0) bits[place >> 5] |= 1 << (place & 31);
      }
    }
  }
  return bits;
}

/** What a place that no other of the quad fills costs against one that is shared; found by trying. */
const NEW_PLACE = 0.25;

/**
 * Greedy: the fullest channel that is left, and the three that share the most with what has come together. The last quad
 * may have fewer than four.
 */
function groupsOfFour(rows: readonly Uint32Array[]): Int32Array {
  const counts = rows.map((row) => row.reduce((sum, word) => sum + bitsIn(word), 0));
  const left = [...rows.keys()].sort((a, b) => counts[b] - counts[a] || a - b);
  const union = new Uint32Array(rows[0].length);
  const order = new Int32Array(rows.length);
  for (let at = 0; at < order.length; at++) {
    if (at % 4 === 0) union.fill(0);
    const next = at % 4 === 0 ? 0 : bestPartner(left, rows, counts, union);
    const [channel] = left.splice(next, 1);
    rows[channel].forEach((word, i) => (union[i] |= word));
    order[at] = channel;
  }
  return order;
}

/** Place in `left`. */
function bestPartner(
  left: readonly number[],
  rows: readonly Uint32Array[],
  counts: readonly number[],
  union: Uint32Array,
): number {
  let [best, most] = [0, -Infinity];
  for (let i = 0; i < left.length; i++) {
    const row = rows[left[i]];
    let fresh = 0;
    for (let word = 0; word < row.length; word++) fresh += bitsIn(row[word] & ~union[word]);
    const worth = counts[left[i]] - fresh - NEW_PLACE * fresh;
    if (worth > most) [best, most] = [i, worth];
  }
  return best;
}

function filledQuads(rows: readonly Uint32Array[], order: Int32Array): number {
  const union = new Uint32Array(rows[0].length);
  let filled = 0;
  for (let at = 0; at < order.length; at++) {
    if (at % 4 === 0) union.fill(0);
    const row = rows[order[at]];
    for (let word = 0; word < row.length; word++) {
      filled += bitsIn(row[word] & ~union[word]);
      union[word] |= row[word];
    }
  }
  return filled;
}

/** Set bits of 32. */
function bitsIn(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** A kernel is [tap][in][out]; a depthwise one [tap][channel]. */
function reordered(quantised: QuantisedLayer, inputs: Order, outputs: Order): QuantisedLayer {
  const { layer, kernel, kernelScales, bias } = quantised;
  if ((!inputs && !outputs) || kernel.length === 0) return quantised;
  const { inChannels, outChannels } = layer;
  const result = new Int8Array(kernel.length);
  for (let row = 0; row * outChannels < kernel.length; row++) {
    const input = inputs ? row - (row % inChannels) + inputs[row % inChannels] : row;
    const from = kernel.subarray(input * outChannels, (input + 1) * outChannels);
    const to = result.subarray(row * outChannels, (row + 1) * outChannels);
    if (outputs) for (let out = 0; out < outChannels; out++) to[out] = from[outputs[out]];
    else to.set(from);
  }
  return {
    ...{ ...quantised, kernel: result },
    kernelScales: outputs ? kernelScales.map((_, out) => kernelScales[outputs[out]]) : kernelScales,
    bias: outputs ? bias.map((_, out) => bias[outputs[out]]) : bias,
  };
}
