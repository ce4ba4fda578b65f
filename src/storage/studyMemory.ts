import { IMAGE_COUNTS } from '../study/imageCounts';
import { studyPlans, type StudyRequest } from '../study/studyPlans';
import { DEFAULT_WISH, type StudyWish } from '../study/studyWish';

/** The study that was asked for last. */
export interface RememberedStudy {
  readonly request: StudyRequest;
  /** Test images of every accuracy. */
  readonly images: number;
  /** The form as it was filled in. */
  readonly wish: StudyWish;
  /** Id of what it is about; absent where it is not known. */
  readonly subject?: string;
  /** False once it has come to its end, or was cancelled. */
  readonly running: boolean;
}

/** Where it survives a reload. A browser that stores nothing offers nothing after it. */
export interface StudyMemory {
  read(): Promise<RememberedStudy | null>;
  write(study: RememberedStudy): Promise<void>;
}

/** Null where the row is no study that this version of the lab can run. */
export function rememberedStudy(row: unknown): RememberedStudy | null {
  try {
    const { request, images, wish, running, subject } = row as RememberedStudy;
    if (!studyPlans(request, null).ok || !isWish(wish)) return null;
    if (!Number.isSafeInteger(images) || images <= 0) return null;
    return { request, images, wish: { ...DEFAULT_WISH, ...wish }, running, subject };
  } catch {
    return null;
  }
}

function isWish({ methods, levels, images, repair, schedule, asPlanned }: StudyWish): boolean {
  const known = IMAGE_COUNTS.some((count) => count === images);
  const lists = Array.isArray(methods) && Array.isArray(repair);
  return lists && known && typeof levels === 'string' && !!schedule && asPlanned !== undefined;
}
