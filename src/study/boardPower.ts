import { piWatts } from '../meter/simulation/piPower';
import { energyFigures } from './energy';
import type { OperatingPoint } from './point';

/** Watts of the board while one core works, and whether a meter has shown them. */
export interface Power {
  readonly watts: number;
  readonly measured: boolean;
}

/** Of the last point that a meter has measured; without one, by the books. */
export function boardPower(points: readonly Pick<OperatingPoint, 'energy'>[]): Power {
  const watts = points.flatMap(({ energy }) =>
    energy?.source === 'measured' ? (energyFigures(energy)?.meanW ?? []) : [],
  );
  const last = watts.at(-1);
  return last === undefined
    ? { watts: piWatts(1), measured: false }
    : { watts: last, measured: true };
}
