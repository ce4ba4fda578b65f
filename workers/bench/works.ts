/** What the benchmark runs: networks cut in many ways, in float32 and int8, in three settings. */
import type { Rival } from '../../src/protocol/bench';
import type { NetworkConfig } from '../../src/model/network';
import type { Plan } from '../../src/pruning/plan';
import { defaultPlan } from '../../src/pruning/validatePlan';

export interface Work {
  readonly name: string;
  readonly plan: Plan;
  readonly precision: 'float32' | 'int8';
  /** Runs on all cores as well. */
  readonly threaded: boolean;
  /** Whom it is held against, but for itself. */
  readonly against: readonly Rival[];
}

const perLayer = (level: number): Plan => ({ ...defaultPlan('magnitude-layer'), level });
const global = (level: number): Plan => ({ ...defaultPlan('magnitude-global'), level });
const inputBlocks = (level: number): Plan => ({
  ...defaultPlan('block-inputs'),
  ranking: 'set',
  level,
});
const inputPairs = (level: number): Plan => ({
  ...defaultPlan('pair-inputs'),
  ranking: 'set',
  level,
});
const channels = (level: number): Plan => ({ ...defaultPlan('l1-norm'), level });

const FLOAT: readonly Rival[] = ['tfjs-wasm', 'onnxruntime-web', 'litert', 'own dense'];
const INT8: readonly Rival[] = [
  'tfjs-wasm',
  'onnxruntime-web-int8',
  'litert-int8',
  'own dense',
  'own int8',
];

const float = (name: string, plan: Plan): Work => ({
  ...{ name, plan, precision: 'float32', threaded: name === 'dense', against: FLOAT },
});
const int8 = (name: string, plan: Plan): Work => ({
  ...{ name, plan, precision: 'int8', threaded: name === 'int8', against: INT8 },
});

/** sparseNN: that share of zeros in every pointwise layer; pairsNN and blocksNN: in pairs and in blocks of four inputs. */
export const WORKS: readonly Work[] = [
  float('dense', perLayer(0)),
  float('sparse50', perLayer(0.5)),
  float('sparse70', perLayer(0.7)),
  float('sparse80', perLayer(0.8)),
  float('sparse90', perLayer(0.9)),
  float('sparse95', perLayer(0.95)),
  float('global80', global(0.8)),
  float('global90', global(0.9)),
  float('nm24', { ...defaultPlan('nm-2-4'), level: 0.5 }),
  float('block80', { ...defaultPlan('block-1x4'), ranking: 'set', level: 0.8 }),
  float('channels25', channels(0.25)),
  float('channels50', channels(0.5)),
  int8('int8', perLayer(0)),
  int8('int8-sparse80', perLayer(0.8)),
  int8('int8-sparse90', perLayer(0.9)),
  int8('int8-pairs80', inputPairs(0.8)),
  int8('int8-pairs90', inputPairs(0.9)),
  int8('int8-blocks80', inputBlocks(0.8)),
  int8('int8-blocks90', inputBlocks(0.9)),
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
