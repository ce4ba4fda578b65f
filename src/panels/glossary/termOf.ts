/** Which word of the glossary says what a row of the page is. */
import type { MethodId } from '../../pruning/plan';
import type { TermId } from '../../words/glossary';
import type { FigureId } from '../figures/figureRow';

export const METHOD_TERMS: Readonly<Record<MethodId, TermId>> = {
  'magnitude-global': 'magnitude',
  'magnitude-layer': 'magnitude',
  lamp: 'lamp',
  'random-weights': 'random-pruning',
  'taylor-weights': 'taylor',
  snip: 'snip',
  movement: 'movement',
  'nm-2-4': 'n-m',
  'nm-1-4': 'n-m',
  'block-1x4': 'block',
  'block-inputs': 'block',
  'pair-inputs': 'block',
  'l1-norm': 'l1-norm',
  'l2-norm': 'l2-norm',
  fpgm: 'fpgm',
  'bn-scale': 'bn-scale',
  apoz: 'apoz',
  'mean-activation': 'apoz',
  'taylor-channels': 'taylor',
  'random-channels': 'random-pruning',
};

export const FIGURE_TERMS: Readonly<Partial<Record<FigureId, TermId>>> = {
  accuracy: 'top-1',
  parameters: 'parameter',
  'non-zeros': 'non-zero',
  macs: 'mac',
  'bytes-encoded': 'sparse-encoding',
  'bytes-gzip': 'gzip',
  saturated: 'zero-point',
  'latency-tfjs': 'latency',
  'latency-kernels': 'latency',
  'energy-gross': 'joule',
  'energy-aboveIdle': 'above-idle',
};

/** What stands upright in the chart. */
export const VERTICAL_TERMS = { accuracy: 'top-1', energy: 'joule' } as const;

export const OUTCOME_TERMS = {
  size: 'sparse-encoding',
  speed: 'latency',
  energy: 'joule',
} as const;

/** By the moment at which answers are counted. */
export const STAGE_TERMS = { 'after-cutting': 'top-1', 'after-repair': 'recalibration' } as const;
