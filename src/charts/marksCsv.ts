/** The rows of the chart's table as a text for a spreadsheet. */
import { csvText, percentCell } from '../study/csvText';
import { finalAccuracy } from '../study/point';
import { shortName } from '../pruning/planName';
import type { Axis } from './axes';
import type { Chances } from './markLook';
import type { Mark } from './tradeOffLayout';

const HEADER = [
  ...['plan', 'measured_with', 'axis', 'value', 'images'],
  ...['final_accuracy_percent', 'accuracy_after_cutting_percent', 'front_probability'],
];

/**
 * One row a mark, with the names of `study.csv` where it has them.
 * `value` is in the axis's unit, `front_probability` 0 to 1; a cell is empty where nothing is known.
 */
export function marksCsv(
  marks: readonly Pick<Mark, 'key' | 'point' | 'where'>[],
  axis: Axis,
  chances: Chances | null,
): string {
  const rows = marks.map(({ key, point, where }) => {
    const { afterCutting } = point.accuracy;
    return [
      ...[shortName(point.plan), where, axis.id, axis.value(point), afterCutting.total],
      ...[percentCell(finalAccuracy(point)), percentCell(afterCutting), chances?.get(key)],
    ];
  });
  return csvText([HEADER, ...rows]);
}
