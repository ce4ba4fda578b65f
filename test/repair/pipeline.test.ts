/** Repair of a narrow network on a slice of the bundled images, alone and as a team. */
import { note, refusal } from '../../src/words/refusal';
import type { CutNetwork } from '../../src/pruning/cutNetwork';
import { beforeAll, describe, expect, it } from 'vitest';
import { foldBatchNorm } from '../../src/model/foldBatchNorm';
import { mobilenetV2 } from '../../src/model/mobilenetV2';
import type { Network, Weights } from '../../src/model/network';
import { quantiseAt } from '../../src/quantisation/quantise';
import type { Plan, PlanStep } from '../../src/pruning/plan';
import { rank } from '../../src/pruning/rank';
import { parseRepair } from '../../src/pruning/repairText';
import { seededRandom } from '../../src/base/seededRandom';
import type { CompactNetwork } from '../../src/pruning/surgery';
import { defaultPlan } from '../../src/pruning/validatePlan';
import type { TrainingTick } from '../../src/protocol/lab';
import { initialWeights } from '../../workers/kernels/training/initialWeights';
import { runRepair, type RepairJob, type Repaired } from '../../workers/repair/pipeline';
import { TrainingControl } from '../../workers/training/trainingControl';
import { memoryInfo } from '../../workers/runtime/backend';
import { Cutter } from '../../workers/lab/cutter';
import { bundled, unwrap } from '../lab/bundled';

const narrow = narrowLab();
let lab: Awaited<ReturnType<typeof bundled>>;

beforeAll(async () => (lab = await bundled()));

function narrowLab(): { network: Network; weights: Weights; cutter: Cutter } {
  const network = mobilenetV2({ width: 0.25, inputSize: 32, stemStride: 2, classes: 10 });
  const weights = initialWeights(network, seededRandom(1, 0));
  const cutter = new Cutter(network, weights, async () => ({ ok: true, value: {} }));
  return { network, weights, cutter };
}

async function repair(
  text: string,
  fields: Partial<Plan> = {},
  changes: Partial<RepairJob> = {},
  { network, weights, cutter } = narrow,
  start?: Weights,
) {
  const plan = { ...defaultPlan('magnitude-layer'), ...fields, repair: unwrap(parseRepair(text)) };
  const all = unwrap(await lab.resources.images('train', () => {}));
  const images = 512;
  const training = {
    ...{ ...all, count: images, labels: all.labels.subarray(0, images) },
    pixels: all.pixels.subarray(0, images * all.rows * all.columns),
  };
  const done: PlanStep['kind'][] = [];
  const ticks: TrainingTick[] = [];
  const job: RepairJob = {
    ...{
      plan,
      dense: { network, weights },
      ownScales: null,
      training,
      kernels: lab.kernels,
      team: null,
    },
    ranking: async () => ({ ok: true, value: rank(network, weights, plan) }),
    control: new TrainingControl(),
    superseded: () => false,
    alive: (_, tick) => tick && ticks.push(tick),
    ...changes,
  };
  const cut = unwrap(await cutter.cut(plan));
  const outcome = await runRepair(
    { ...cut, weights: start ?? cut.weights },
    job,
    async ({ kind }, _, seconds) => {
      expect(seconds).toBeGreaterThan(0);
      done.push(kind);
      return { ok: true, value: null };
    },
  );
  return { outcome, done, ticks, cut };
}

function zeros({ network: { weights: own } }: Repaired, layer: number): number {
  return own[layer].kernel.filter((value) => value === 0).length;
}

const INT8 = { precision: 'int8' } as const;

/** Measured to the thousandth. */
function cutAfterwards(share: number, level: number) {
  return note('cut-afterwards', { reached: expect.closeTo(share, 3) as number, level });
}

/** What the first block hands on is more than 32 bits hold. */
function exploding(weights: Weights): Weights {
  return weights.map((layer, i) =>
    i === 2 && layer.norm
      ? { ...layer, norm: { ...layer.norm, gamma: layer.norm.gamma.map(() => 3e38) } }
      : layer,
  );
}

