/** What tells the lines of a chart apart: a colour and a mark for each, in the order of their numbers. */

/** Corners as [distance from the centre, turn clockwise from the top in degrees]. */
export type Corners = readonly (readonly [radius: number, turn: number])[];

function polygon(corners: number, turn = 0, radius = 1): Corners {
  return Array.from({ length: corners }, (_, i) => [radius, turn + (360 * i) / corners]);
}

function star(points: number, inner: number, turn = 0): Corners {
  return Array.from({ length: 2 * points }, (_, i) => [
    i % 2 ? inner : 1,
    turn + (180 * i) / points,
  ]);
}

/** Arms of equal width, each with two corners. */
function arms(count: number, turn: number): Corners {
  const notch = count === 4 ? 0.5 : 0.4;
  return Array.from({ length: count }, (_, i): Corners => {
    const middle = turn + (360 * i) / count;
    return [
      [1.05, middle - 19],
      [1.05, middle + 19],
      [notch, middle + 180 / count],
    ];
  }).flat();
}

export interface Series {
  /** On a light panel, and in files, which are white. */
  readonly light: string;
  /** On a dark panel. */
  readonly dark: string;
  /** One closed shape, so that lines can be told apart without colour, hollow or filled. Null: a circle. */
  readonly corners: Corners | null;
}

/**
 * The first four are those of the default study: they stay apart with every common form of colour blindness, the
 * others also by their mark. Marks that a turn alone tells apart have colours that do so too, for everybody. Radii are evened out by eye: all shapes look equally heavy. A row of `METHODS` takes the
 * first number that is free; more rows than methods stand ready.
 */
export const SERIES: readonly Series[] = [
  { light: '#1d4fbf', dark: '#5280ff', corners: null },
  { light: '#1a9c86', dark: '#46d9b5', corners: polygon(4, 45, 1.22) },
  { light: '#8c2a7a', dark: '#c45ab4', corners: polygon(3, 0, 1.35) },
  { light: '#b58a00', dark: '#f0cf5a', corners: polygon(4, 0, 1.3) },
  { light: '#3f8fc4', dark: '#7cc3ee', corners: polygon(6, 0, 1.12) },
  { light: '#767c82', dark: '#9da3a8', corners: arms(4, 45) },
  { light: '#5d6b1f', dark: '#a3b35a', corners: polygon(3, 90, 1.35) },
  { light: '#87932b', dark: '#cbd67a', corners: polygon(3, 270, 1.35) },
  { light: '#00707c', dark: '#3fb2c0', corners: polygon(5, 0, 1.15) },
  { light: '#c0568f', dark: '#f08fc2', corners: polygon(3, 180, 1.35) },
  { light: '#8a5a2b', dark: '#c9925c', corners: star(5, 0.5) },
  { light: '#6a4fc0', dark: '#a58cf5', corners: star(4, 0.45) },
  { light: '#9b3d55', dark: '#e07a93', corners: arms(3, 0) },
  { light: '#96703f', dark: '#cdb082', corners: arms(4, 0) },
  { light: '#b3402a', dark: '#ff8a70', corners: polygon(7, 0, 1.1) },
  { light: '#7a8f9e', dark: '#a9bccb', corners: star(6, 0.55) },
  { light: '#2f7d3b', dark: '#7fd18b', corners: star(3, 0.42) },
  { light: '#c2185b', dark: '#ff6fa0', corners: star(4, 0.45, 45) },
  { light: '#a5671a', dark: '#e0a458', corners: polygon(8, 22.5, 1.08) },
  { light: '#4a6fa5', dark: '#93b1dd', corners: star(7, 0.6) },
  { light: '#5f7f00', dark: '#b4cf4c', corners: arms(3, 180) },
  { light: '#a03fa0', dark: '#d98be0', corners: polygon(5, 180, 1.15) },
  { light: '#006b52', dark: '#4fbf9a', corners: star(5, 0.5, 180) },
  { light: '#7d4b3a', dark: '#cf9a86', corners: polygon(6, 30, 1.12) },
];

/** @param number from 1 */
export function seriesOf(number: number): Series {
  return SERIES[number - 1];
}
