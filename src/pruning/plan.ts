/** A plan is all that is needed to make one pruned network again from the dense weights. */
import type { Scope } from './scope';
import type { Method } from './methods';
import type { FittingKind, TrainingKind } from './repairTable';
import type { Ranking } from './ranking';
import type { Precision } from './precisions';

export type MethodId = Method['id'];

/** Kept channels of every set are rounded up to a multiple of this. */
export type Rounding = 1 | 4 | 8 | 16;

/** How long a training lasts: wall time, batches, or times through the training images. */
export interface Budget {
  readonly unit: 'seconds' | 'steps' | 'epochs';
  /** Above 0; whole steps. */
  readonly amount: number;
}

/** How the learning rate goes over a training: up to its peak and down, or down from it. */
export type Rate = 'one-cycle' | 'cosine';

/** A repair that looks at `images` training images without training. */
export interface FittingStep {
  readonly kind: FittingKind;
  readonly images: number;
}

/** Training of all weights that are left; `distil` also follows the dense network's answers. */
export interface TrainingStep {
  readonly kind: TrainingKind;
  readonly budget: Budget;
  /** One-cycle where it is left out. */
  readonly rate?: Rate;
}

export type RepairStep = FittingStep | TrainingStep;

/** The last that is done to a network: its weights are rounded to the plan's precision. */
export interface StoringStep {
  readonly kind: Exclude<Precision, 'float32'>;
}

/** Whatever is done to a network behind its cut. */
export type PlanStep = RepairStep | StoringStep;

/** What happens after cutting, in the order of `REPAIRS` and no step twice; empty for none. */
export type Repair = readonly RepairStep[];

/**
 * When the cuts are made: all at once before the repair, or little by little during the first half of its training,
 * by equal steps or by ever smaller ones (`agp`: automated gradual pruning, Zhu & Gupta 2017).
 */
export type Schedule = 'one-shot' | 'linear' | 'agp';

/**
 * Shares to cut in [0, 1) of single channel sets (channel methods) or 1×1 convolutions (weight methods), by name;
 * 0 leaves one out.
 */
export type Ratios = Readonly<Record<string, number>>;

export interface Plan {
  readonly method: MethodId;
  readonly scope: Scope;
  readonly ranking: Ranking;
  readonly rounding: Rounding;
  /** Fewest channels left in any set, ≥ 1. */
  readonly minChannels: number;
  /** Share to cut, in [0, 1): of the prunable weights, or of the channels in scope; at 0 nothing at all is cut. */
  readonly level: number;
  /**
   * How the level is spread over the channel sets, one share in [0, 1) each, in order: all are scaled by one factor
   * until the level is reached. Only with a channel method ranked by set; left out, all sets give the same share.
   */
  readonly shares?: readonly number[];
  /** Given by hand: these hold at every level above 0, and the level is for the rest. Not together with `shares`. */
  readonly ratios?: Ratios;
  readonly repair: Repair;
  /** Float32 where it is left out. */
  readonly precision?: Precision;
  /** Without influence where the repair does not train. */
  readonly schedule: Schedule;
  /** Seed of the random methods and of training. */
  readonly seed: number;
}
