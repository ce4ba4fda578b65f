/** What cannot be done, why, and what to do about it: a sentence for each code, made of its values. */
import { descriptions } from './refusals/descriptions';
import { fields } from './refusals/fields';
import { files } from './refusals/files';
import { meter } from './refusals/meter';
import { modelFacts } from './refusals/modelFacts';
import { modelFiles } from './refusals/modelFiles';
import { networks } from './refusals/networks';
import { pictures } from './refusals/pictures';
import { plan } from './refusals/plan';
import { points } from './refusals/points';
import { state } from './refusals/state';
import { training } from './refusals/training';
import { workers } from './refusals/workers';

export const refusals = {
  ...plan,
  ...points,
  ...files,
  ...fields,
  ...descriptions,
  ...networks,
  ...modelFiles,
  ...modelFacts,
  ...pictures,
  ...meter,
  ...workers,
  ...training,
  ...state,
};
