/** What a network expects of a picture: how it is framed, and what its bytes become. */
import { both, is, object, type Check } from '../base/checks';
import type { Network } from '../model/network';
import { byteFields, checkPlanes, checkSide, onePerPlane } from './byteFields';
import { note } from '../words/refusal';
import type { Preprocessing } from './preprocessing';

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

/** Of the shorter side, what `resize-crop` keeps, as ImageNet's evaluation does: resized to 256, cropped to 224. */
export const CROP_SHARE = 224 / 256;

/** @param input of a network; null where nobody says it */
export function framingOf(input: ModelInput | null): Framing {
  return input?.framing ?? 'centre-square';
}

export const FRAMINGS: readonly Framing[] = ['centre-square', 'resize-crop', 'stretch'];

export const checkModelInput: Check = both(
  object({
    ...{ size: checkSide, planes: checkPlanes, ...byteFields },
    framing: is(note('is-one-of', { choices: FRAMINGS }), (value) =>
      FRAMINGS.includes(value as Framing),
    ),
  }),
  (value, path) => onePerPlane(value as ModelInput, (value as ModelInput).planes, path),
);

/** What most networks expect: bytes from −1 to 1. */
export function usualInput({ input }: Pick<Network, 'input'>): ModelInput {
  const planes = input.planes === 1 ? 1 : 3;
  const halves = Array.from({ length: planes }, () => 0.5);
  return { size: input.size, planes, mean: halves, deviation: halves, framing: 'centre-square' };
}

/** Of pictures that are framed already, in the planes that the network reads. */
export function framedPreprocessing(input: ModelInput): Preprocessing {
  const { size, planes, mean, deviation } = input;
  const source = { height: size, width: size, planes };
  return { source, target: { size, planes }, padding: 0, mean, deviation };
}
