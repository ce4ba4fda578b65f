/** Was nicht geht, warum, und was hilft: ein Satz je Code, aus seinen Werten. */
import type { Words } from '../words';
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

export const refusals: Words['refusals'] = {
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
