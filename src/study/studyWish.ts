import type { Outcome } from '../base/outcome';
import { optionsOf } from '../pruning/methodOptions';
import type { MethodId, Plan, Repair, Schedule } from '../pruning/plan';
import { USUAL_PRECISION, type Precision } from '../pruning/precisions';
import { defaultPlan } from '../pruning/validatePlan';
import { DEFAULT_LEVELS, DEFAULT_METHODS, DEFAULT_STUDY_IMAGES } from './defaultStudy';
import { formatLevels, parseLevels } from './levels';
import type { StudyRequest } from './studyPlans';

/** What the next study is asked to measure: its own wishes, not those of the plan on the left. Plain data. */
export interface StudyWish {
  readonly methods: readonly MethodId[];
  /** As it is typed: per cents between spaces. */
  readonly levels: string;
  /** Test images of every accuracy: the first of the file. */
  readonly images: number;
  readonly repair: Repair;
  readonly schedule: Schedule;
  readonly precisions: readonly Precision[];
  /** The plan's method takes the plan's options instead of its own defaults. */
  readonly asPlanned: boolean;
}

const { repair, schedule } = defaultPlan();

export const DEFAULT_WISH: StudyWish = {
  methods: DEFAULT_METHODS,
  levels: formatLevels(DEFAULT_LEVELS),
  images: DEFAULT_STUDY_IMAGES,
  repair,
  schedule,
  precisions: [USUAL_PRECISION],
  asPlanned: false,
};

/** @param plan whose options its method takes, where that is wished */
export function wishedStudy(wish: StudyWish, plan: Plan): Outcome<StudyRequest> {
  const { methods, levels, repair, schedule, precisions, asPlanned } = wish;
  const parsed = parseLevels(levels);
  if (!parsed.ok) return parsed;
  const base = { ...defaultPlan(), repair, schedule };
  const options = asPlanned ? { options: { [plan.method]: optionsOf(plan) } } : {};
  return { ok: true, value: { methods, levels: parsed.value, precisions, base, ...options } };
}
