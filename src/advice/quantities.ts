/** What a budget can limit and advice can be best in, one row each: page, command line, links and tests read this table. */
import { runtimeOf } from '../study/runtimes';
import type { OperatingPoint } from '../study/point';
import { joulesOf, lossOf, millisecondsOf } from '../study/pointQuantities';
import { exactly, type Uncertain } from '../study/uncertain';
import { isTimedIn, isMeteredIn, type Place } from './place';

export interface Quantity {
  readonly id: string;
  /** What one of the unit that people type is in the unit that is reckoned in: 1 MB is 10⁶ bytes. */
  readonly unit: number;
  /** Between two values that can be chosen, in the typed unit. */
  readonly step: number;
  /** Whether it goes straight from one level to the next: bytes follow what is cut, accuracy and time need not. */
  readonly straight: boolean;
  /** Null where the point does not have it, or not from this place. */
  readonly of: (point: OperatingPoint, place: Place) => Uncertain | null;
}

const ROWS = [
  {
    id: 'loss',
    unit: 0.01,
    step: 0.1,
    straight: false,
    of: (point, { dense }) => lossOf(point, dense),
  },
  {
    id: 'bytes',
    unit: 1e6,
    step: 0.1,
    straight: true,
    of: ({ bytes }) => exactly(bytes.encoded),
  },
  {
    id: 'ms',
    unit: 1,
    step: 0.1,
    straight: false,
    of: (point, place) =>
      isTimedIn(place, point)
        ? millisecondsOf(point, runtimeOf(point.plan, place.runtime), place.pace)
        : null,
  },
  {
    id: 'joules',
    unit: 1e-3,
    step: 0.1,
    straight: false,
    of: (point, place) => (isMeteredIn(place, point) ? joulesOf(point) : null),
  },
  {
    id: 'memory',
    unit: 1e6,
    step: 0.1,
    straight: true,
    of(point, place) {
      const memory = point.latencyMs[runtimeOf(point.plan, place.runtime)]?.memoryBytes;
      return memory !== undefined && isTimedIn(place, point) ? exactly(memory) : null;
    },
  },
] as const satisfies readonly Quantity[];

export type QuantityId = (typeof ROWS)[number]['id'];
export const QUANTITIES: readonly (Quantity & { readonly id: QuantityId })[] = ROWS;

/** Upper limits: `loss` as a share of all pictures, bytes, milliseconds, joules; what is left out is not limited. */
export type Budgets = Readonly<Partial<Record<QuantityId, number>>>;

export function quantityOf(id: QuantityId): Quantity {
  return QUANTITIES.find((row) => row.id === id)!;
}

/** In the table's order. */
export function limited(budgets: Budgets): QuantityId[] {
  return QUANTITIES.map(({ id }) => id).filter((id) => budgets[id] !== undefined);
}
