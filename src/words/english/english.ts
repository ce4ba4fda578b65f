/** What the first screen says in English, by room and id. */
import { answers } from './answers';
import { charts } from './charts';
import { comparisons } from './comparisons';
import { environments } from './environments';
import { explore } from './explore';
import { figures } from './figures';
import { guide } from './guide';
import { lessons } from './lessons';
import { network } from './network';
import { plan } from './plan';
import { planNames } from './planNames';
import { refusals } from './refusals';
import { results } from './results';
import { shell } from './shell';
import { undo } from './undo';
import type { RowsOtherwise } from '../rows';

export const english = {
  shell,
  explore,
  plan,
  planNames,
  figures,
  guide,
  results,
  charts,
  undo,
  environments,
  comparisons,
  lessons,
  network,
  answers,
  refusals,
  /** Rows of tables say their English themselves. */
  rows: {} as RowsOtherwise,
};
