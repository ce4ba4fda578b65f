/**
 * The board at rest, over a whole run: a level that wanders, and the afterglow of every load (capacitors, regulators
 * and a fan that runs on), which dies away exponentially. The afterglow is fitted to all idle windows at once and
 * subtracted; nobody has to wait for its end.
 */
import type { PowerPart } from './bins';
import { leastSquares, type Row } from './smallLeastSquares';
import { combined, rectangular, scaled, type Uncertainty } from './uncertainty';
import type { WindowPower } from './windowPower';

/** A load that ended: what it drew, until when. */
export type Load = Pick<WindowPower, 'toMs' | 'meanW'>;

export interface IdleHistory {
  /** In order of time. */
  readonly idles: readonly WindowPower[];
  readonly loads: readonly Load[];
}

/** Idle power as it was in the middle of a window, W. */
export interface Baseline {
  readonly meanW: number;
  /** Noise and wandering of the level; another window has others. */
  readonly random: Uncertainty;
  /** Of the afterglow: all windows of the run share it. */
  readonly afterglow: Uncertainty;
  /** |after − before| / mean, afterglow subtracted. */
  readonly driftShare: number;
}

/** How fast it dies away, ms; meters with a filter of their own show the same. */
const DECAYS_MS = [500, 1000, 2000, 4000, 8000, 16_000, 32_000];
/** After so many of them nothing is left. */
const MOST_DECAYS = 20;
/** Afterglow as a share of what the load drew above idle: standard deviation of what is expected. */
const EXPECTED_GLOW = 0.2;
/** How much a level wanders from window to window, in standard uncertainties of one window's mean. */
const WANDERS = [0, 1, 3, 10, 30, 100];

export class IdleModel {
  readonly #idles: readonly WindowPower[];
  readonly #loads: readonly Load[];
  readonly #restW: number;
  readonly #glows: readonly Glow[];
  readonly #freedom: number;
  readonly #levels: ReadonlyMap<WindowPower, number>;

  /** @param history two idle windows at least */
  constructor({ idles, loads }: IdleHistory) {
    this.#idles = idles;
    this.#loads = loads;
    this.#restW = Math.min(...idles.map(({ meanW }) => meanW));
    this.#freedom = Math.max(idles.length * 5, 1);
    this.#glows = this.#fit();
    this.#levels = new Map(idles.map((idle) => [idle, this.#levelOf(idle)]));
  }

