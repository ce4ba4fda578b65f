/** Places → SVG paths, to a thousandth of a pixel. */

export type Place = readonly [x: number, y: number];

/** From place to place; a single one is a dot, none nothing. */
export function linePath(places: readonly Place[]): string {
  if (places.length === 0) return '';
  return `M${places.map(written).join('L')}${places.length === 1 ? 'Z' : ''}`;
}

/** As high as the place before until the next one is reached. */
export function stepPath(places: readonly Place[]): string {
  return linePath(
    places.flatMap((place, i) => (i === 0 ? [place] : [[place[0], places[i - 1][1]], place])),
  );
}

/** Between the upper places and the lower ones, both from left to right. */
export function bandPath(upper: readonly Place[], lower: readonly Place[]): string {
  return upper.length === 0 ? '' : `${linePath([...upper, ...lower.toReversed()])}Z`;
}

function written([x, y]: Place): string {
  return `${toThousandth(x)},${toThousandth(y)}`;
}

function toThousandth(value: number): number {
  return Math.round(1000 * value) / 1000;
}
