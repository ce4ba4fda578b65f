import { tooHigh } from './fakeLab';
import { refusal } from '../../src/words/refusal';
import { words } from '../../src/words/words';
import { describe, expect, it } from 'vitest';
import { figureTroubles } from '../../src/panels/figures/figureTroubles';
import { settled, testWorkbench } from './testWorkbench';
import { sentence } from '../../src/words/sentence';

async function ready() {
  const bench = testWorkbench();
  await bench.workbench.start();
  await settled();
  bench.lab.calls.length = 0;
  return bench;
}

describe('the dense network', () => {
  it('is measured first of all', async () => {
    const { workbench, lab } = testWorkbench();
    lab.held = true;
    void workbench.start();
    await settled();
    expect(lab.calls).toEqual(['load', 'table magnitude-global', 'accuracy magnitude-global 0']);
    expect(workbench.figures.live?.tick).toMatchObject({ correct: 40, total: 50 });
  });

  it('leaves its point', async () => {
    const { workbench } = await ready();
    expect(workbench.figures.dense?.point.accuracy.afterCutting).toEqual({
      correct: 930,
      total: 1000,
    });
  });
});

describe('a drag right after opening', () => {
  async function drag({ workbench }: ReturnType<typeof testWorkbench>) {
    workbench.figures.slide(0.3);
    workbench.figures.release();
    await settled();
  }

  it('goes before the dense network, which is measured and timed when the plan rests', async () => {
    const bench = testWorkbench();
    const { workbench, lab } = bench;
    lab.held = true;
    const start = workbench.start();
    await settled();
    await drag(bench);
    expect(lab.calls).toContain('cancel dense');
    expect(workbench.figures.live?.plan.level).toBe(0.3);
    lab.held = false;
    lab.answer();
    await start;
    await settled();
    expect(workbench.figures.measured?.point.plan.level).toBe(0.3);
    expect(workbench.figures.dense?.point.latencyMs.kernels?.runs).toBe(30);
    expect(workbench.figures.live).toBeNull();
    // The plan is not begun anew when opening comes to its end.
    const accuracies = lab.calls.filter((call) => call.startsWith('accuracy'));
    expect(accuracies.map((call) => call.split(' ').at(-1))).toEqual(['0', '0.3', '0']);
  });

  it('does not end the timing of the dense network for good', async () => {
    const bench = testWorkbench();
    const { workbench, lab } = bench;
    lab.timingHeld = true;
    void workbench.start();
    await settled();
    expect(workbench.figures.dense?.point.latencyMs).toEqual({});
    lab.timingHeld = false;
    await drag(bench);
    expect(workbench.figures.dense?.point.latencyMs.tfjs?.runs).toBe(30);
    expect(workbench.figures.measured?.point.latencyMs.tfjs?.vsDense?.ratio).toBe(1);
  });
});

describe('a difference to the dense network', () => {
  it('is of the same pictures: the first ones where the dense network answered more', async () => {
    const { workbench } = await ready();
    workbench.plans.chooseImages(500);
    workbench.figures.slide(0.8);
    workbench.figures.release();
    await settled();
    const item = workbench.figures.measured!;
    expect(workbench.figures.dense!.point.accuracy.afterCutting.total).toBe(1000);
    const { accuracyVsDense } = workbench.known.shown(item);
    expect(accuracyVsDense!.images).toBe(500);
    const dense = workbench.figures.dense!.answers!.afterCutting;
    const labels = workbench.lab.lab!.testLabels;
    const right = [...dense.subarray(0, 500)].filter((answer, i) => answer === labels[i]).length;
    const own = item.point.accuracy.afterRepair!.correct;
    expect(accuracyVsDense!.difference).toBeCloseTo((own - right) / 500, 12);
  });

  it('makes the dense network answer more pictures when the plan does', async () => {
    const { workbench, lab } = await ready();
    workbench.plans.chooseImages(2000);
    workbench.figures.settle();
    await settled();
    expect(workbench.figures.dense!.point.accuracy.afterCutting.total).toBe(2000);
    expect(workbench.known.shown(workbench.figures.measured!).accuracyVsDense!.images).toBe(2000);
    expect(workbench.figures.dense!.point.latencyMs.kernels?.runs).toBe(30);
    lab.calls.length = 0;
    workbench.figures.settle();
    await settled();
    expect(lab.calls).toEqual([]);
  });

  it('is not there while the dense network has answered fewer', async () => {
    const { workbench, lab } = await ready();
    lab.impossible.add(0);
    workbench.plans.chooseImages(2000);
    workbench.figures.settle();
    await settled();
    expect(workbench.known.shown(workbench.figures.measured!).accuracyVsDense).toBeUndefined();
  });

  it('stands in the study that leaves the page, also without a dense point', async () => {
    const { workbench } = await ready();
    const base = { ...workbench.plans.plan };
    await workbench.orders.runStudy({ methods: ['l1-norm'], levels: [0.5], base }, 3000);
    const study = workbench.known.studyOf(workbench.points.all.slice(-1))!;
    expect(study.points[0].accuracyVsDense).toMatchObject({ images: 3000 });
    const { point } = workbench.figures.dense!;
    expect(workbench.known.shown(workbench.figures.dense!)).toBe(point);
  });
});

