/** Checks of what records say of a picture's size and of what its bytes become. */
import type { Note } from '../base/outcome';
import { is, list, wholeFrom } from '../base/checks';
import { note } from '../words/refusal';

interface ByteFields {
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
}

export const checkSide = wholeFrom(1, 65_536);
export const checkPlanes = is(
  note('is-one-of', { choices: [1, 3] }),
  (value) => value === 1 || value === 3,
);

export const byteFields = {
  mean: list(is(note('is-number'), Number.isFinite)),
  deviation: list(
    is(
      note('is-number-above', { above: 0, most: null }),
      (value) => Number.isFinite(value) && Number(value) > 0,
    ),
  ),
};

export function onePerPlane(
  { mean, deviation }: ByteFields,
  planes: number,
  path: string,
): Note | null {
  if (mean.length === planes && deviation.length === planes) return null;
  return note('field-per-plane', { path, planes });
}
