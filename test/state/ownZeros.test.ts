/** A network whose training decided where its zeros are is timed itself, and soon: no other does the same work. */
import { refusal } from '../../src/words/refusal';
import { describe, expect, it } from 'vitest';
import type { Plan } from '../../src/pruning/plan';
import { parseRepair } from '../../src/pruning/repairText';
import { hasOwnZeros } from '../../src/pruning/repairs';
import { defaultPlan } from '../../src/pruning/validatePlan';
import type { StudyRequest } from '../../src/study/studyPlans';
import type { LabWorkers } from '../../src/state/labWorkers';
import { Measurer } from '../../src/state/measurer';
import { PaceState } from '../../src/state/paceState.svelte';
import { unwrap } from '../lab/bundled';
import { FakeClock } from './fakeClock';
import { FakeLab } from './fakeLab';
import { settled, testWorkbench } from './testWorkbench';

const TRAINED = unwrap(parseRepair('finetune=2steps'));
const gradual = (fields: Partial<Plan> = {}): Plan => ({
  ...{ ...defaultPlan(), level: 0.4, repair: TRAINED, schedule: 'agp' },
  ...fields,
});

const studyOf = (...levels: number[]): StudyRequest => ({
  ...{ methods: ['magnitude-global'], levels, base: gradual() },
});

describe('zeros of their own', () => {
  it('have weights that are cut little by little, and nothing else', () => {
    expect(hasOwnZeros(gradual())).toBe(true);
    const others: Partial<Plan>[] = [
      { schedule: 'one-shot' },
      { repair: [] },
      { level: 0 },
      { ...defaultPlan('l1-norm'), repair: TRAINED, schedule: 'agp' },
      { ...defaultPlan('nm-2-4'), repair: TRAINED, schedule: 'agp' },
    ];
    expect(others.map((fields) => hasOwnZeros(gradual(fields)))).toEqual(others.map(() => false));
  });
});

describe('latency of a network with its own zeros', () => {
  async function timed(plans: readonly Plan[]) {
    const lab = new FakeLab();
    const measurer = new Measurer(
      lab,
      new FakeClock(),
      new PaceState({ workers: 2, together: true }),
    );
    for (const plan of plans) unwrap(await measurer.latencies('lane', [plan]));
    return lab.calls.filter((call) => call.startsWith('latency')).length;
  }

  it('is shared with no other schedule, repair or seed', async () => {
    const one = { ...gradual(), schedule: 'one-shot' } as const;
    expect(await timed([one, { ...one, repair: [] }, { ...one, seed: 9 }])).toBe(1);
    expect(await timed([one, gradual()])).toBe(2);
    expect(await timed([gradual(), gradual({ schedule: 'linear' })])).toBe(2);
    expect(await timed([gradual(), gradual({ seed: 2 })])).toBe(2);
    expect(
      await timed([gradual(), gradual({ repair: unwrap(parseRepair('finetune=3steps')) })]),
    ).toBe(2);
    expect(await timed([gradual(), gradual()])).toBe(1);
  });

  it('is timed anew where the network was trained anew', async () => {
    const lab = new FakeLab();
    const measurer = new Measurer(
      lab,
      new FakeClock(),
      new PaceState({ workers: 2, together: true }),
    );
    const plan = gradual();
    for (const images of [500, 1000]) {
      unwrap(await measurer.measure({ lane: 'lane', plan, images, split: true }, () => {}));
      unwrap(await measurer.latencies('lane', [plan]));
    }
    measurer.forget(plan);
    unwrap(await measurer.measure({ lane: 'lane', plan, images: 500, split: true }, () => {}));
    unwrap(await measurer.latencies('lane', [plan]));
    expect(lab.calls.filter((call) => call.startsWith('latency'))).toHaveLength(3);
  });

  it('is timed right after its own training in a study', async () => {
    const { workbench, lab } = testWorkbench();
    await workbench.start();
    await settled();
    lab.calls.length = 0;
    unwrap(await workbench.orders.runStudy(studyOf(0.2, 0.4, 0.6), 500));
    const order = lab.calls.filter((call) => /^(accuracy|latency)/.test(call));
    for (const level of [0.2, 0.4, 0.6]) {
      const measured = order.indexOf(`accuracy magnitude-global ${level}`);
      const latency = order.indexOf(`latency magnitude-global ${level}`);
      expect(latency).toBeGreaterThan(measured);
      // Each of the two lanes has at most one network that waits to be timed.
      expect(latency - measured).toBeLessThanOrEqual(3);
    }
    expect(workbench.study.run).toMatchObject({ done: 3, timed: 3, failures: [] });
  });

  it('that is gone is missing, and the study says why', async () => {
    const { workbench, lab } = testWorkbench();
    await workbench.start();
    await settled();
    const gone: LabWorkers = lab;
    gone.measureLatency = async () => refusal('network-gone');
    unwrap(await workbench.orders.runStudy(studyOf(0.2), 500));
    expect(workbench.study.run?.failures.map(({ why }) => why.code)).toEqual(['network-gone']);
    const [{ point }] = workbench.points.all.filter((item) => item.point.plan.level === 0.2);
    expect(point.latencyMs).toEqual({});
  });
});