describe('a drag', () => {
  it('plans at every step and sends nothing', async () => {
    const { workbench, lab, clock } = await ready();
    const seen = new Set<number>();
    for (let percent = 0; percent < 90; percent++) {
      workbench.figures.slide(percent / 100);
      clock.turn(16);
      seen.add(workbench.figures.planned?.nonZeros ?? -1);
    }
    await settled();
    expect(seen.size).toBe(90);
    expect(lab.calls).toEqual([]);
  });

  it('asks once when the slider rests for 150 ms', async () => {
    const { workbench, lab, clock } = await ready();
    workbench.figures.slide(0.3);
    clock.turn(149);
    await settled();
    expect(lab.calls).toEqual([]);
    clock.turn(1);
    await settled();
    expect(lab.calls.filter((call) => call.startsWith('accuracy'))).toEqual([
      'accuracy magnitude-global 0.3',
    ]);
  });

  it('asks at once when the slider is released, and not again', async () => {
    const { workbench, lab, clock } = await ready();
    workbench.figures.slide(0.3);
    workbench.figures.release();
    await settled();
    clock.turn(1000);
    await settled();
    expect(lab.calls.filter((call) => call.startsWith('accuracy'))).toHaveLength(1);
    expect(workbench.figures.measured?.point.plan.level).toBe(0.3);
  });

  it('measures nothing under the finger, however long it rests, and is one step to undo', async () => {
    const { workbench, lab, clock } = await ready();
    const before = workbench.plans.plan.level;
    workbench.figures.hold('pointer');
    for (const level of [0.3, 0.4, 0.6]) {
      workbench.figures.slide(level);
      clock.turn(1200);
      await settled();
    }
    expect(lab.calls).toEqual([]);
    workbench.figures.release();
    await settled();
    expect(lab.calls.filter((call) => call.startsWith('accuracy'))).toEqual([
      'accuracy magnitude-global 0.6',
    ]);
    workbench.plans.undo();
    expect(workbench.plans.plan.level).toBe(before);
    expect(workbench.plans.canUndo).toBe(false);
  });

  it('by a key that is held measures when it is up and nothing follows for 150 ms', async () => {
    const { workbench, lab, clock } = await ready();
    for (const level of [0.3, 0.31]) {
      workbench.figures.hold('key');
      workbench.figures.slide(level);
      clock.turn(500);
      workbench.figures.rest();
      clock.turn(100);
    }
    await settled();
    expect(lab.calls).toEqual([]);
    clock.turn(50);
    await settled();
    expect(lab.calls.filter((call) => call.startsWith('accuracy'))).toEqual([
      'accuracy magnitude-global 0.31',
    ]);
  });

  it('with a finger is not ended by a key, nor by the end of the first measurement', async () => {
    const { workbench, lab, clock } = testWorkbench();
    lab.held = true;
    const start = workbench.start();
    await settled();
    workbench.figures.hold('pointer');
    workbench.figures.slide(0.3);
    workbench.figures.rest();
    lab.answer();
    await start;
    clock.turn(1000);
    await settled();
    expect(lab.calls).not.toContain('accuracy magnitude-global 0.3');
    expect(workbench.plans.dragging).toBe(true);
    workbench.figures.release();
    await settled();
    expect(lab.calls).toContain('accuracy magnitude-global 0.3');
  });

  it('that is undone before it is let go goes back to its start', async () => {
    const { workbench } = await ready();
    workbench.figures.hold('pointer');
    workbench.figures.slide(0.3);
    workbench.plans.undo();
    expect(workbench.plans.plan.level).toBe(0.5);
    expect(workbench.plans.canUndo).toBe(false);
  });

  it('is bounded by what the table allows', async () => {
    const { workbench } = await ready();
    workbench.figures.slide(0.99);
    expect(workbench.plans.plan.level).toBe(189 / 200);
  });
});

describe('a newer plan', () => {
  it('takes the place of an older one', async () => {
    const { workbench, lab } = await ready();
    lab.held = true;
    workbench.figures.slide(0.3);
    workbench.figures.release();
    await settled();
    workbench.figures.slide(0.6);
    workbench.figures.release();
    await settled();
    expect(lab.calls).toContain('cancel slider');
    lab.answer();
    await settled();
    const levels = workbench.points.all.map(({ point }) => point.plan.level);
    expect(levels).toContain(0.6);
    expect(levels).not.toContain(0.3);
    expect(workbench.figures.failure).toBeNull();
    expect(workbench.figures.live).toBeNull();
  });

  it('that was measured before needs no worker', async () => {
    const { workbench, lab } = await ready();
    workbench.figures.slide(0.3);
    workbench.figures.release();
    await settled();
    workbench.plans.undo();
    workbench.plans.redo();
    lab.calls.length = 0;
    workbench.figures.settle();
    await settled();
    expect(lab.calls).toEqual([]);
  });
});

