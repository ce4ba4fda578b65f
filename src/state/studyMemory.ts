import type { StudyRequest } from '../study/studyPlans';
import { studyPlans } from '../study/studyPlans';
import { IMAGE_COUNTS } from './planLink';
import type { StudyWish } from './studyForm.svelte';

/** The study that was asked for last. */
export interface RememberedStudy {
  readonly request: StudyRequest;
  /** Test images of every accuracy. */
  readonly images: number;
  /** The form as it was filled in. */
  readonly wish: StudyWish;
  /** False once it has come to its end, or was cancelled. */
  readonly running: boolean;
}

/** Where it survives a reload. */
export interface StudyMemory {
  read(): RememberedStudy | null;
  write(study: RememberedStudy): void;
}

/** Each model has one of its own. */
export function browserStudyMemory(modelId: string): StudyMemory {
  const key = `pruning-lab-study ${modelId}`;
  return {
    read() {
      try {
        return parseRememberedStudy(localStorage.getItem(key));
      } catch {
        return null;
      }
    },
    write(study) {
      try {
        localStorage.setItem(key, JSON.stringify(study));
      } catch {
        // A browser that stores nothing offers nothing after a reload.
      }
    },
  };
}

/** Null where the text is no study that this version of the lab can run. */
export function parseRememberedStudy(text: string | null): RememberedStudy | null {
  try {
    const study = JSON.parse(text ?? 'null') as RememberedStudy | null;
    if (!study || !studyPlans(study.request).ok || !isWish(study.wish)) return null;
    return Number.isSafeInteger(study.images) && study.images > 0 ? study : null;
  } catch {
    return null;
  }
}

function isWish({ methods, levels, images, repair, schedule, asPlanned }: StudyWish): boolean {
  const known = IMAGE_COUNTS.some((count) => count === images);
  const lists = Array.isArray(methods) && Array.isArray(repair);
  return lists && known && typeof levels === 'string' && !!schedule && asPlanned !== undefined;
}
