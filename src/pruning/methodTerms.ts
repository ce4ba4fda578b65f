import type { TermId } from '../words/glossary';
import type { MethodId } from './plan';

/** Which word of the glossary, with its source, says what a method does. */
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
