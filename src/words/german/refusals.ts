/** Was nicht geht, warum, und was hilft: ein Satz je Code, aus seinen Werten. */
import type { FirstWords } from '../words';
import { files } from './refusals/files';
import { plan } from './refusals/plan';
import { points } from './refusals/points';
import { state } from './refusals/state';
import { workers } from './refusals/workers';

export const refusals: FirstWords['refusals'] = {
  ...plan,
  ...points,
  ...files,
  ...workers,
  ...state,
};
