import type { Network, Weights } from '../model/network';

/** What the lab gives of a network to whoever writes it in another tool's format. */
export interface ExportedModel {
  /** For people: what it was made of, and how. */
  readonly name: string;
  readonly network: Network;
  readonly weights: Weights;
  /** By class. */
  readonly classNames: readonly string[];
  /** Of each plane that the network reads: a picture's byte becomes (byte / 255 − mean) / deviation. */
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
  /** How the network was made and what was measured of it: JSON, a study of one point. */
  readonly record: string;
}

/** Key of the text that says what a picture becomes. */
export const PREPROCESSING = 'preprocessing';

/** What formats with room for texts carry of it, by key. */
export function metadataOf(model: ExportedModel): ReadonlyMap<string, string> {
  const { name, classNames, mean, deviation, record } = model;
  return new Map([
    ['class_names', JSON.stringify(classNames)],
    [
      'preprocessing',
      JSON.stringify({ value: '(byte / 255 - mean) / deviation', mean, deviation }),
    ],
    ['name', JSON.stringify(name)],
    ['pruning_lab', record],
  ]);
}
