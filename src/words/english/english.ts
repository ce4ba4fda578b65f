/** Every sentence of the page in English, by room and id. */
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
import { plan } from './plan';
import { pictures } from './pictures';
import { play } from './play';
import { planNames } from './planNames';
import { refusals } from './refusals';
import { results } from './results';
import { shell } from './shell';
import { studies } from './studies';
import { study } from './study';
import { undo } from './undo';
import type { RowsOtherwise } from '../rows';

export const english = {
  shell,
  explore,
  opening,
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
  palette,
  advice,
  allocate,
  benchmark,
  refusals,
  /** Rows of tables say their English themselves. */
  rows: {} as RowsOtherwise,
};
