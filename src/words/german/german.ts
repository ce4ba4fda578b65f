/** Was der erste Bildschirm auf Deutsch sagt, nach Raum und Kennung. */
import type { FirstWords } from '../words';
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
import { rows } from './rows';
import { shell } from './shell';
import { undo } from './undo';

export const german: FirstWords = {
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
  rows,
};
