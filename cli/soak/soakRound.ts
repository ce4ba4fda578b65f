/** One study of a soak, and what became of each of its points. */
import type { Note } from '../../src/base/outcome';
import { defaultPlan } from '../../src/pruning/validatePlan';
import { spoiledWindows } from '../../src/study/spoiledWindows';
import { denseDrifts } from '../../src/study/denseDrift';
import type { OperatingPoint, Study } from '../../src/study/point';
import type { StudyRequest } from '../../src/study/studyPlans';

/** Weights and channels, each with little and with much to do. */
const METHODS = ['magnitude-global', 'l1-norm'] as const;
const LEVELS = [0.2, 0.6];
/** New networks in each round: what is measured already would not be measured again. */
const STEP = 0.001;

/** @param round from 0 */
export function soakRequest(round: number): StudyRequest {
  const levels = LEVELS.map((level) => +(level + STEP * round).toFixed(3));
  return { methods: METHODS, levels, base: defaultPlan() };
}

export const PLANS_A_ROUND = METHODS.length * LEVELS.length;

export interface SoakRound {
  readonly minutes: number;
  /** Points with accuracy, latency and joules. */
  readonly whole: number;
  /** Points that lack one of them, though something told why. */
  readonly explained: number;
  /** Points that lack one of them, and nothing told why. */
  readonly unexplained: number;
  /** Codes of what was told. */
  readonly reasons: readonly string[];
  /** Energy windows that did not count. */
  readonly spoiled: number;
  /** How much slower the dense network was in the slowest timing since the soak began than in the fastest. */
  readonly drift: number;
  /** Of the page's process; null where the system does not tell. */
  readonly megabytes: number | null;
}

interface Now extends Pick<SoakRound, 'minutes' | 'megabytes'> {
  /** Of the rounds before. */
  readonly earlier: readonly OperatingPoint[];
}

/** @param failures why plans could not be measured */
export function soakRound(
  study: Study | null,
  failures: readonly Note[],
  { minutes, megabytes, earlier }: Now,
): SoakRound {
  const points = study?.points ?? [];
  const whole = points.filter(isWhole).length;
  const lacking = PLANS_A_ROUND - whole;
  const spoiled = spoiledWindows(points);
  const told = failures.length > 0;
  const drifts = denseDrifts([...earlier, ...points]).map(
    ({ fastest, slowest }) => slowest / fastest - 1,
  );
  return {
    ...{ minutes, megabytes, whole },
    explained: told ? lacking : 0,
    unexplained: told ? 0 : lacking,
    reasons: [...new Set([...failures.map(({ code }) => code), ...spoiled.map((s) => s.reason)])],
    spoiled: spoiled.length,
    drift: Math.max(0, ...drifts),
  };
}

function isWhole({ accuracy, latencyMs, energy }: OperatingPoint): boolean {
  const { afterCutting, afterRepair } = accuracy;
  return (
    afterCutting.total > 0 &&
    (afterRepair?.total ?? 0) > 0 &&
    Object.keys(latencyMs).length > 0 &&
    energy !== null
  );
}

/** What the last third of the rounds takes against the third before, the first left out: 1 where nothing grows; null where too few were seen. */
export function heapGrowth(rounds: readonly SoakRound[]): number | null {
  const sizes = rounds.flatMap(({ megabytes }) => megabytes ?? []);
  const third = Math.floor(sizes.length / 3);
  if (third === 0) return null;
  return mean(sizes.slice(-third)) / mean(sizes.slice(third, 2 * third));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
