/** What a network expects of a picture: how it is framed, and what its bytes become. */

export interface ModelInput {
  /** Height and width, pixels. */
  readonly size: number;
  readonly planes: 1 | 3;
  /** Of each plane: a byte becomes (byte / 255 − mean) / deviation. */
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
  readonly framing: Framing;
}

/**
 * How a picture of any shape becomes a square. `centre-square`: the middle square, resized (Teachable Machine);
 * `resize-crop`: the shorter side to 256/224 of the input, then the middle (ImageNet); `stretch`: both sides resized.
 */
export type Framing = 'centre-square' | 'resize-crop' | 'stretch';
