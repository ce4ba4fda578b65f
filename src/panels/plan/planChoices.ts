/** What the plan's selectors offer, in words. */
import type { Scope } from '../../pruning/scope';
import type { Ranking } from '../../pruning/ranking';
import type { Rounding, Schedule } from '../../pruning/plan';

export const SCOPE_NAMES: Record<Scope, string> = {
  inner: 'inner channels',
  'inner-streams': 'inner + streams + stem',
  all: 'everything, head too',
};

export const RANKING_NAMES: Record<Ranking, string> = {
  set: 'each set for itself',
  global: 'all together',
  'global-macs': 'all, by MACs bought',
  'global-bytes': 'all, by bytes bought',
};

export const ROUNDING_NAMES: Record<Rounding, string> = {
  1: 'none',
  4: 'multiples of 4',
  8: 'multiples of 8',
  16: 'multiples of 16',
};

export const SCHEDULE_NAMES: Record<Schedule, string> = {
  'one-shot': 'at once, before repair',
  linear: 'little by little, evenly',
  agp: 'little by little, fast first',
};
