/** The sensitivity picture in rows: one a channel set or layer, one column a share that was cut. */
import type { Unit } from '../pruning/cutUnits';
import type { SensitivityPoint } from '../study/sensitivity';
import { count, percent } from '../words/numbers';

/** Right answers; a dash where that is not measured. @param shares in the order of the columns */
export function sensitivityRows(
  units: readonly Unit[],
  shares: readonly number[],
  points: readonly SensitivityPoint[],
): string[][] {
  const rightOf = new Map(
    points.map(({ unit, share, correct, images }) => [`${unit} ${share}`, correct / images]),
  );
  return units.map(({ index, name, size }) => [
    name,
    count(size),
    ...shares.map((share) => {
      const right = rightOf.get(`${index} ${share}`);
      return right === undefined ? '–' : percent(right, 1);
    }),
  ]);
}
