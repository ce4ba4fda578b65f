import { expect, it } from 'vitest';
import { studyTable } from '../../cli/studyTable';
import { defaultPlan } from '../../src/pruning/validatePlan';
import type { OperatingPoint } from '../../src/study/record';
import { samplePoint } from '../study/sampleStudy';

const point: OperatingPoint = samplePoint(defaultPlan('l1-norm'));
const step = (name: string, correct: number) => ({
  ...{ step: name, seconds: 1 },
  accuracy: { correct, total: 1000 },
});

it('shows the accuracy after each of several repair steps', () => {
  const repairSteps = [step('recalibrate=500', 744), step('finetune=60s', 921)];
  expect(studyTable([{ ...point, repairSteps }])).toContain(' 74.40 > 92.10 ');
  const alone = studyTable([{ ...point, repairSteps: repairSteps.slice(0, 1) }]);
  expect(alone).not.toContain('>');
});

it('puts notes below', () => {
  const notes = ['Training broke down at step 9.'];
  const lines = studyTable([{ ...point, notes }]).split('\n');
  expect(lines.at(-1)).toBe('l1-norm 0.500: Training broke down at step 9.');
});