describe('repair', () => {
  it('runs the steps in order and leaves nothing behind', async () => {
    const { outcome, done } = await repair(
      'finetune=2steps+recalibrate=64+refit=64+least-squares=64',
    );
    expect(done).toEqual(['recalibrate', 'least-squares', 'refit', 'finetune']);
    const repaired = unwrap(outcome);
    expect(zeros(repaired, 3)).toBe(Math.round(narrow.weights[3].kernel.length / 2));
    expect(memoryInfo().tensors).toBe(0);
  });

  it('lowers the loss of the bundled network, with the same bits every time', async () => {
    const fields = { method: 'l1-norm', scope: 'all', level: 0.9 } as const;
    const train = (seed: number) => repair('finetune=30steps', { ...fields, seed }, {}, lab);
    const [first, again] = [await train(1), await train(1)];
    const { heapBytes } = memoryInfo();
    const other = await train(2);
    expect(memoryInfo().heapBytes).toBe(heapBytes);
    const bits = ({ outcome }: typeof first) => unwrap(outcome).network.weights;
    expect(bits(again)).toEqual(bits(first));
    expect(bits(other)).not.toEqual(bits(first));
    expect(first.ticks.at(-1)!.loss).toBeLessThan(first.ticks[0].loss - 0.05);
    expect(first.ticks.at(-1)).toMatchObject({ step: 30, secondsLeft: 0, paused: false });
  });

  it('does with fewer pictures than its plan asks for, and says so', async () => {
    const all = unwrap(await lab.resources.images('train', () => {}));
    const few = { ...all, count: 20, pixels: all.pixels.subarray(0, 20 * all.rows * all.columns) };
    const training = { ...few, labels: all.labels.subarray(0, 20) };
    const { notes } = unwrap((await repair('recalibrate=64+refit=20', {}, { training })).outcome);
    expect(notes).toEqual([
      note('repair-images-few', { step: 'recalibrate', wanted: 64, used: 20 }),
    ]);
    const trained = unwrap((await repair('finetune=2steps', {}, { training })).outcome);
    expect(trained.network.weights.every(({ kernel }) => kernel.every(Number.isFinite))).toBe(true);
  });

  it('learns from pictures of known classes alone', async () => {
    const all = unwrap(await lab.resources.images('train', () => {}));
    const training = { ...all, count: 64, labels: new Uint16Array(0) };
    expect((await repair('recalibrate=64', {}, { training })).outcome.ok).toBe(true);
    for (const text of ['refit=64', 'finetune=1steps'])
      expect((await repair(text, {}, { training })).outcome).toEqual(refusal('no-labelled-images'));
  });

  it('leaves a network that came in eight bits the integers of its file until it is changed', async () => {
    const { network, weights } = narrow;
    const own = { scale: 0.05, zeroPoint: -128 };
    const each = network.layers.map(() => own);
    const ownScales = { image: own, outputs: each, sums: each };
    const storedAt = async (level: number, text: string) => {
      const { outcome } = await repair(text, { ...INT8, level }, { ownScales });
      return unwrap(outcome).network.stored;
    };
    const quantised = unwrap(quantiseAt(network, weights, ownScales));
    expect(await storedAt(0, 'none')).toEqual({ precision: 'int8', quantised });
    for (const changed of [await storedAt(0.5, 'none'), await storedAt(0, 'finetune=1steps')])
      expect(changed).not.toMatchObject({ quantised: { image: own } });
  });

  it('takes the learning rate of its plan', async () => {
    const bits = async (text: string) => unwrap((await repair(text)).outcome).network.weights;
    const usual = await bits('finetune=2steps');
    expect(await bits('finetune=2steps:one-cycle')).toEqual(usual);
    expect(await bits('finetune=2steps:cosine')).not.toEqual(usual);
  });

  it('follows a teacher', async () => {
    const { outcome, ticks } = await repair('distil=3steps');
    expect(unwrap(outcome).notes).toEqual([]);
    expect(ticks.map(({ step }) => step)).toEqual([1, 2, 3]);
  });

  it('fine-tunes for int8, where the steps before leave their zeros', async () => {
    const { outcome, done, ticks } = await repair('recalibrate=64+finetune-int8=3steps', INT8);
    expect(done).toEqual(['recalibrate', 'finetune-int8', 'int8']);
    expect(ticks.map(({ step }) => step)).toEqual([1, 2, 3]);
    const { network } = unwrap(outcome);
    expect(zeros({ network, notes: [] }, 3)).toBeGreaterThanOrEqual(
      Math.round(narrow.weights[3].kernel.length / 2),
    );
    const { stored } = network;
    if (stored?.precision !== 'int8') throw new Error('not in int8');
    // Its weights are what the integers stand for, so that storing it rounds nothing more.
    const { layer, kernel, kernelScales } = stored.quantised.layers[3];
    const { kernel: reals } = foldBatchNorm(layer, network.weights[3]);
    kernel.forEach((q, i) =>
      expect(reals[i] / kernelScales[i % layer.outChannels]).toBeCloseTo(q, 2),
    );
    expect(memoryInfo().tensors).toBe(0);
  });

  it('ends at once when it is superseded', async () => {
    let asked = 0;
    const superseded = () => ++asked > 2;
    const { outcome, ticks } = await repair('finetune=20steps', {}, { superseded });
    expect(outcome).toMatchObject({ ok: false, code: 'superseded' });
    expect(ticks.length).toBeLessThan(4);
  });

  it('keeps what was reached when it is told to', async () => {
    const control = new TrainingControl();
    control.give('keep');
    const { outcome, ticks } = await repair('finetune=20steps', {}, { control });
    expect(unwrap(outcome).notes).toEqual([
      note('training-ended-by-hand', { step: 1, share: 0.05 }),
    ]);
    expect(ticks.length).toBe(1);
  });

  it('rests while it is paused', async () => {
    const control = new TrainingControl();
    control.give('pause');
    const seen: TrainingTick[] = [];
    const { outcome } = await repair(
      'finetune=2steps',
      {},
      {
        control,
        alive: (_, tick) => {
          if (tick) seen.push(tick);
          if (seen.length === 2) control.give('resume');
        },
      },
    );
    expect(outcome.ok).toBe(true);
    expect(seen.map(({ step, paused }) => [step, paused])).toEqual([
      [1, true],
      [1, true],
      [1, false],
      [2, false],
    ]);
  });

  it('goes back where training breaks down, and says so', async () => {
    const huge = exploding(narrow.weights);
    const { outcome } = await repair('finetune=5steps', {}, {}, narrow, huge);
    const { notes, network: kept } = unwrap(outcome);
    expect(notes).toEqual([note('training-broke-down', { step: 1, kept: null })]);
    expect(kept.weights.every(({ kernel }) => kernel.every(Number.isFinite))).toBe(true);
  });
});

