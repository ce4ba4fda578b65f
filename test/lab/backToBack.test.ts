import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultPlan } from '../../src/pruning/validatePlan';
import { runBackToBack } from '../../workers/lab/backToBack';
import type { Classifier } from '../../workers/runtime/classifier';
import { Desk } from '../../workers/lab/desk';
import { unwrap } from './bundled';
import { fetchFromDisk, readKernels, SMALL_REQUEST, WASM_FILE } from './labFiles';

const IMAGE = new Float32Array(4);

/** Takes as long as it is told, on a clock of its own. */
function workload(latencyOf: (inference: number) => number) {
  let [nowMs, inferences] = [1000, 0];
  const run = () => {
    nowMs += latencyOf(inferences++);
    return IMAGE;
  };
  const classifier = { run } as unknown as Classifier;
  return { classifier, pageTimeMs: () => nowMs };
}

function surroundings(pageTimeMs: () => number) {
  return { pageTimeMs, superseded: () => false, alive: () => {} };
}

describe('inferences back to back', () => {
  it('are counted exactly between the first start and the last end', async () => {
    const { classifier, pageTimeMs } = workload(() => 7);
    const { fromMs, toMs, inferences, firstFifthMs, lastFifthMs } = unwrap(
      await runBackToBack(classifier, IMAGE, 1000, surroundings(pageTimeMs)),
    );
    expect([fromMs, toMs, inferences]).toEqual([1000, 2001, 143]);
    expect([firstFifthMs, lastFifthMs]).toEqual([7, 7]);
  });

  it('tell how latency changed, one hiccup apart', async () => {
    const { classifier, pageTimeMs } = workload((i) => (i === 3 ? 500 : i < 50 ? 10 : 13));
    const found = unwrap(await runBackToBack(classifier, IMAGE, 1500, surroundings(pageTimeMs)));
    expect([found.firstFifthMs, found.lastFifthMs]).toEqual([10, 13]);
  });

  it('run once at least, end when cancelled and give signs of life', async () => {
    const slow = workload(() => 40_000);
    const once = await runBackToBack(slow.classifier, IMAGE, 10, surroundings(slow.pageTimeMs));
    expect(unwrap(once).inferences).toBe(1);
    const { classifier, pageTimeMs } = workload(() => 60);
    let alive = 0;
    const ended = await runBackToBack(classifier, IMAGE, 1e9, {
      pageTimeMs,
      superseded: () => pageTimeMs() > 31_000,
      alive: () => alive++,
    });
    expect(ended).toMatchObject({ ok: false, code: 'superseded' });
    expect(alive).toBe(5);
  });
});

describe('a worker under load', () => {
  const lab = new Desk(fetchFromDisk, WASM_FILE, readKernels);
  const plan = {
    ...defaultPlan('l1-norm'),
    level: 0.5,
    repair: [{ kind: 'recalibrate', images: 50 }],
  } as const;
  let signsOfLife = 0;

  beforeAll(async () => unwrap(await lab.load(SMALL_REQUEST, () => {})));
  afterAll(() => lab.cancel('energy'));

  it.each(['kernels', 'tfjs'] as const)('repeats a repaired network on %s', async (runtime) => {
    const job = { lane: 'energy', plan, runtime, durationMs: 150 };
    const alive = () => signsOfLife++;
    const { fromMs, toMs, inferences } = unwrap(await lab.runBackToBack(job, alive));
    expect(toMs - fromMs).toBeGreaterThanOrEqual(150);
    expect(inferences).toBeGreaterThan(0);
    expect(Math.abs(toMs - (performance.timeOrigin + performance.now()))).toBeLessThan(1000);
  });

  it('cuts and repairs once, however often it comes back', async () => {
    const before = signsOfLife;
    const job = { lane: 'energy', plan, runtime: 'kernels', durationMs: 1 } as const;
    unwrap(await lab.runBackToBack(job, () => signsOfLife++));
    expect(before).toBeGreaterThan(0);
    expect(signsOfLife).toBe(before);
  });

  it('says what it cannot cut', async () => {
    const job = { lane: 'energy', plan: { ...plan, level: 1 }, runtime: 'kernels' } as const;
    const outcome = await lab.runBackToBack({ ...job, durationMs: 1 }, () => {});
    expect(outcome).toMatchObject({ ok: false, code: 'level-range' });
  });
});
