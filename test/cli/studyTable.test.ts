import { expect, it } from 'vitest';
import { studyTable } from '../../cli/studyTable';
import type { Plan } from '../../src/pruning/plan';
import { repairLabel } from '../../src/pruning/repairName';
import { defaultPlan } from '../../src/pruning/validatePlan';
import { adviceSentence } from '../../src/study/adviceSentence';
import { betterPoint } from '../../src/study/betterPoint';
import type { OperatingPoint } from '../../src/study/point';
import { samplePoint } from '../study/sampleStudy';
import { runtimeRow } from '../../src/study/runtimes';
import { commands } from '../../src/words/commands';
import { inWords } from '../../src/words/inWords';
import { words } from '../../src/words/words';

const point: OperatingPoint = samplePoint(defaultPlan('l1-norm'));
const step = (name: string, correct: number) => ({
  ...{ step: name, seconds: 1 },
  accuracy: { correct, total: 1000 },
});

it('has a head for every cell', () => {
  const [head, row] = studyTable([point]).split('\n');
  expect(row.length).toBe(head.length);
  expect(row.split(/ {2,}/).length).toBe(head.split(/ {2,}/).length);
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
  expect(lines.at(-1)).toBe(commands.study.note('l1-norm', '0.500', notes[0]));
});

it('says where another precision goes further than cutting', () => {
  const accuracy = { afterCutting: { correct: 9, total: 10 }, afterRepair: null };
  const of = (plan: Partial<Plan>, encoded: number): OperatingPoint => ({
    ...samplePoint({ ...defaultPlan('l1-norm'), ...plan, repair: [] }),
    ...{ accuracy, latencyMs: {}, bytes: { ...point.bytes, encoded } },
  });
  const cut = of({ level: 0.1 }, 8_000_000);
  const whole = of({ level: 0, precision: 'int8' }, 2_341_000);
  const advice = adviceSentence(cut, betterPoint(cut, [whole])!);
  const name = `l1-norm, ${repairLabel([])}`;
  expect(studyTable([cut, whole]).split('\n').at(-1)).toBe(
    commands.study.note(name, '0.100', advice),
  );
});

it('sets every latency beside dense, every accuracy too, and tells a machine that changed its speed', () => {
  const tfjs = point.latencyMs.tfjs!;
  const vsDense = { denseMedian: 1.84, ratio: 0.5, low: 0.47, high: 0.54 };
  const paired = { images: 2000, onlyFirst: 30, onlySecond: 5, p: 2e-5 };
  const accuracyVsDense = { ...paired, difference: -0.0125, low: -0.019, high: -0.0065 };
  const first = { ...point, accuracyVsDense, latencyMs: { tfjs: { ...tfjs, vsDense } } };
  const later = { ...vsDense, denseMedian: 2.76 };
  const table = studyTable([first, { ...point, latencyMs: { tfjs: { ...tfjs, vsDense: later } } }]);
  expect(table).toContain(' 0.50 (0.47–0.54) ');
  expect(table).toContain(' −1.25 (−1.90 to −0.65) ');
  const drift = {
    runtime: inWords('runtimes', runtimeRow('tfjs')).label,
    fastest: 1.84,
    slowest: 2.76,
  };
  expect(table).toContain(words.comparisons.drift(drift));
});
