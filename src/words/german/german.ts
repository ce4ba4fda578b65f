/** Die ganze Seite auf Deutsch, nach Raum und Kennung. */
import type { Words } from '../words';
import { advice } from './advice';
import { allocate } from './allocate';
import { answers } from './answers';
import { benchmark } from './benchmark';
import { charts } from './charts';
import { comparing } from './comparing';
import { comparisons } from './comparisons';
import { energy } from './energy';
import { environments } from './environments';
import { expectation } from './expectation';
import { explore } from './explore';
import { exporting } from './exporting';
import { figures } from './figures';
import { guide } from './guide';
import { lessons } from './lessons';
import { lineage } from './lineage';
import { meter } from './meter';
import { network } from './network';
import { opening } from './opening';
import { palette } from './palette';
import { pictures } from './pictures';
import { plan } from './plan';
import { planNames } from './planNames';
import { play } from './play';
import { refusals } from './refusals';
import { results } from './results';
import { rows } from './rows';
import { shell } from './shell';
import { studies } from './studies';
import { study } from './study';
import { undo } from './undo';

export const german: Words = {
  shell,
  explore,
  opening,
  palette,
  plan,
  planNames,
  play,
  figures,
  guide,
  exporting,
  results,
  charts,
  studies,
  study,
  undo,
  environments,
  expectation,
  comparing,
  comparisons,
  energy,
  lessons,
  lineage,
  meter,
  network,
  pictures,
  answers,
  advice,
  allocate,
  benchmark,
  refusals,
  rows,
};
