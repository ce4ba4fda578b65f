/** The one sentence that a screen reader hears of a measurement. */
import { expect, it } from 'vitest';
import { announcement } from '../../src/panels/shell/announcement';
import { defaultPlan } from '../../src/pruning/validatePlan';
import type { OperatingPoint } from '../../src/study/point';
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

it('tells the plan, the accuracy after repair, of how many images, and the size', () => {
  expect(announcement(POINT)).toMatch(
    /^Magnitude, global 80 %.*: 92\.80 % right after repair, of 1,000 images; 2\.10 MB encoded\.$/,
  );
});

it('tells the accuracy after cutting where nothing was repaired', () => {
  const accuracy = { ...POINT.accuracy, afterRepair: null };
  const cut = { ...POINT, plan: { ...PLAN, repair: [] }, accuracy };
  expect(announcement(cut)).toMatch(/: 16\.00 % right after cutting, of 1,000 images;/);
});

it.each([
  [{}, ', 2.50 points below dense;'],
  [{ difference: 0.025, low: 0.013, high: 0.038 }, ', 2.50 points above dense;'],
  [
    { difference: -0.004, low: -0.01, high: 0.002, p: 0.2 },
    ', 0.40 points below dense, which may be chance;',
  ],
])(
  'says how far it is from the dense network, and whether that may be chance: %j',
  (fields, words) => {
    expect(announcement({ ...POINT, accuracyVsDense: { ...VS_DENSE, ...fields } })).toContain(
      words,
    );
  },
);
