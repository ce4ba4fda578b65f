/** Which word of the glossary says what a row of the page is. */
import type { TermId } from '../../words/glossary';
import type { FigureId } from '../figures/figureRow';

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
