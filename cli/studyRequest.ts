import { defaultPlan } from '../src/pruning/validatePlan';
import type { StudyRequest } from '../src/study/studyPlans';
import type { StudyArguments } from './studyArguments';

type Given = Pick<
  StudyArguments,
  | ('methods' | 'levels' | 'precisions' | 'repair' | 'schedule' | 'scope' | 'rounding')
  | ('minChannels' | 'shares' | 'ratios' | 'seed' | 'ranking')
>;

/** What the arguments ask to be measured. @param withPictures whether there are any to repair with */
export function requestOf(given: Given, withPictures: boolean): StudyRequest {
  const { methods, levels, precisions, schedule, scope, rounding, seed, ranking } = given;
  const { minChannels, shares, ratios } = given;
  const standard = defaultPlan();
  const repair = given.repair ?? (withPictures ? standard.repair : []);
  const options = { scope, rounding, minChannels, ...(shares && { shares }), ratios };
  return {
    methods,
    levels,
    precisions,
    base: { ...standard, ...options, repair, schedule, seed },
    ranking,
  };
}
