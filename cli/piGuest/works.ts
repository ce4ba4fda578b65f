/** What the lab is asked to do here and in the guest: as little as shows every kind of kernel. */
import { parseRepair } from '../../src/pruning/repairText';
import type { MethodId } from '../../src/pruning/plan';
import type { Precision } from '../../src/pruning/precisions';
import { defaultPlan } from '../../src/pruning/validatePlan';
import type { StudyRequest } from '../../src/study/studyPlans';
import { orThrow } from '../orThrow';

interface Work {
  readonly name: string;
  readonly method: MethodId;
  readonly level: number;
  readonly repair: string;
  readonly precision: Precision;
}

/** Test images of every accuracy, a batch for each of two workers: emulated, an inference takes a third of a second. */
export const IMAGES = 32;

const DENSE: Work = {
  name: 'dense',
  ...{ method: 'magnitude-global', level: 0, repair: 'none', precision: 'float32' },
};

/** The pages that are opened, one after the other, with what stands in their addresses. */
export const PAGES: readonly { readonly asked: string; readonly works: readonly Work[] }[] = [
  {
    asked: 'workers=2',
    works: [
      DENSE,
      {
        name: 'zeros 80 %, recalibrated',
        ...{ method: 'magnitude-global', level: 0.8 },
        ...{ repair: 'recalibrate=100', precision: 'float32' },
      },
      {
        name: 'channels 50 %, recalibrated',
        ...{ method: 'l1-norm', level: 0.5, repair: 'recalibrate=100', precision: 'float32' },
      },
      {
        name: 'channels 50 %, 2 training steps',
        ...{ method: 'l1-norm', level: 0.5, repair: 'finetune=2steps', precision: 'float32' },
      },
      {
        name: 'zeros 80 %, int8',
        ...{ method: 'magnitude-global', level: 0.8 },
        ...{ repair: 'recalibrate=100', precision: 'int8' },
      },
    ],
  },
  // As many workers as a Pi has cores. Threads that wait for each other spin, which takes long where one has to wait for a core.
  { asked: 'workers=4&threads=2', works: [{ ...DENSE, name: 'dense, timed by 2 threads' }] },
];

export const WORKS: readonly Work[] = PAGES.flatMap(({ works }) => works);

export function requestOf({ method, level, repair, precision }: Work): StudyRequest {
  const base = { ...defaultPlan(method), repair: orThrow(parseRepair(repair)) };
  return { methods: [method], levels: [level], precisions: [precision], base };
}
