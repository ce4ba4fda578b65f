/** Was der erste Bildschirm nicht sagt: es kommt gleich danach. */
import type { LaterWords } from '../words';
import { advice } from './advice';
import { allocate } from './allocate';
import { benchmark } from './benchmark';
import { comparing } from './comparing';
import { device } from './device';
import { energy } from './energy';
import { expectation } from './expectation';
import { exporting } from './exporting';
import { lineage } from './lineage';
import { meter } from './meter';
import { offline } from './offline';
import { opening } from './opening';
import { palette } from './palette';
import { pictures } from './pictures';
import { play } from './play';
import { studies } from './studies';
import { study } from './study';
import { descriptions } from './refusals/descriptions';
import { fields } from './refusals/fields';
import { meter as meterRefusals } from './refusals/meter';
import { modelFacts } from './refusals/modelFacts';
import { modelFiles } from './refusals/modelFiles';
import { networks } from './refusals/networks';
import { pictures as pictureRefusals } from './refusals/pictures';
import { training } from './refusals/training';

export const later: LaterWords = {
  advice,
  allocate,
  benchmark,
  comparing,
  device,
  energy,
  expectation,
  exporting,
  lineage,
  meter,
  offline,
  opening,
  palette,
  pictures,
  play,
  studies,
  study,
  refusals: {
    ...descriptions,
    ...fields,
    ...meterRefusals,
    ...modelFacts,
    ...modelFiles,
    ...networks,
    ...pictureRefusals,
    ...training,
  },
};
