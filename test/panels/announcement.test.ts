/** The one sentence that a screen reader hears of a measurement: what it is made of. */
import { expect, it } from 'vitest';
import { announcement } from '../../src/panels/shell/announcement';
import { methodOf } from '../../src/pruning/methods';
import { planName } from '../../src/pruning/planName';
import { defaultPlan } from '../../src/pruning/validatePlan';
import type { OperatingPoint } from '../../src/study/point';
import { inWords } from '../../src/words/inWords';
import { words } from '../../src/words/words';
import { samplePoint } from '../study/sampleStudy';

const PLAN = { ...defaultPlan('magnitude-global'), level: 0.8 };
const POINT: OperatingPoint = {
  ...samplePoint(PLAN),
  bytes: { dense: 9_000_000, encoded: 2_100_000, gzip: 1_500_000 },
  accuracy: {
    afterCutting: { correct: 160, total: 1000 },
    afterRepair: { correct: 928, total: 1000 },
  },
};
const VS_DENSE = {
  ...{ images: 1000, onlyFirst: 30, onlySecond: 5, p: 2e-5 },
  ...{ difference: -0.025, low: -0.038, high: -0.013 },
};
const SAID = {
  ...{ plan: planName(PLAN), right: '92.80 %', repaired: true, images: '1,000' },
  ...{ points: null, mayBeChance: false, bytes: '2.10 MB' },
};

it('tells the plan, the accuracy after repair, of how many images, and the size', () => {
  expect(SAID.plan).toContain(inWords('methods', methodOf(PLAN.method)).label);
  expect(announcement(POINT)).toBe(words.shell.announcement(SAID));
});

it('tells the accuracy after cutting where nothing was repaired', () => {
  const accuracy = { ...POINT.accuracy, afterRepair: null };
  const plan = { ...PLAN, repair: [] };
  expect(announcement({ ...POINT, plan, accuracy })).toBe(
    words.shell.announcement({ ...SAID, plan: planName(plan), right: '16.00 %', repaired: false }),
  );
});

it.each([
  [{}, { points: -2.5, mayBeChance: false }],
  [
    { difference: 0.025, low: 0.013, high: 0.038 },
    { points: 2.5, mayBeChance: false },
  ],
  [
    { difference: -0.004, low: -0.01, high: 0.002, p: 0.2 },
    { points: -0.4, mayBeChance: true },
  ],
])(
  'says how far it is from the dense network, and whether that may be chance: %j',
  (fields, against) => {
    expect(announcement({ ...POINT, accuracyVsDense: { ...VS_DENSE, ...fields } })).toBe(
      words.shell.announcement({ ...SAID, ...against }),
    );
  },
);
