/** What cannot be done, why, and what to do about it: a sentence for each code, made of its values. */
import { files } from './refusals/files';
import { plan } from './refusals/plan';
import { points } from './refusals/points';
import { state } from './refusals/state';
import { workers } from './refusals/workers';

export const refusals = {
  ...plan,
  ...points,
  ...files,
  ...workers,
  ...state,
};