describe('a plan whose latency was not timed yet', () => {
  it('keeps its accuracy when the slider moves on', async () => {
    const { workbench, lab } = await ready();
    lab.measureLatency = () => new Promise(() => {});
    workbench.figures.slide(0.3);
    workbench.figures.release();
    await settled();
    workbench.figures.slide(0.6);
    workbench.figures.release();
    await settled();
    const levels = workbench.points.all.map(({ point }) => point.plan.level);
    expect(levels).toEqual(expect.arrayContaining([0.3, 0.6]));
  });
});

describe('both accuracies', () => {
  it('are kept, right after cutting and after repair', async () => {
    const { workbench } = await ready();
    workbench.figures.slide(0.8);
    workbench.figures.release();
    await settled();
    const { afterCutting, afterRepair } = workbench.figures.measured!.point.accuracy;
    expect(afterCutting.correct / 1000).toBeCloseTo(0.93 - 0.8 * 0.8 ** 3, 2);
    expect(afterRepair!.correct / 1000).toBeCloseTo(0.93 - 0.35 * 0.8 ** 3, 2);
  });
});

describe('the runtime', () => {
  it('that is chosen answers the images; latency is timed on both', async () => {
    const { workbench, lab } = await ready();
    workbench.lab.chooseRuntime('tfjs');
    workbench.figures.slide(0.3);
    workbench.figures.release();
    await settled();
    // The plan, then the dense network that it is compared with.
    expect(lab.runtimes).toEqual(['kernels', 'kernels', 'tfjs', 'tfjs']);
    const { tfjs, kernels } = workbench.figures.measured!.point.latencyMs;
    expect(tfjs!.median).toBeCloseTo(1.945);
    expect(kernels!.median).toBeCloseTo(0.775);
    expect(kernels!.vsDense).toMatchObject({
      denseMedian: expect.closeTo(1.045),
      ratio: expect.closeTo(0.742, 3),
    });
    expect(workbench.figures.dense!.point.latencyMs.kernels!.vsDense).toBeUndefined();
  });
});

describe('another runtime', () => {
  it('answers the plan anew: what stands there was answered by the one before', async () => {
    const { workbench, lab } = await ready();
    workbench.figures.slide(0.3);
    workbench.figures.release();
    await settled();
    workbench.lab.chooseRuntime('tfjs');
    workbench.figures.settle();
    await settled();
    expect(lab.runtimes).toEqual(['kernels', 'kernels', 'kernels', 'tfjs', 'tfjs']);
    expect(workbench.figures.measured!.point.runtime).toBe('tfjs');
    expect(workbench.figures.dense!.point.runtime).toBe('tfjs');
    expect(workbench.figures.measured!.point.latencyMs.kernels).toBeDefined();
    workbench.figures.settle();
    await settled();
    expect(lab.runtimes).toHaveLength(5);
  });
});

describe('trouble', () => {
  it('is told, and a second try helps', async () => {
    const { workbench, lab } = await ready();
    lab.impossible.add(0.7);
    workbench.figures.slide(0.7);
    workbench.figures.release();
    await settled();
    expect(workbench.figures.failure).toEqual(tooHigh(0.7));
    lab.impossible.clear();
    workbench.figures.settle();
    await settled();
    expect(workbench.figures.failure).toBeNull();
    expect(workbench.figures.measured).not.toBeNull();
  });

  it('while loading is named, and loading can be repeated', async () => {
    const { workbench, lab } = testWorkbench();
    const trouble = refusal('wrong-size', { url: 'weights.bin', bytes: 5, expected: 8 });
    lab.loadTrouble = trouble;
    expect(await workbench.start()).toBe(false);
    expect(workbench.lab.phase).toBe('failed');
    expect(workbench.lab.failure).toEqual(trouble);
    expect(await workbench.start()).toBe(true);
    expect(workbench.lab.failure).toBeNull();
  });
});

describe('a plan whose figures cannot be known before it is measured', () => {
  const GONE = refusal('unreachable', { url: 'train-images', reason: 'lost' });

  it('says so where they would stand, until they come', async () => {
    const { workbench, lab } = await ready();
    lab.tableRefusal = GONE;
    workbench.plans.chooseMethod('apoz');
    await settled();
    expect(workbench.figures.planned).toBeNull();
    expect(figureTroubles(workbench.figures)).toEqual([words.figures.notPlanned(sentence(GONE))]);
    lab.tableRefusal = null;
    workbench.figures.settle();
    await settled();
    expect(workbench.figures.planned).not.toBeNull();
    expect(figureTroubles(workbench.figures)).toEqual([]);
  });

  it('says once what stops its measurement too', () => {
    expect(figureTroubles({ failure: GONE, planRefusal: GONE })).toEqual([sentence(GONE)]);
    const other = refusal('worker-lost');
    expect(figureTroubles({ failure: other, planRefusal: GONE })).toEqual([
      sentence(other),
      words.figures.notPlanned(sentence(GONE)),
    ]);
  });
});
