/** The lab as the page sees it: over a message channel. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { refusal } from '../../src/words/refusal';
import { expose, proxy, wrap, type Remote } from 'comlink';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { METHODS } from '../../src/pruning/methods';
import type { Layer, Network } from '../../src/model/network';
import type { Plan, Repair } from '../../src/pruning/plan';
import { plannedFigures } from '../../src/pruning/plannedFigures';
import { defaultPlan } from '../../src/pruning/validatePlan';
import type { AccuracyTick, LabApi, LoadProgress } from '../../src/protocol/lab';
import { Desk } from '../../workers/lab/desk';
import { unwrap } from './bundled';
import { fetchFromDisk, readKernels, REQUEST, WASM_FILE } from './labFiles';

/** Stem, 17 blocks of three (the first of two), head, classifier. */
const LAYERS = 1 + 50 + 1 + 1;
/** Bytes are counted where the images begin the file; nowhere else, which takes half a second less. */
const FIRST = { from: 0, to: 16 };
const RANGE = { from: 32, to: 64 };
const NONE: Repair = [];

let api: Remote<LabApi>;
let network: Network;
const { port1, port2 } = new MessageChannel();

beforeAll(async () => {
  expose(new Desk(fetchFromDisk, WASM_FILE, readKernels), port2);
  api = wrap<LabApi>(port1);
  const progress: LoadProgress[] = [];
  const onProgress = proxy((value: LoadProgress) => void progress.push(value));
  const loaded = unwrap(await api.load(REQUEST, onProgress));
  expect(loaded).toMatchObject({ subject: { network: { classes: 10 } }, notes: [] });
  ({ network } = loaded.subject);
  expect(loaded.testLabels).toHaveLength(10_000);
  expect(loaded.subject.id).toMatch(/^subject-[0-9a-f]{16}$/);
  expect(loaded.runtime).toMatchObject({ backend: 'wasm', simd: true, threads: 1 });
  expect(new Set(progress.map(({ file }) => file))).toEqual(
    new Set([
      'manifest.json',
      'weights.bin',
      't10k-images-idx3-ubyte.gz',
      't10k-labels-idx1-ubyte.gz',
    ]),
  );
});

afterAll(() => {
  port1.close();
  port2.close();
});

function measure(
  plan: Partial<Plan>,
  lane = 'test',
  onTick: (tick: AccuracyTick) => void = () => {},
  range = RANGE,
) {
  const whole = { ...defaultPlan(plan.method), repair: NONE, ...plan };
  return api.measurePoint({ lane, plan: whole, range, runtime: 'tfjs' }, proxy(onTick));
}

