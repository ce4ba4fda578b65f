/** The page in German, by room and id; what is not here yet is English. */
import { english } from '../english/english';
import { completed } from '../unfinished';
import type { Words } from '../words';
import { allocate } from './allocate';
import { answers } from './answers';
import { benchmark } from './benchmark';
import { charts } from './charts';
import { comparisons } from './comparisons';
import { energy } from './energy';
import { environments } from './environments';
import { explore } from './explore';
import { exporting } from './exporting';
import { figures } from './figures';
import { guide } from './guide';
import { lessons } from './lessons';
import { network } from './network';
import { palette } from './palette';
import { plan } from './plan';
import { planNames } from './planNames';
import { results } from './results';
import { rows } from './rows';
import { shell } from './shell';
import { study } from './study';

const said = {
  shell,
  explore,
  palette,
  plan,
  planNames,
  figures,
  guide,
  exporting,
  results,
  charts,
  study,
  environments,
  comparisons,
  energy,
  lessons,
  network,
  answers,
  allocate,
  benchmark,
};

export const german: Words = { ...completed<Words>(said, english), rows };
