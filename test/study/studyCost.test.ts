import { describe, expect, it } from 'vitest';
import type { Plan, Repair } from '../../src/pruning/plan';
import { defaultPlan } from '../../src/pruning/validatePlan';
import {
  answerMsOf,
  planCost,
  preparationSeconds,
  studySeconds,
  typical,
  unseenSteps,
  type Pace,
} from '../../src/study/studyCost';
import { BATCH } from '../../src/training/fineTuningRecipe';

const CREW = { workers: 2, together: true };
const UNSEEN: Pace = {
  answerMs: null,
  cuttingMs: null,
  fitting: {},
  batchSeconds: null,
  timingMs: null,
  trainingImages: 60_000,
};
const SEEN: Pace = {
  answerMs: 1,
  cuttingMs: 50,
  fitting: { recalibrate: 0.001, 'least-squares': 0.012 },
  batchSeconds: 0.1,
  timingMs: 200,
  trainingImages: 60_000,
};

function plan(repair: Repair, fields: Partial<Plan> = {}): Plan {
  return { ...defaultPlan(), repair, ...fields };
}

function training(unit: 'seconds' | 'steps' | 'epochs', amount: number): Repair {
  return [{ kind: 'finetune', budget: { unit, amount } }];
}

const recalibrate = { kind: 'recalibrate', images: 500 } as const;

describe('the cost of a plan', () => {
  it('is answers, its fixed work and the seconds of its steps', () => {
    // 2 × 2000 answers, 1200 answers' worth of cutting and gzip, 500 images recalibrated.
    expect(planCost(plan([recalibrate]), 2000, SEEN, CREW)).toEqual({ one: 5.7, all: 0 });
  });

  it('of the uncut network holds no repair, unless that trains', () => {
    const dense = plan([recalibrate], { level: 0 });
    expect(planCost(dense, 2000, SEEN, CREW).one).toBeCloseTo(3.2);
    expect(
      planCost(plan(training('seconds', 60), { level: 0 }), 2000, SEEN, CREW).all,
    ).toBeGreaterThan(60);
  });

  it('of a training is exact in seconds, and by the batch otherwise', () => {
    const seconds = (repair: Repair) => planCost(plan(repair), 2000, SEEN, CREW).all;
    const beside = 2000 * 0.001 + 1.2 + 1;
    expect(seconds(training('seconds', 60))).toBeCloseTo(60 + beside);
    expect(seconds(training('steps', 500))).toBeCloseTo(50 + beside);
    const epoch = Math.floor(SEEN.trainingImages / BATCH);
    expect(seconds(training('epochs', 2))).toBeCloseTo(0.2 * epoch + beside);
    const small = { ...SEEN, trainingImages: 640 };
    expect(planCost(plan(training('epochs', 2)), 2000, small, CREW).all).toBeCloseTo(2 + beside);
  });

  it('keeps one worker where they cannot train together', () => {
    const alone = { workers: 2, together: false };
    expect(planCost(plan(training('seconds', 60)), 2000, SEEN, alone).all).toBe(0);
  });

  it('leaves out the steps that a gradual schedule leaves out', () => {
    const gradual = plan([recalibrate, ...training('seconds', 60)], { schedule: 'agp' });
    const alone = plan(training('seconds', 60));
    expect(planCost(gradual, 2000, SEEN, CREW)).toEqual(planCost(alone, 2000, SEEN, CREW));
  });

  it('is the inverse of what the pace is read from', () => {
    const { one } = planCost(plan([recalibrate]), 2000, SEEN, CREW);
    expect(answerMsOf(plan([recalibrate]), 2000, 1000 * (one - 0.5), 1)).toBeCloseTo(1);
  });
});

describe('preparing a network for a meter', () => {
  const seconds = (own: Plan, kept = false, pace = SEEN) =>
    preparationSeconds(own, pace, CREW, kept);

  it('is cutting it and repairing it, without answers', () => {
    expect(seconds(plan([recalibrate]))).toBeCloseTo(0.05 + 0.5);
    expect(seconds(plan([recalibrate], { level: 0 }))).toBeCloseTo(0.05);
    expect(seconds(plan([recalibrate]), false, UNSEEN)).toBeGreaterThan(0.5);
  });

  it('trains in one worker alone: steps take longer than together, seconds do not', () => {
    const after = 0.05 + 1;
    expect(seconds(plan(training('seconds', 60)))).toBeCloseTo(60 + after);
    // Two workers took 0.1 s for a batch.
    expect(seconds(plan(training('steps', 500)))).toBeCloseTo(100 + after);
  });

  it('repairs nothing that is kept, nor what would have to be trained to the same zeros', () => {
    expect(seconds(plan(training('seconds', 60)), true)).toBeCloseTo(0.05);
    expect(seconds(plan(training('seconds', 60), { schedule: 'agp' }))).toBeCloseTo(0.05);
  });
});

describe('the time of a study', () => {
  it('is shared by the workers, except for what needs all of them', () => {
    const costs = [
      { one: 4, all: 0 },
      { one: 4, all: 0 },
      { one: 0, all: 60 },
    ];
    expect(studySeconds(costs, 4, SEEN, 2)).toBeCloseTo(4 + 60 + 4 * 1.25 * 0.2);
  });

  it('is at least that of its longest plan', () => {
    expect(studySeconds([{ one: 10, all: 0 }], 0, SEEN, 8)).toBe(10);
  });

  it('is known before anything was seen', () => {
    const cost = planCost(plan([recalibrate]), 2000, UNSEEN, CREW);
    expect(studySeconds([cost], 1, UNSEEN, 2)).toBeGreaterThan(1);
  });
});

it('steps that nobody has timed here are named; a budget in seconds needs no timing', () => {
  const refit = { kind: 'refit', images: 500 } as const;
  const plans = [plan([recalibrate, refit]), plan(training('seconds', 60))];
  expect(unseenSteps(plans, SEEN)).toEqual(['refit']);
  expect(unseenSteps([plan(training('steps', 9))], UNSEEN)).toEqual(['finetune']);
  expect(unseenSteps([plan([refit], { level: 0 })], UNSEEN)).toEqual([]);
});

it('one that was held up says nothing about the rest', () => {
  expect(typical([10, 10, 5000, 10])).toBe(10);
  expect(typical([])).toBeNull();
});
