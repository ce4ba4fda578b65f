import { describe, expect, it } from 'vitest';
import { BesideStudy } from '../../src/state/besideStudy.svelte';
import { defaultPlan } from '../../src/pruning/validatePlan';
import { environmentId } from '../../src/study/environment';
import { importedPoint } from '../../src/study/measuredPoint';
import { places } from '../../src/panels/compare/places';
import { ENVIRONMENT, ORIGIN, samplePoint } from '../study/sampleStudy';

const DESKTOP = { ...ENVIRONMENT, device: { ...ENVIRONMENT.device, architecture: 'x86' } };
const [board, desktop] = [ENVIRONMENT, DESKTOP].map((environment) =>
  [0.25, 0.5].map((level) =>
    importedPoint({
      ...samplePoint({ ...defaultPlan('l1-norm'), level }),
      origin: { ...ORIGIN, environment },
    }),
  ),
);

describe('a study that is laid over the page’s points', () => {
  it('is looked at by device, and goes with all that was chosen', () => {
    const beside = new BesideStudy();
    expect(beside.its).toEqual([]);
    beside.lay('x'.repeat(60), () => [...board, ...desktop]);
    expect(beside.name!.length).toBeLessThan(30);
    beside.itsPlace = environmentId(DESKTOP);
    beside.ownPlace = environmentId(ENVIRONMENT);
    expect(beside.its).toEqual(desktop);
    expect(beside.ownOf([...desktop, ...board])).toEqual(board);
    beside.takeAway();
    expect([beside.name, ...beside.its]).toEqual([null]);
    expect(beside.ownOf(desktop)).toBe(desktop);
  });

  it('has its devices named by what sets them apart', () => {
    const [first, second] = places([...board, ...desktop, desktop[0]], 'here');
    expect(first.id).toBe(environmentId(DESKTOP));
    expect(second.id).toBe(environmentId(ENVIRONMENT));
    expect(first.label).not.toBe(second.label);
    expect(places(board, 'here')[0].label).not.toBe('');
  });
});
