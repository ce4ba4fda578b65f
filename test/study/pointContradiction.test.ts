import { expect, it } from 'vitest';
import type { OperatingPoint } from '../../src/study/record';
import { pointContradiction } from '../../src/study/pointContradiction';
import { sampleStudy } from './sampleStudy';

const POINT: OperatingPoint = {
  ...sampleStudy().points[0],
  nonZeros: 9,
  parameters: 10,
  accuracy: { afterCutting: share(5), afterRepair: share(8) },
  repairSteps: [{ step: 'recalibrate=500', accuracy: share(8), seconds: 1 }],
  perClass: { afterCutting: [share(2, 4), null, share(3, 6)], afterRepair: null },
};

function share(correct: number, total = 10) {
  return { correct, total };
}

it('is not found in points that were measured', () => {
  expect(pointContradiction(POINT)).toBeNull();
  for (const point of sampleStudy().points) expect(pointContradiction(point)).toBeNull();
});

it.each<[string, Partial<OperatingPoint>]>([
  ['11 non-zeros among 10 parameters', { nonZeros: 11 }],
  [
    'no accuracy after the repair recalibrate=500',
    { accuracy: { afterCutting: share(5), afterRepair: null } },
  ],
  ['an accuracy after the repair none', { plan: { ...POINT.plan, repair: [] } }],
  [
    '10 images after cutting, 20 after repair',
    { accuracy: { afterCutting: share(5), afterRepair: share(8, 20) } },
  ],
  ['a step refit=5', { repairSteps: [{ step: 'refit=5', accuracy: share(8), seconds: 1 }] }],
  [
    '9 of 10 images right after the last step, 8 of 10',
    { repairSteps: [{ step: 'recalibrate=500', accuracy: share(9), seconds: 1 }] },
  ],
  [
    '4 of 10 images right in all classes, 5 of 10',
    { perClass: { afterCutting: [share(1, 4), share(3, 6)], afterRepair: null } },
  ],
])('%s', (words, fields) => {
  expect(pointContradiction({ ...POINT, ...fields })).toContain(words);
});
