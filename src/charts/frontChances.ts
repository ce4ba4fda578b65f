/** How likely each point of the chart is on the Pareto front of its place: loaded when a chart is on show, and drawn once. */
import { groupBy } from '../base/groupBy';
import { NORMAL_95 } from '../base/normal';
import { seededRandom } from '../base/seededRandom';
import { isDense } from '../pruning/repairs';
import { paretoSteps, type UncertainTradeoff } from '../study/paretoProbability';
import { finalAccuracy } from '../study/point';
import { joulesOf, lossOf, millisecondsOf, paceOf, type Pace } from '../study/pointQuantities';
import type { Proportion } from '../study/proportion';
import { exactly, type Uncertain } from '../study/uncertain';
import { wilsonInterval } from '../study/wilson';
import type { Axis, Ends } from './axes';
import { comparable, showsEnergy } from './energyNotice';
import type { Chances } from './markLook';
import { placeOn } from './places';
import type { Entry, TradeOff } from './tradeOff';

/** Between two rests. */
const SLICE_MS = 4;

const WORLDS = 500;
const SEED = 20_261_129;

/**
 * By key; empty where no front is drawn.
 * @param rest is waited for between two short slices; false where the chances are not wanted any more
 * @param sliceMs least length of a slice, in which at least one step is taken
 * @returns null where they are not
 */
export async function frontChances(
  { entries, input: { axis } }: TradeOff,
  rest: () => Promise<boolean>,
  sliceMs = SLICE_MS,
): Promise<Chances | null> {
  if (axis.vertical !== 'accuracy') return new Map();
  const rivals = showsEnergy(axis) ? comparable(entries, ({ point }) => point) : entries;
  const chances = new Map<string, number>();
  for (const own of groupBy(rivals, ({ point }) => placeOn(axis, point)).values()) {
    const shares = await resting(
      paretoSteps(tradeoffsOf(own, axis), WORLDS, seededRandom(SEED, 0)),
      rest,
      sliceMs,
    );
    if (!shares) return null;
    for (const [i, { key }] of own.entries()) chances.set(key, shares[i]);
  }
  return chances;
}

async function resting<T>(
  steps: Generator<void, T>,
  rest: () => Promise<boolean>,
  sliceMs: number,
): Promise<T | null> {
  for (;;) {
    const begun = performance.now();
    do {
      const { done, value } = steps.next();
      if (done) return value;
    } while (performance.now() - begun < sliceMs);
    if (!(await rest())) return null;
  }
}

function tradeoffsOf(entries: readonly Entry[], axis: Axis): UncertainTradeoff[] {
  const points = entries.map(({ point }) => point);
  const pace = axis.milliseconds ? paceOf(points, axis.milliseconds) : null;
  const first = points.find(({ plan }) => isDense(plan));
  const dense = first ? finalAccuracy(first) : null;
  return entries.map((entry) => ({
    cost: costOf(entry, axis, pace),
    loss: lossIn(entry, dense),
  }));
}

/** Better when smaller. */
function costOf({ point, value, ends }: Entry, axis: Axis, pace: Pace | null): Uncertain {
  const timed = axis.milliseconds && millisecondsOf(point, axis.milliseconds, pace);
  if (timed) return timed;
  const joules = axis.id === 'energy-gross' ? joulesOf(point) : null;
  if (joules) return joules;
  return axis.better === 'right' ? exactly(-value) : within(value, ends);
}

function within(value: number, ends: Ends | null): Uncertain {
  const sd = ends ? (ends.high - ends.low) / 2 / NORMAL_95 : 0;
  return { value, sd, shared: [] };
}

/** Against the dense network on the same pictures; without one, each accuracy for itself. */
function lossIn({ point }: Entry, dense: Proportion | null): Uncertain {
  const loss = dense && lossOf(point, dense);
  if (loss) return loss;
  const own = finalAccuracy(point);
  const { low, high } = wilsonInterval(own);
  return within(1 - own.correct / own.total, { low: 1 - high, high: 1 - low });
}
