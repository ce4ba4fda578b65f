/** A cloud of networks whose truth is known, and a study that measured them with the errors that studies have. */
import { normalDeviates } from '../../src/base/normal';
import type { Random } from '../../src/base/seededRandom';
import type { MethodId, Plan } from '../../src/pruning/plan';
import { defaultPlan } from '../../src/pruning/validatePlan';
import { latencyRatio } from '../../src/study/latencyRatio';
import { summarizeLatency } from '../../src/study/latency';
import type { OperatingPoint } from '../../src/study/point';
import { samplePoint, ORIGIN } from '../study/sampleStudy';
import type { QuantityId } from '../../src/advice/quantities';

export interface TruePoint {
  readonly plan: Plan;
  /** Chance that a picture that dense answers rightly is lost, and that one is won that it does not. */
  readonly lost: number;
  readonly won: number;
  readonly ratio: number;
  readonly joules: number;
  readonly bytes: number;
}

export interface Cloud {
  readonly points: readonly OperatingPoint[];
  /** In the order of the points. */
  readonly truth: readonly Readonly<Record<QuantityId, number>>[];
}

const METHODS: readonly MethodId[] = ['magnitude-global', 'block-1x4', 'l1-norm', 'fpgm'];
const LEVELS = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];
const DENSE_ACCURACY = 0.93;
const ROUNDS = 30;

/** Methods that collapse at levels of their own, on a machine that changes its speed, under a meter with a gain. */
export function randomCloud(random: Random): Cloud {
  const normal = normalDeviates(random);
  const images = [500, 1000, 2000, 10_000][Math.floor(4 * random())];
  const drift = 0.05 * random();
  const [gainSd, repeatSd] = [0.02 * random(), 0.01 * random()];
  const gain = 1 + gainSd * normal();
  const denseMs = 1 + 2 * random();
  const moment = denseMs * Math.exp(drift * normal());
  const curves = METHODS.map((method) => curve(method, random));
  const all = curves.flatMap((of) => LEVELS.map(of)).slice(0, 36 + Math.floor(4 * random()));
  const points = all.map((one) => {
    const pace = denseMs * Math.exp(drift * normal());
    return measured(one, { images, pace, normal, random, gain, gainSd, repeatSd });
  });
  const truth = all.map(({ plan, lost, won, ratio, joules, bytes }) => ({
    loss: plan.level === 0 ? 0 : DENSE_ACCURACY * lost - (1 - DENSE_ACCURACY) * won,
    bytes,
    ms: ratio * moment,
    joules,
    memory: bytes,
  }));
  return { points, truth };
}

function curve(method: MethodId, random: Random): (level: number) => TruePoint {
  const [knee, steep, churn] = [0.3 + 0.6 * random(), 5 + 20 * random(), 0.02 * random()];
  // From losing nearly all that changes to winning some.
  const gaining = 20 * random();
  const [floor, kept] = [0.2 + 0.6 * random(), 0.1 + 0.2 * random()];
  return (level) => {
    const fallen = level === 0 ? 0 : 0.85 / (1 + Math.exp(-steep * (level - knee)));
    const ratio = floor + (1 - floor) * (1 - level);
    return {
      plan: { ...defaultPlan(method), level },
      lost: Math.min(1, fallen + churn * level),
      won: churn * gaining * level,
      ratio,
      joules: 0.004 * (0.4 + 0.6 * ratio),
      bytes: Math.round(9e6 * (kept + (1 - kept) * (1 - level))),
    };
  };
}

interface Measuring {
  readonly images: number;
  readonly pace: number;
  readonly normal: () => number;
  readonly random: Random;
  readonly gain: number;
  readonly gainSd: number;
  readonly repeatSd: number;
}

function measured(one: TruePoint, how: Measuring): OperatingPoint {
  const { plan, bytes } = one;
  const accuracy = answered(one, how);
  const sample = samplePoint(plan);
  return {
    ...sample,
    origin: ORIGIN,
    bytes: { ...sample.bytes, encoded: bytes },
    ...accuracy,
    latencyMs: { kernels: timed(one, how) },
    energy: metered(one, how),
  };
}

function answered({ lost, won, plan }: TruePoint, { images, random }: Measuring) {
  const right = successes(images, DENSE_ACCURACY, random);
  const onlyFirst = plan.level === 0 ? 0 : successes(right, lost, random);
  const onlySecond = plan.level === 0 ? 0 : successes(images - right, won, random);
  const own = { correct: right - onlyFirst + onlySecond, total: images };
  const difference = (onlySecond - onlyFirst) / images;
  return {
    accuracy: { afterCutting: own, afterRepair: own },
    accuracyVsDense: { onlyFirst, onlySecond, images, difference, p: 1, low: -1, high: 1 },
  };
}

/** Of so many trials with this chance, by the distances between them. */
function successes(trials: number, chance: number, random: Random): number {
  if (chance > 0.5) return trials - successes(trials, 1 - chance, random);
  if (chance <= 0) return 0;
  const rate = Math.log1p(-chance);
  let found = -1;
  for (let at = 0; at <= trials; found++) at += 1 + Math.floor(Math.log(1 - random()) / rate);
  return found;
}

function timed({ ratio, plan }: TruePoint, { pace, normal }: Measuring) {
  const round = () => pace * Math.exp(0.02 * normal());
  const dense = Float64Array.from({ length: ROUNDS }, round);
  const own = dense.map((ms) => ms * ratio * Math.exp(0.05 * normal()));
  const summary = { ...summarizeLatency(own), memoryBytes: 1e6 };
  return plan.level === 0 ? summary : { ...summary, vsDense: latencyRatio(own, dense, 0)! };
}

function metered({ joules }: TruePoint, { normal, gain, gainSd, repeatSd }: Measuring) {
  const mean = joules * gain * (1 + repeatSd * normal());
  const [random, systematic] = [1.96 * repeatSd * mean, 1.96 * gainSd * mean];
  const half = Math.hypot(random, systematic);
  const interval = { mean, low: mean - half, high: mean + half, random, systematic };
  return {
    source: 'measured',
    meter: 'a meter',
    perInferenceJ: { gross: interval, aboveIdle: interval },
    windows: [],
    runtime: 'kernels',
  } as const;
}