describe('a gradual schedule', () => {
  const sizes = ({ network }: CompactNetwork) => network.sets.map(({ size }) => size);
  /** Expects the network that was trained to have the shape and the zeros of one shot. */
  function expectLevel(repaired: Repaired, cut: CutNetwork): void {
    expect(sizes(repaired.network)).toEqual(sizes(cut));
    cut.weights.forEach(({ kernel }, layer) => {
      expect(zeros(repaired, layer)).toBe(kernel.filter((value) => value === 0).length);
    });
  }

  it.each(['linear', 'agp'] as const)(
    '%s ends with as many zeros as one shot, wherever they are',
    async (schedule) => {
      const { outcome, cut } = await repair('recalibrate=64+finetune=12steps', { schedule });
      const repaired = unwrap(outcome);
      expectLevel(repaired, cut);
      expect(repaired.notes).toEqual([]);
      const { cut: made } = repaired.network;
      expect(made.kind === 'weights' && made.masks).not.toEqual(
        cut.cut.kind === 'weights' && cut.cut.masks,
      );
    },
  );

  it('of channels ends with the same widths as one shot', async () => {
    const { outcome, cut, done } = await repair('recalibrate=64+finetune=8steps', {
      ...{ method: 'l1-norm', schedule: 'agp', rounding: 1 },
    });
    const { network: small } = unwrap(outcome);
    expectLevel(unwrap(outcome), cut);
    expect(small.cut.kind === 'channels' && small.cut.kept.map((kept) => kept.length)).toEqual(
      sizes(cut),
    );
    expect(done).toEqual(['finetune']);
  });

  it.each(['magnitude-global', 'block-1x4', 'l1-norm'] as const)(
    'of %s makes up for the cuts that two steps leave no time for',
    async (method) => {
      const fields = { ...defaultPlan(method), level: 0.7, schedule: 'linear' } as const;
      const { outcome, cut } = await repair('finetune=2steps', fields);
      expectLevel(unwrap(outcome), cut);
      expect(unwrap(outcome).notes).toEqual([]);
    },
  );

  it.each(['magnitude-global', 'l1-norm'] as const)(
    'of %s reaches its level where the budget ends before the second cut',
    async (method) => {
      const fields = { ...defaultPlan(method), level: 0.8, schedule: 'linear' } as const;
      const { outcome, cut, ticks } = await repair('finetune=0.001s', fields);
      expect(ticks).toHaveLength(1);
      expectLevel(unwrap(outcome), cut);
      const before = method === 'l1-norm' ? 0.2 : 0.08;
      expect(unwrap(outcome).notes).toContainEqual(cutAfterwards(before, 0.8));
    },
  );

  it('reaches its level where a person ends the training', async () => {
    const control = new TrainingControl();
    control.give('keep');
    const fields = { schedule: 'agp', level: 0.6 } as const;
    const { outcome, cut, ticks } = await repair('finetune=40steps', fields, { control });
    expect(ticks).toHaveLength(1);
    expectLevel(unwrap(outcome), cut);
    expect(unwrap(outcome).notes).toEqual([
      note('training-ended-by-hand', { step: 1, share: 1 / 40 }),
      cutAfterwards(0.163, 0.6),
    ]);
  });

  it.each(['magnitude-layer', 'l1-norm'] as const)(
    'of %s reaches its level where the training breaks down',
    async (method) => {
      const broken = { ...narrow, weights: exploding(narrow.weights) };
      const fields = { method, schedule: 'linear', level: 0.5 } as const;
      const { outcome, cut } = await repair('finetune=40steps', fields, {}, broken);
      const { notes, network: kept } = unwrap(outcome);
      expectLevel(unwrap(outcome), cut);
      expect(notes[0].code).toBe('training-broke-down');
      const values = { reached: expect.any(Number) as number, level: 0.5 };
      expect(notes[1]).toEqual(note('cut-afterwards', values));
      expect(kept.weights.every(({ kernel }) => kernel.every(Number.isFinite))).toBe(true);
    },
  );
});