describe('the lab', () => {
  it('keeps a network in halves, counts their bytes and answers with them', async () => {
    const plan: Plan = { ...defaultPlan('magnitude-global'), level: 0.8, precision: 'float16' };
    const table = unwrap(await api.planTable(plan));
    const planned = plannedFigures(network, table, plan);
    const part = unwrap(await measure({ ...plan, repair: NONE }, 'halves', () => {}, FIRST));
    expect(part.repairSteps).toMatchObject([{ step: { kind: 'float16' } }]);
    expect(part.size).toMatchObject({
      denseBytes: planned.denseBytes,
      encodedBytes: planned.encodedBytes,
    });
    const whole = unwrap(await measure({ ...plan, repair: NONE, precision: undefined }, 'whole'));
    expect(whole.afterRepair).toBeNull();
    expect(part.size!.denseBytes / 9_083_176).toBeCloseTo(0.515, 3);
    const [single, half] = [part.afterCutting, part.afterRepair!];
    expect(half.crossEntropySum).not.toBe(single.crossEntropySum);
    expect(half.crossEntropySum / single.crossEntropySum).toBeCloseTo(1, 2);
  });

  it('rounds a network to whole numbers that answer nearly alike, in a quarter of the bytes', async () => {
    const plan: Plan = { ...defaultPlan('magnitude-global'), level: 0.5, precision: 'int8' };
    const table = unwrap(await api.planTable(plan));
    const part = unwrap(await measure({ ...plan, repair: NONE }, 'int8', () => {}, FIRST));
    expect(part.repairSteps).toMatchObject([{ step: { kind: 'int8' }, total: 16 }]);
    const { share, images } = part.saturated!;
    expect(images).toBe(16);
    expect(share).toBeGreaterThanOrEqual(0);
    expect(share).toBeLessThan(1e-4);
    // So few are a figure, and nothing to be warned of.
    expect(part.notes).toEqual([]);
    expect(part.size!.denseBytes).toBe(plannedFigures(network, table, plan).denseBytes);
    expect(part.size!.denseBytes / 9_083_176).toBeLessThan(0.27);
    const names = part.size!.kernels!;
    const weighted = network.layers.filter(({ kind }) => kind !== 'pool');
    const kernelOf = (kind: Layer['kind']) =>
      new Set(names.filter((_, i) => weighted[i].kind === kind));
    expect(names).toHaveLength(weighted.length);
    expect([...kernelOf('depthwise')]).toEqual([
      expect.stringMatching(/^depthwise(Dot|Wide|Pairs)$/),
    ]);
    expect([...kernelOf('dense')]).toEqual([expect.stringMatching(/^vector(Dot|Wide|Pairs)$/)]);
    // A weight that is rounded to zero is a zero more.
    const planned = plannedFigures(network, table, plan).encodedBytes;
    expect(part.size!.encodedBytes / planned).toBeGreaterThan(0.97);
    expect(part.size!.encodedBytes).toBeLessThanOrEqual(planned);
    const [single, whole] = [part.afterCutting, part.afterRepair!];
    const alike = whole.predictions.filter((own, i) => own === single.predictions[i]);
    expect(alike.length).toBeGreaterThanOrEqual(14);
  });

  it('shows test pictures as their file holds them', async () => {
    const file = new URL('t10k-images-idx3-ubyte.gz', REQUEST.datasetUrl!);
    const bytes = gunzipSync(readFileSync(file)).subarray(16);
    const images = [9999, 0, 7];
    const { width, height, rgba } = unwrap(await api.pictures(images));
    expect([width, height, rgba.length]).toEqual([28, 28, 3 * 28 * 28 * 4]);
    const grey = images.flatMap((image) => [...bytes.subarray(784 * image, 784 * (image + 1))]);
    expect([...rgba]).toEqual(grey.flatMap((byte) => [byte, byte, byte, 255]));
    const missing = unwrap(await api.pictures([10_000]));
    expect(missing.rgba.every((byte) => byte === 0)).toBe(true);
  });

  it('names a picture from outside as it names the same one of its file', async () => {
    const plan: Plan = { ...defaultPlan('l1-norm'), level: 0.3, repair: NONE };
    const { predictions, confidences } = unwrap(await measure(plan)).afterCutting;
    for (const runtime of ['tfjs', 'kernels'] as const)
      for (const i of [0, 5]) {
        const { rgba } = unwrap(await api.pictures([RANGE.from + i]));
        const alive = proxy(() => {});
        const answer = unwrap(await api.classify({ plan, runtime, rgba }, alive));
        expect(answer.prediction).toBe(predictions[i]);
        expect(answer.confidence).toBeCloseTo(confidences[i], 3);
        expect(answer.milliseconds).toBeGreaterThan(0);
      }
    const { heapBytes } = await api.memory();
    const alive = proxy(() => {});
    const { rgba } = unwrap(await api.pictures([0]));
    for (let i = 0; i < 8; i++) {
      await api.endFrames();
      unwrap(await api.classify({ plan, runtime: 'kernels', rgba }, alive));
    }
    await api.endFrames();
    expect(await api.memory()).toMatchObject({ heapBytes, tensors: 0 });
    const trained: Plan = {
      ...plan,
      repair: [{ kind: 'finetune', budget: { unit: 'seconds', amount: 1 } }],
    };
    const gone = await api.classify(
      { plan: trained, runtime: 'kernels', rgba: new Uint8ClampedArray(4 * 784) },
      proxy(() => {}),
    );
    expect(gone).toMatchObject({ ok: false, code: 'network-gone' });
  });

  it.each(METHODS.map(({ id }) => id))('measures %s', async (method) => {
    const level = method === 'nm-1-4' ? 0.75 : 0.5;
    const { afterCutting, afterRepair, size } = unwrap(await measure({ method, level }));
    expect(size).toBeNull();
    expect(afterCutting.range).toEqual(RANGE);
    expect(afterCutting.predictions.length).toBe(32);
    expect(afterCutting.crossEntropySum).toBeGreaterThan(0);
    expect(afterRepair).toBeNull();
  });

  it('tells both values of a repaired plan', async () => {
    const ticks: AccuracyTick[] = [];
    const plan = { method: 'l1-norm', repair: [{ kind: 'recalibrate', images: 100 }] } as const;
    const result = unwrap(await measure(plan, 'test', (tick) => ticks.push(tick)));
    // Both ends share one thread here, and its answer overtakes the ticks.
    await new Promise((resolve) => setImmediate(resolve));
    expect(result.afterRepair?.crossEntropySum).toBeLessThan(result.afterCutting.crossEntropySum);
    expect(result.repairMs).toBeGreaterThan(0);
    const stages = ticks.map(({ stage }) => stage);
    expect(stages[0]).toBe('after-cutting');
    expect(ticks.findLast(({ stage }) => stage === 'after-cutting')?.total).toBe(32);
    expect(ticks.at(-1)).toMatchObject({ stage: 'after-repair', total: 32 });
    expect(stages).toContain('repair');
    expect(result.repairSteps).toMatchObject([{ step: plan.repair[0], total: 32 }]);
  });

  it('repairs after the first answers, and gives the rest of them last', async () => {
    const range = { from: 0, to: 220 };
    const ticks: AccuracyTick[] = [];
    const tick = (value: AccuracyTick) => ticks.push(value);
    const plan = { method: 'magnitude-global', level: 0.8 } as const;
    const repair = [{ kind: 'recalibrate', images: 16 }] as const;
    const repaired = unwrap(await measure({ ...plan, repair }, 'repaired', tick, range));
    await new Promise((resolve) => setImmediate(resolve));
    const begun = ticks.findLast(({ stage }) => stage === 'after-cutting')!;
    expect(begun.total).toBeLessThan(220);
    // No more than ten ticks a second are told: a fast machine may leave a short stage out.
    const order = [...new Set(ticks.map(({ stage }) => stage))];
    const stages = ['after-cutting', 'repair', 'after-repair', 'rest-after-cutting'] as const;
    expect(order).toEqual(stages.filter((stage) => order.includes(stage)));
    expect(order).toEqual(expect.arrayContaining(['after-cutting', 'after-repair']));
    const alone = unwrap(await measure({ ...plan, repair: NONE }, 'alone', () => {}, range));
    expect(repaired.afterCutting.predictions).toEqual(alone.afterCutting.predictions);
    expect(repaired.size).not.toBeNull();
  });

  it('does not repair what was not cut', async () => {
    const plan = { level: 0, repair: [{ kind: 'recalibrate', images: 200 }] } as const;
    const { afterCutting, afterRepair } = unwrap(await measure(plan));
    expect(afterRepair).toEqual(afterCutting);
  });

  it('answers a range as it answers its parts', async () => {
    const plan = { ...defaultPlan('l1-norm'), level: 0.25, repair: NONE };
    const answers = async (from: number, to: number) => {
      const job = { lane: 'parts', plan, range: { from, to }, runtime: 'tfjs' } as const;
      return unwrap(
        await api.measurePoint(
          job,
          proxy(() => {}),
        ),
      ).afterCutting;
    };
    const [all, first, second] = [
      await answers(100, 140),
      await answers(100, 116),
      await answers(116, 140),
    ];
    expect([...all.predictions]).toEqual([...first.predictions, ...second.predictions]);
    expect(all.crossEntropySum).toBeCloseTo(first.crossEntropySum + second.crossEntropySum, 3);
  });

  it('lets the newest job of a lane win, and only of that lane', async () => {
    const jobs = [measure({ level: 0.1 }, 'a'), measure({ level: 0.2 }, 'a'), measure({}, 'b')];
    const outcomes = await Promise.all(jobs);
    expect(outcomes.map(({ ok }) => ok)).toEqual([false, true, true]);
    expect(outcomes[0]).toMatchObject({ code: 'superseded' });
  });

  it('cancels', async () => {
    const job = measure({}, 'c');
    await api.cancel('c');
    expect(await job).toMatchObject({ ok: false, code: 'superseded' });
  });

  it.each<[string, Partial<Plan>]>([
    ['method-unknown', { method: 'nothing' as Plan['method'] }],
    ['level-range', { level: 1 }],
    ['level-range', { level: NaN }],
    ['level-too-high', { method: 'l1-norm', level: 0.999 }],
    ['repair-images-range', { repair: [{ kind: 'recalibrate', images: 0 }] }],
  ])('refuses a wrong %s', async (code, plan) => {
    const whole = { ...defaultPlan(), ...plan };
    const outcome = await api.measurePoint(
      { lane: 'x', plan: whole, range: RANGE, runtime: 'tfjs' },
      proxy(() => {}),
    );
    expect(outcome).toMatchObject({ ok: false, code });
  });

  it('counts the bytes of the table and of the written files alike', async () => {
    const plan: Plan = { ...defaultPlan('magnitude-global'), level: 0.8 };
    const table = unwrap(await api.planTable(plan));
    const size = unwrap(await measure({ ...plan, repair: NONE }, 'bytes', () => {}, FIRST)).size!;
    expect(size.encodedBytes).toBe(plannedFigures(network, table, plan).encodedBytes);
    expect(size.denseBytes).toBe(9_083_176);
    expect(size.kernels).toHaveLength(LAYERS);
    expect(size.kernels).toContain('sparse4');
    expect(size.gzipBytes).toBeLessThan(0.4 * size.denseBytes);
    expect(size.nonZeros).toBeLessThan(0.3 * size.parameters);
  });

  it.each(['magnitude-global', 'l1-norm'] as const)(
    'answers alike on both runtimes: %s',
    async (method) => {
      const plan: Plan = { ...defaultPlan(method), level: 0.6, repair: NONE };
      const job = { plan, range: { from: 200, to: 400 } };
      const [tfjs, kernels] = await Promise.all(
        (['tfjs', 'kernels'] as const).map((runtime) =>
          api.measurePoint(
            { ...job, lane: runtime, runtime },
            proxy(() => {}),
          ),
        ),
      );
      const [a, b] = [unwrap(tfjs).afterCutting, unwrap(kernels).afterCutting];
      expect(b.predictions).toEqual(a.predictions);
      expect(b.crossEntropySum).toBeCloseTo(a.crossEntropySum, 2);
      for (const [i, share] of a.confidences.entries()) {
        expect(share).toBeGreaterThanOrEqual(0.1);
        expect(share).toBeLessThanOrEqual(1);
        expect(b.confidences[i]).toBeCloseTo(share, 3);
      }
    },
  );

  it('times plans beside the dense network, and the dense network once', async () => {
    const plans = [0.5, 0, 0.3].map((level): Plan => ({ ...defaultPlan('l1-norm'), level }));
    const job = { lane: 'latency', plans, warmUpRuns: 2, runs: 6 };
    const { timed } = unwrap(
      await api.measureLatency(
        job,
        proxy(() => {}),
      ),
    );
    const [half, dense, third] = timed;
    for (const runs of [half.runsMs, half.dense, dense.runsMs, third.runsMs, third.dense]) {
      const values = [...runs!.tfjs!, ...runs!.kernels!];
      expect(values).toHaveLength(12);
      expect(Math.min(...values)).toBeGreaterThan(0);
    }
    expect(dense.dense).toBeNull();
    // Of the same rounds: the very same values.
    expect(half.dense).toEqual(dense.runsMs);
    expect(third.dense).toEqual(dense.runsMs);
    expect(half.runsMs).not.toEqual(dense.runsMs);
    const bare = await measure({ ...plans[0], repair: NONE }, 'size', () => {}, FIRST);
    const { size } = unwrap(bare);
    expect(size).toMatchObject(half.size);
    expect(dense.size).toMatchObject({ denseBytes: 9_083_176 });
  });

  it('tells the memory of the programs that it timed, in each precision; TF.js tells none', async () => {
    const magnitude = defaultPlan('magnitude-global');
    const plans: Plan[] = [
      { ...magnitude, level: 0, repair: NONE },
      { ...magnitude, level: 0.9, repair: NONE },
      { ...magnitude, level: 0, repair: NONE, precision: 'int8' },
    ];
    const job = { lane: 'memory', plans, warmUpRuns: 1, runs: 1 };
    const { timed } = unwrap(
      await api.measureLatency(
        job,
        proxy(() => {}),
      ),
    );
    const [dense, sparse, int8] = timed.map(({ memoryBytes }) => memoryBytes.kernels!);
    for (const { memoryBytes } of timed) expect(memoryBytes).not.toHaveProperty('tfjs');
    // 9.08 MB of weights, and what lies between two layers beside them.
    expect(dense / 9_083_176).toBeGreaterThan(1.02);
    expect(dense / 9_083_176).toBeLessThan(1.1);
    expect(sparse / dense).toBeLessThan(0.5);
    // One way to multiply bytes reads weights as 16 bits.
    expect(int8 / dense).toBeGreaterThan(0.24);
    expect(int8 / dense).toBeLessThan(0.54);
  });

  it('leaks nothing over 60 plans', { timeout: 120_000 }, async () => {
    const range = { from: 1, to: 2 };
    const run = async (i: number) => {
      const method = i % 4 === 0 ? 'magnitude-global' : 'l1-norm';
      const plan: Plan = { ...defaultPlan(method), level: (i % 90) / 100, repair: NONE };
      unwrap(
        await api.measurePoint(
          { lane: 'leak', plan, range, runtime: i % 2 === 0 ? 'tfjs' : 'kernels' },
          proxy(() => {}),
        ),
      );
    };
    for (let i = 0; i < 20; i++) await run(i);
    const before = await api.memory();
    for (let i = 20; i < 80; i++) await run(i);
    expect(await api.memory()).toEqual(before);
    expect(before.tensors).toBe(0);
  });
});

describe('loading', () => {
  it('names a missing file, and fetches only that again', async () => {
    const fetched: string[] = [];
    let missing = true;
    const lab = new Desk(
      async (request, onBytes) => {
        const name = request.url.slice(request.url.lastIndexOf('/') + 1);
        fetched.push(name);
        const lost = missing && name === 'weights.bin';
        return lost
          ? refusal('not-found', { url: name, status: 404 })
          : fetchFromDisk(request, onBytes);
      },
      WASM_FILE,
      readKernels,
    );
    const failed = await lab.load(REQUEST, () => {});
    expect(failed).toEqual(refusal('not-found', { url: 'weights.bin', status: 404 }));
    missing = false;
    fetched.length = 0;
    unwrap(await lab.load(REQUEST, () => {}));
    expect(fetched).toEqual(['weights.bin']);
  });

  it('is needed before anything else', async () => {
    const lab = new Desk(fetchFromDisk, WASM_FILE, readKernels);
    expect(await lab.planTable(defaultPlan())).toMatchObject({ ok: false, code: 'not-loaded' });
  });
});
