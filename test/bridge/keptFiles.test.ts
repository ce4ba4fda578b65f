import { expect, it } from 'vitest';
import { KeptFiles } from '../../src/bridge/keptFiles';
import { defaultPlan } from '../../src/pruning/validatePlan';

const PLAN = defaultPlan('l1-norm');
const FILE = new Blob(['network']);

it('a plan has its file until it is taken back; other plans have none', () => {
  const kept = new KeptFiles();
  kept.use(PLAN, FILE);
  expect(kept.of({ ...PLAN })).toBe(FILE);
  expect(kept.of({ ...PLAN, level: 0.25 })).toBeUndefined();
  kept.use({ ...PLAN }, null);
  expect(kept.of(PLAN)).toBeUndefined();
  kept.use(PLAN, FILE);
  kept.clear();
  expect(kept.of(PLAN)).toBeUndefined();
});
