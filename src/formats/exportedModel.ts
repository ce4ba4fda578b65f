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
