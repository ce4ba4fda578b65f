import type { Outcome } from '../base/outcome';
import type { Plan } from '../pruning/plan';
import type { StudyRequest } from '../study/studyPlans';
import { DEFAULT_WISH, wishedStudy, type StudyWish } from '../study/studyWish';

/** The study's form; it stays as it is while other tabs are shown. */
export class StudyForm {
  wish = $state.raw<StudyWish>(DEFAULT_WISH);

  /** As it was filled in before; what was changed in the meantime is newer. */
  restore(wish: StudyWish): void {
    if (this.wish === DEFAULT_WISH) this.wish = wish;
  }

  change(fields: Partial<StudyWish>): void {
    this.wish = { ...this.wish, ...fields };
  }

  /** @param plan whose options its method takes, where that is wished */
  request(plan: Plan): Outcome<StudyRequest> {
    return wishedStudy(this.wish, plan);
  }
}
