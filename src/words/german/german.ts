/**
 * The page in German, by room and id. A room that is not here yet is English, so that one more needs no German at once;
 * within a room the compiler names every sentence that lacks.
 */
import { english } from '../english/english';
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
import { plan } from './plan';
import { planNames } from './planNames';
import { results } from './results';
import { rows } from './rows';
import { shell } from './shell';
import { study } from './study';

export const german: Words = {
  ...english,
  shell,
  explore,
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
  rows,
};