  /** @param window between two of the idle windows */
  baselineOf(window: WindowPower, before: WindowPower, after: WindowPower): Baseline {
    const share = (middle(window) - middle(before)) / (middle(after) - middle(before));
    const between = (a: number, b: number) => (1 - share) * a + share * b;
    const perGlow = this.#glows.map(({ decayMs, gain, variance, weight }) => {
      const shine = (idle: WindowPower) => this.#shineOf(idle, decayMs);
      const excess = between(shine(before), shine(after)) - this.#shineOf(window, decayMs);
      return { excess, mean: gain * excess, variance: variance * excess ** 2, weight };
    });
    const glow = moments(perGlow);
    const [b, a] = [before, after].map((idle) => this.#levels.get(idle)!);
    const meanW = between(before.meanW, after.meanW) - glow.mean;
    const noise = combined(scaled(before.random, 1 - share), scaled(after.random, share));
    return {
      meanW,
      random: this.#wander(Math.abs(a - b), noise),
      afterglow: { standard: Math.sqrt(glow.variance), freedom: this.#freedom },
      driftShare: Math.abs(a - b) / meanW,
    };
  }

  /** Mean power of an idle window without afterglow, W. */
  #levelOf(idle: WindowPower): number {
    const glow = this.#glows.map(({ decayMs, gain, weight }) => {
      return { mean: gain * this.#shineOf(idle, decayMs), variance: 0, weight };
    });
    return idle.meanW - moments(glow).mean;
  }

  /**
   * With enough idle windows each is compared with what its neighbours say of it, as a window under load is: what they
   * miss by is what they miss the window's baseline by. With few, the level may have changed at any moment between the two.
   */
  #wander(difference: number, noise: Uncertainty): Uncertainty {
    const misses = this.#misses();
    if (misses.length < LEAST_MISSES) return combined(noise, rectangular(difference / 2));
    const squares = misses.reduce((total, miss) => total + miss ** 2, 0);
    const missed = { standard: Math.sqrt(squares / misses.length), freedom: misses.length };
    return missed.standard > noise.standard ? missed : noise;
  }

  #misses(): number[] {
    const idles = this.#idles;
    return idles.slice(2).map((after, i) => {
      const [before, idle] = [idles[i], idles[i + 1]];
      const share = (middle(idle) - middle(before)) / (middle(after) - middle(before));
      const [b, at, a] = [before, idle, after].map((one) => this.#levels.get(one)!);
      return at - (1 - share) * b - share * a;
    });
  }

  /** What the window's mean would hold of an afterglow of one watt a watt of load. */
  #shineOf({ parts }: Pick<WindowPower, 'parts'>, decayMs: number): number {
    const shines = parts.map((part) => this.#shineAt(part.atMs, decayMs));
    return shines.reduce((total, shine) => total + shine, 0) / Math.max(parts.length, 1);
  }

  #shineAt(atMs: number, decayMs: number): number {
    return this.#loads.reduce((total, { toMs, meanW }) => {
      const decays = (atMs - toMs) / decayMs;
      const isSeen = decays >= 0 && decays < MOST_DECAYS;
      return isSeen ? total + (meanW - this.#restW) * Math.exp(-decays) : total;
    }, 0);
  }

  /** Every decay and every wandering by how well it explains the idle windows; one glow for each decay. */
  #fit(): Glow[] {
    const candidates = DECAYS_MS.map((decayMs) => this.#candidates(decayMs));
    const best = Math.max(...candidates.flat().map(({ evidence }) => evidence));
    return candidates.map((wanderings, i) => {
      const weighted = wanderings.map(({ evidence, ...gain }) => {
        return { ...gain, weight: Math.exp(evidence - best) };
      });
      const weight = weighted.reduce((total, one) => total + one.weight, 0);
      const gain = weight > 0 ? moments(weighted) : { mean: 0, variance: 0 };
      return { decayMs: DECAYS_MS[i], gain: gain.mean, variance: gain.variance, weight };
    });
  }

  #candidates(decayMs: number) {
    const shapes = this.#idles.flatMap((idle) => this.#shapeOf(idle, decayMs));
    const levels = this.#idles.map((idle) => this.#rowOf(idle, decayMs));
    const noise = partNoise(shapes, this.#idles.length);
    return WANDERS.map((wander) => {
      const rows = [
        ...shapes.map((row) => ({ ...row, variance: noise })),
        ...levels.map((row) => ({ ...row, variance: row.variance * noise * (1 + wander ** 2) })),
        { x: [0, 0, 1], y: 0, variance: EXPECTED_GLOW ** 2 },
      ];
      const { solution, variances, evidence } = leastSquares(rows, 3);
      return { mean: solution[2], variance: variances[2], evidence };
    });
  }

  /** What a window's mean says about level, its creeping and the afterglow. */
  #rowOf(idle: WindowPower, decayMs: number): Row {
    const x = [1, this.#minutes(middle(idle)), this.#shineOf(idle, decayMs)];
    return { x, y: meanOf(idle.parts) - this.#restW, variance: 1 / idle.parts.length };
  }

  /** What its parts say about creeping and afterglow, by their distance from its mean. */
  #shapeOf(idle: WindowPower, decayMs: number): Row[] {
    const [watts, shine] = [meanOf(idle.parts), this.#shineOf(idle, decayMs)];
    const middleOf = this.#minutes(middle(idle));
    return idle.parts.map(({ atMs, watts: at }) => ({
      x: [0, this.#minutes(atMs) - middleOf, this.#shineAt(atMs, decayMs) - shine],
      y: at - watts,
      variance: 1,
    }));
  }

  #minutes(atMs: number): number {
    return (atMs - this.#idles[0].fromMs) / 60_000;
  }
}

/** Variance of a part's power about its window's mean, creeping and afterglow, W². */
function partNoise(shapes: readonly Row[], windows: number): number {
  const { squares } = leastSquares([...shapes, { x: [0, 0, 1], y: 0, variance: 1e6 }], 3);
  return Math.max(squares / Math.max(shapes.length - windows - 2, 1), LEAST_NOISE);
}

/** Fewer say too little about how far they scatter. */
const LEAST_MISSES = 2;
/** W²: a simulated board without noise must not divide by zero. */
const LEAST_NOISE = 1e-12;

interface Glow {
  readonly decayMs: number;
  /** Watts of afterglow a watt of load. */
  readonly gain: number;
  readonly variance: number;
  readonly weight: number;
}

function moments(
  terms: readonly { readonly mean: number; readonly variance: number; readonly weight: number }[],
) {
  const weight = terms.reduce((total, term) => total + term.weight, 0);
  const mean = terms.reduce((total, term) => total + term.weight * term.mean, 0) / weight;
  const spread = (term: (typeof terms)[number]) => term.variance + (term.mean - mean) ** 2;
  const variance = terms.reduce((total, term) => total + term.weight * spread(term), 0) / weight;
  return { mean, variance };
}

function middle({ fromMs, toMs }: Pick<WindowPower, 'fromMs' | 'toMs'>): number {
  return (fromMs + toMs) / 2;
}

function meanOf(parts: readonly PowerPart[]): number {
  return parts.reduce((total, { watts }) => total + watts, 0) / Math.max(parts.length, 1);
}
