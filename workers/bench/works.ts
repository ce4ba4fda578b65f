/** What the benchmark runs: networks cut in twelve ways, in three settings. */
import type { NetworkConfig } from '../../src/model/network';
import type { Plan } from '../../src/pruning/plan';
import { defaultPlan } from '../../src/pruning/validatePlan';

export interface Work {
  readonly name: string;
  readonly plan: Plan;
}

const perLayer = (level: number): Plan => ({ ...defaultPlan('magnitude-layer'), level });
const global = (level: number): Plan => ({ ...defaultPlan('magnitude-global'), level });
const channels = (level: number): Plan => ({ ...defaultPlan('l1-norm'), level });

/** sparseNN: that share of zeros in every pointwise layer. */
export const WORKS: readonly Work[] = [
  { name: 'dense', plan: perLayer(0) },
  { name: 'sparse50', plan: perLayer(0.5) },
  { name: 'sparse70', plan: perLayer(0.7) },
  { name: 'sparse80', plan: perLayer(0.8) },
  { name: 'sparse90', plan: perLayer(0.9) },
  { name: 'sparse95', plan: perLayer(0.95) },
  { name: 'global80', plan: global(0.8) },
  { name: 'global90', plan: global(0.9) },
  { name: 'nm24', plan: { ...defaultPlan('nm-2-4'), level: 0.5 } },
  { name: 'block80', plan: { ...defaultPlan('block-1x4'), ranking: 'set', level: 0.8 } },
  { name: 'channels25', plan: channels(0.25) },
  { name: 'channels50', plan: channels(0.5) },
];

export interface Setting {
  readonly name: string;
  readonly batch: number;
  /** Of random weights, on noise; null: the subject's own network, on its images. */
  readonly random: NetworkConfig | null;
  /** Turns of each engine. */
  readonly rounds: number;
  readonly quickRounds: number;
}

const LARGE: NetworkConfig = { width: 1, inputSize: 224, stemStride: 2, classes: 1000 };

export const SETTINGS: readonly Setting[] = [
  { name: '32px b1', batch: 1, random: null, rounds: 40, quickRounds: 20 },
  { name: '32px b16', batch: 16, random: null, rounds: 14, quickRounds: 6 },
  { name: '224px b1', batch: 1, random: LARGE, rounds: 14, quickRounds: 5 },
];
