import { describe, expect, it } from 'vitest';
import type { Plan, Repair } from '../../src/pruning/plan';
import { defaultPlan } from '../../src/pruning/validatePlan';
import { energyTime } from '../../src/state/energyTime';
import { PreparedNetworks } from '../../src/state/preparedNetworks';
import type { Pace } from '../../src/study/studyCost';
import { settled, testWorkbench } from './testWorkbench';

const PACE: Pace = {
  answerMs: 1,
  cuttingMs: 50,
  fitting: { recalibrate: 0.001 },
  batchSeconds: 0.1,
  timingMs: 200,
  trainingImages: 60_000,
};
const RECALIBRATED: Repair = [{ kind: 'recalibrate', images: 500 }];
const TRAINED: Repair = [{ kind: 'distil', budget: { unit: 'seconds', amount: 60 } }];
/** Cutting, and 500 images. */
const MADE_MS = 550;
const CUT_MS = 50;
const MEGABYTE = 1 << 20;

function bench({ workers = 2, megabytes = 9, kept = [] as readonly Plan[] } = {}) {
  return new PreparedNetworks({
    pace: { pace: PACE, crew: { workers, together: true } },
    denseBytesOf: () => megabytes * MEGABYTE,
    isKept: (plan) => kept.includes(plan),
  });
}

function planOf(level: number, repair = RECALIBRATED): Plan {
  return { ...defaultPlan(), level, repair };
}

/** Of visits to the networks in this order, ms each. */
function times(
  networks: PreparedNetworks,
  plans: readonly Plan[],
  visits: readonly number[],
  cores: 'one' | 'all' = 'one',
): number[] {
  return visits.map(networks.preparation(plans, cores));
}

const PLANS = [0.1, 0.2, 0.3].map((level) => planOf(level));
const BYTES = 9 * MEGABYTE;

describe('networks of an energy run', () => {
  it('are made at their first visit only', () => {
    expect(times(bench(), PLANS, [1, 0, 0, 1])).toEqual([MADE_MS, MADE_MS, 0, 0]);
  });

  it('are made again and again where memory does not hold them all', () => {
    const networks = bench({ megabytes: 30 });
    expect(times(networks, PLANS, [0, 1, 1, 2, 1, 0])).toEqual([
      MADE_MS,
      MADE_MS,
      0,
      MADE_MS,
      0,
      MADE_MS,
    ]);
  });

  it('in int8 take their integers and the reals that these were rounded from', () => {
    // 24 MB of int8 in files are 120 MB in memory, which keeps 64.
    const whole = PLANS.map((plan) => ({ ...plan, precision: 'int8' as const }));
    const again = (plans: readonly Plan[]) =>
      times(bench({ megabytes: 8 }), plans, [0, 1, 2, 0]).at(-1);
    expect(again(PLANS)).toBe(0);
    expect(again(whole)).toBeGreaterThan(0);
  });

  it('asking changes nothing; running does', () => {
    const networks = bench();
    times(networks, PLANS, [0, 1, 2]);
    expect(times(networks, PLANS, [0])).toEqual([MADE_MS]);
    networks.loaded(PLANS[0], 'one');
    expect(times(networks, PLANS, [0])).toEqual([0]);
    expect(times(networks, PLANS, [0, 0], 'all')).toEqual([MADE_MS, 0]);
    networks.forget(PLANS[0]);
    expect(times(networks, PLANS, [0])).toEqual([MADE_MS]);
  });

  it('are there where all workers have repaired them for a point', () => {
    const [shared, alone, unrepaired] = [PLANS[0], PLANS[1], planOf(0.5, [])];
    const trained = planOf(0.6, TRAINED);
    const networks = bench();
    networks.measured({ plan: shared, images: 500, split: true }, BYTES);
    networks.measured({ plan: alone, images: 500, split: false }, BYTES);
    networks.measured({ plan: unrepaired, images: 500, split: true }, BYTES);
    networks.measured({ plan: trained, images: 500, split: false }, BYTES);
    const all = [shared, alone, unrepaired, trained];
    expect(times(networks, all, [0, 1, 2, 3], 'all')).toEqual([0, MADE_MS, CUT_MS, 0]);
  });

  it('of a single worker are there whatever it measured', () => {
    const networks = bench({ workers: 1 });
    networks.measured({ plan: PLANS[0], images: 500, split: false }, BYTES);
    expect(times(networks, PLANS, [0])).toEqual([0]);
  });

  it('that are kept in a file are not trained', () => {
    const plan = planOf(0.6, TRAINED);
    expect(times(bench({ kept: [plan] }), [plan], [0])).toEqual([CUT_MS]);
    expect(times(bench(), [plan], [0])[0]).toBeGreaterThan(60_000);
  });
});

it('the page promises what its workers have to make: what they have trained is there until it is forgotten', async () => {
  const { workbench } = testWorkbench();
  await workbench.start();
  await settled();
  await workbench.meter.simulate('witrn');
  const trained = planOf(0.5, TRAINED);
  const promised = () => energyTime(workbench.energy, [trained])!.sureMs / 1000;
  const before = promised();
  const base = { ...defaultPlan(), repair: TRAINED };
  await workbench.orders.runStudy({ methods: [trained.method], levels: [0.5], base }, 500);
  const after = promised();
  expect(before - after).toBeGreaterThan(30);
  await workbench.networks.forget(trained);
  expect(promised()).toBeGreaterThan(after + 30);
});
