/** Geometry of the sensitivity picture: one column a channel set or layer, one row a share that was cut. */
import { scaleBand, scaleSqrt } from 'd3';
import type { Unit } from '../pruning/cutUnits';
import { percentDigits } from '../words/numbers';
import type { SensitivityPoint } from '../study/sensitivity';
import { words } from '../words/words';

export interface SensitivityCell {
  readonly key: string;
  readonly x: number;
  readonly y: number;
  /** Share of the full colour, by how much the loss rose. */
  readonly strength: number;
  /** Right answers in percent. */
  readonly label: string;
  /** Everything, in a sentence. */
  readonly title: string;
}

export interface SensitivityLayout {
  readonly width: number;
  readonly height: number;
  readonly cellWidth: number;
  readonly cellHeight: number;
  readonly cells: readonly SensitivityCell[];
  readonly columns: readonly { readonly name: string; readonly x: number; readonly size: string }[];
  readonly rows: readonly { readonly label: string; readonly y: number }[];
}

interface Input {
  readonly units: readonly Unit[];
  readonly shares: readonly number[];
  readonly points: readonly SensitivityPoint[];
  readonly denseCrossEntropy: number;
  readonly width: number;
}

const MARGIN = { top: 34, left: 58 };
const ROW_HEIGHT = 19;
/** Narrower, the accuracy would not fit. */
const LEAST_COLUMN = 36;
/** Nats that fill a cell: chance among ten classes costs 2.3. */
const FULL = 2;

export function sensitivityLayout(input: Input): SensitivityLayout {
  const { units, points, denseCrossEntropy } = input;
  const shares = [...input.shares].sort((a, b) => a - b);
  const width = Math.max(input.width, MARGIN.left + units.length * LEAST_COLUMN);
  const height = MARGIN.top + shares.length * ROW_HEIGHT;
  const indices = units.map(({ index }) => index);
  const x = scaleBand(indices, [MARGIN.left, width]).padding(0.06);
  const y = scaleBand(shares, [MARGIN.top, height]).padding(0.08);
  const strength = scaleSqrt([0, FULL], [0, 1]).clamp(true);
  const nameOf = new Map(units.map(({ index, name }) => [index, name]));
  const cells = points.map(({ unit, share, correct, images, crossEntropy }) => ({
    key: `${unit} ${share}`,
    x: x(unit) ?? 0,
    y: y(share) ?? 0,
    strength: strength(Math.max(0, crossEntropy - denseCrossEntropy)),
    label: percentDigits(correct / images, 0),
    title: words.charts.sensitivity.cell({
      ...{ name: nameOf.get(unit)!, share, correct, images },
      ...{ crossEntropy, denseCrossEntropy },
    }),
  }));
  const columns = units.map(({ index, name, size }) => ({
    name: name
      .replace(/^(inner|block_)/, '')
      .replace('/', ' ')
      .trim(),
    x: (x(index) ?? 0) + x.bandwidth() / 2,
    size: size < 10_000 ? String(size) : `${Math.round(size / 1000)}k`,
  }));
  const rows = shares.map((share) => ({
    label: `−${100 * share} %`,
    y: (y(share) ?? 0) + y.bandwidth() / 2,
  }));
  const [cellWidth, cellHeight] = [x.bandwidth(), y.bandwidth()];
  return { width, height, cellWidth, cellHeight, cells, columns, rows };
}
