import type { Network, Weights } from '../model/network';
import { describe } from '../model/networkOf';
import type { QuantisedNetwork } from '../quantisation/quantisedNetwork';

/** What the lab gives of a network to whoever writes it in another tool's format. */
export interface ExportedModel {
  /** For people: what it was made of, and how. */
  readonly name: string;
  readonly network: Network;
  readonly weights: Weights;
  /** Where it runs in eight bits: what formats for that write in the place of the weights. */
  readonly quantised?: QuantisedNetwork;
  /** By class. */
  readonly classNames: readonly string[];
  /** Of each plane that the network reads: a picture's byte becomes (byte / 255 − mean) / deviation. */
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
  /** How a picture of any shape becomes a square: a `Framing`. */
  readonly framing: string;
  /** How the network was made and what was measured of it: JSON, a study of one point. */
  readonly record: string;
}

/** Keys of what the lab reads again: the names of the classes, what a picture becomes, and how the layers hang together. */
export const CLASS_NAMES = 'class_names';
export const PREPROCESSING = 'preprocessing';
export const DESCRIPTION = 'pruning_lab_network';

/** What formats with room for texts carry of it, by key; the names of the classes come first, for readers that look for them. */
export function metadataOf(model: ExportedModel): ReadonlyMap<string, string> {
  const { name, network, classNames, mean, deviation, framing, record } = model;
  const value = '(byte / 255 - mean) / deviation';
  return new Map([
    [CLASS_NAMES, JSON.stringify(classNames)],
    [PREPROCESSING, JSON.stringify({ value, mean, deviation, framing })],
    ['name', JSON.stringify(name)],
    ['pruning_lab', record],
    [DESCRIPTION, JSON.stringify(describe(network))],
  ]);
}
