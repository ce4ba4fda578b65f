/** A network file is taken only where what it says and what it is agree. Each forgery here differs in one thing. */
import type { Outcome, Value } from '../../src/base/outcome';
import { note } from '../../src/words/refusal';
import { newPoint } from '../../src/state/newPoint';
import type { CutNetwork } from '../../src/pruning/cutNetwork';
import { beforeAll, describe, expect, it } from 'vitest';
import { mobilenetV2 } from '../../src/model/mobilenetV2';
import type { LayerWeights, Weights } from '../../src/model/network';
import type { MethodId, Plan } from '../../src/pruning/plan';
import { parseRepair } from '../../src/pruning/repairText';
import type { SizeResult } from '../../src/protocol/lab';
import { seededRandom } from '../../src/base/seededRandom';
import { defaultPlan } from '../../src/pruning/validatePlan';
import type { Bundle } from '../../src/subject/bundle';
import type { OperatingPoint } from '../../src/study/point';
import { formatStudy } from '../../src/study/formatStudy';
import { fitsPlan } from '../../workers/lab/fitsPlan';
import { isLikely, wrongFigure } from '../../workers/lab/fitsRecord';
import { Desk } from '../../workers/lab/desk';
import { readNetworkFile, writeNetworkFile } from '../../workers/lab/networkFile';
import { ORIGIN, sampleStudy } from '../study/sampleStudy';
import { bundled, unwrap } from './bundled';
import { fetchFromDisk, readKernels, SMALL_REQUEST, WASM_FILE } from './labFiles';

const lab = new Desk(fetchFromDisk, WASM_FILE, readKernels);
let loaded: Awaited<ReturnType<typeof bundled>>;
let model: Bundle;
let dataset: Bundle;
let classNames: readonly string[] | null;

beforeAll(async () => {
  loaded = await bundled(SMALL_REQUEST);
  ({ model, dataset, classNames } = unwrap(await lab.load(SMALL_REQUEST, () => {})).subject);
});

function planOf(method: MethodId, level = 0.5, repair = 'recalibrate=64'): Plan {
  return { ...defaultPlan(method), level, repair: unwrap(parseRepair(repair)) };
}

const cutOf = async (plan: Plan) => unwrap(await loaded.cutter.cut(plan));

/** Why a network is not what the plan leaves; null where it is. */
async function refusedBy(
  plan: Plan,
  network: Pick<CutNetwork, 'network' | 'weights'>,
  names = classNames,
) {
  const whole = { ...loaded, name: '', classNames };
  const file = { ...network, classNames: names };
  return causeOf(fitsPlan({ file, model: whole, plan, cut: await cutOf(plan) }));
}

function causeOf(outcome: Outcome<unknown>): Value {
  return outcome.ok ? null : outcome.values.cause;
}

const METHODS: readonly MethodId[] = ['magnitude-global', 'nm-2-4', 'block-1x4', 'l1-norm'];

describe('what a plan leaves', () => {
  it.each(METHODS)('of %s is taken', async (method) => {
    const plan = planOf(method);
    expect(await refusedBy(plan, await cutOf(plan))).toBeNull();
  });

  it.each([
    ['magnitude-global', { 'block_3/expand': 0, head: 0.25 }],
    ['nm-2-4', { 'block_3/expand': 0 }],
    ['block-1x4', { 'block_3/expand': 0, head: 0.25 }],
    ['l1-norm', { 'inner 3': 0, 'inner 5': 0.25 }],
  ] as const)('of %s with ratios by hand is taken, without them not', async (method, ratios) => {
    const plan = planOf(method);
    const own = { ...plan, ratios };
    expect(await refusedBy(own, await cutOf(own))).toBeNull();
    expect(await refusedBy(own, await cutOf(plan))).not.toBeNull();
    expect(await refusedBy(plan, await cutOf(own))).not.toBeNull();
  });

  /** What is told of a network that was cut more or less. */
  const otherCut = (method: MethodId) => ({
    code: method === 'l1-norm' ? 'other-channels' : 'other-zeros',
  });

  it.each(METHODS)('of %s is not the dense network', async (method) => {
    expect(await refusedBy(planOf(method), loaded)).toMatchObject(otherCut(method));
  });

  it.each<[MethodId, number]>([
    ['magnitude-global', 0.45],
    ['magnitude-global', 0.55],
    ['magnitude-layer', 0.51],
    ['block-1x4', 0.6],
    ['l1-norm', 0.4],
  ])('of %s is not that of level %d', async (method, level) => {
    const other = await cutOf({ ...planOf(method), level });
    expect(await refusedBy(planOf(method), other)).toMatchObject(otherCut(method));
  });

  it('is not that of another method with as many zeros', async () => {
    const [one, other] = [planOf('magnitude-layer'), planOf('random-weights')];
    const swapped = await cutOf(other);
    expect(await refusedBy(one, swapped)).toMatchObject({ code: 'misplaced-zeros' });
    const trained = { ...one, repair: unwrap(parseRepair('finetune=9steps')) };
    expect(await refusedBy(trained, swapped)).toMatchObject({ code: 'misplaced-zeros' });
    // Training decided where its zeros are.
    expect(await refusedBy({ ...trained, schedule: 'agp' }, swapped)).toBeNull();
  });

  it('has no zeros beside those that its plan makes', async () => {
    const plan = planOf('l1-norm', 0.5, 'finetune=9steps');
    const cut = await cutOf(plan);
    const half = changed(cut.weights, 9, ({ kernel, ...rest }) => ({
      ...rest,
      kernel: kernel.map((value, i) => (i % 2 ? value : 0)),
    }));
    expect(await refusedBy(plan, { ...cut, weights: half })).toMatchObject({
      ...{ code: 'other-zeros', values: { layer: cut.network.layers[9].name } },
    });
  });

  it('may have a zero that training left by chance', async () => {
    const plan = planOf('l1-norm', 0.5, 'finetune=9steps');
    const cut = await cutOf(plan);
    const weights = changed(cut.weights, 9, (own) => ({ ...own, kernel: own.kernel.with(0, 0) }));
    expect(await refusedBy(plan, { ...cut, weights })).toBeNull();
  });

  it('may differ in a few weights that gradients ranked on another machine, and in no more', async () => {
    const ranked = planOf('magnitude-layer', 0.5, 'finetune=9steps');
    const cut = await cutOf(ranked);
    const plan = { ...ranked, method: 'taylor-weights' } as const;
    const whole = { ...loaded, name: '', classNames };
    const refusedAs = ({ network, weights }: Pick<CutNetwork, 'network' | 'weights'>) => {
      return causeOf(fitsPlan({ file: { network, weights, classNames }, model: whole, plan, cut }));
    };
    const weights = changed(cut.weights, 9, ({ kernel, ...rest }) => {
      const [gone, left] = [kernel.indexOf(0), kernel.findIndex((value) => value !== 0)];
      return { ...rest, kernel: kernel.with(gone, 1).with(left, 0) };
    });
    expect(refusedAs({ ...cut, weights })).toBeNull();
    expect(refusedAs(await cutOf(planOf('random-weights')))).toMatchObject({
      code: 'misplaced-zeros',
    });
  });

  it('has the weights of this model where its repair leaves them alone', async () => {
    const other = (weights: Weights, at: number) =>
      changed(weights, at, ({ kernel, ...rest }) => ({
        ...rest,
        kernel: kernel.map((v) => 2 * v),
      }));
    for (const [repair, layer, isOther] of [
      ['recalibrate=64', 9, true],
      ['refit=64', 9, true],
      ['refit=64', loaded.network.layers.length - 1, false],
      ['least-squares=64', 9, false],
      ['distil=9steps', 9, false],
    ] as const) {
      const plan = planOf('l1-norm', 0.5, repair);
      const cut = await cutOf(plan);
      const { name } = cut.network.layers[layer];
      const told = isOther ? note('other-weights', { layer: name }) : null;
      expect(await refusedBy(plan, { ...cut, weights: other(cut.weights, layer) })).toEqual(told);
    }
  });

  it.each([
    ['inputSize', 64],
    ['stemStride', 2],
  ] as const)('has not %s %d', async (key, own) => {
    const network = mobilenetV2({ ...loaded.network.config!, [key]: own });
    const plan = planOf('magnitude-global');
    const cut = await cutOf(plan);
    const told = { code: 'other-config', values: { key, own } };
    expect(await refusedBy(plan, { ...cut, network })).toMatchObject(told);
  });

  it.each([
    ['width', 0.5],
    ['classes', 9],
  ] as const)('does not call itself one of %s %d', async (key, own) => {
    const plan = planOf('l1-norm');
    const cut = await cutOf(plan);
    const config = { ...cut.network.config!, [key]: own };
    const told = { code: 'other-config', values: { key, own } };
    const network = { ...cut.network, config };
    expect(await refusedBy(plan, { ...cut, network })).toMatchObject(told);
  });

  it('names the classes of this model, in its order', async () => {
    const plan = planOf('magnitude-global');
    const turned = [...classNames!].reverse();
    const told = note('other-classes', { own: turned, model: classNames! });
    expect(await refusedBy(plan, await cutOf(plan), turned)).toEqual(told);
  });

  it.each<[string, (layer: LayerWeights) => LayerWeights]>([
    ['values-no-numbers', (own) => ({ ...own, kernel: own.kernel.with(3, NaN) })],
    [
      'values-no-numbers',
      (own) => ({ ...own, norm: { ...own.norm!, gamma: own.norm!.gamma.with(0, Infinity) } }),
    ],
    [
      'values-no-numbers',
      (own) => ({ ...own, norm: { ...own.norm!, mean: own.norm!.mean.with(0, NaN) } }),
    ],
    [
      'values-no-numbers',
      (own) => ({ ...own, norm: { ...own.norm!, beta: own.norm!.beta.with(0, -Infinity) } }),
    ],
    [
      'values-no-numbers',
      (own) => ({ ...own, norm: { ...own.norm!, variance: own.norm!.variance.with(0, NaN) } }),
    ],
    [
      'variance-negative',
      (own) => ({ ...own, norm: { ...own.norm!, variance: own.norm!.variance.with(1, -1e-9) } }),
    ],
  ])('holds values that can be: %s', async (code, change) => {
    const plan = planOf('l1-norm', 0.5, 'finetune=9steps');
    const cut = await cutOf(plan);
    const values = { layer: cut.network.layers[5].name };
    const weights = changed(cut.weights, 5, change);
    expect(await refusedBy(plan, { ...cut, weights })).toEqual({ code, values });
  });
});

it('holds a classifier whose bias can be, and a variance of 0', async () => {
  const plan = planOf('l1-norm', 0.5, 'finetune=9steps');
  const cut = await cutOf(plan);
  const last = cut.weights.length - 1;
  const odd = changed(cut.weights, last, (own) => ({ ...own, bias: own.bias!.with(0, NaN) }));
  expect(await refusedBy(plan, { ...cut, weights: odd })).toMatchObject({
    code: 'values-no-numbers',
  });
  const still = changed(cut.weights, 5, (own) => ({
    ...own,
    norm: { ...own.norm!, variance: own.norm!.variance.with(0, 0) },
  }));
  expect(await refusedBy(plan, { ...cut, weights: still })).toBeNull();
});

function changed(
  weights: Weights,
  at: number,
  change: (layer: LayerWeights) => LayerWeights,
): Weights {
  return weights.map((own, i) => (i === at ? change(own) : own));
}

describe('a file that a person opens', () => {
  const TRAINED: Plan = {
    ...planOf('magnitude-global', 0.9, 'finetune=2steps'),
    schedule: 'linear',
  };

  const RIGHT = { correct: 99, total: 100 };

  const ownOrigin = () => ({
    ...ORIGIN,
    environment: { ...ORIGIN.environment, model, dataset },
  });

  const files = new Map<Plan, ReturnType<typeof save>>();

  /** Measured once. */
  function saved(plan: Plan): ReturnType<typeof save> {
    const file = files.get(plan) ?? save(plan);
    files.set(plan, file);
    return file;
  }

  async function save(plan: Plan) {
    const job = { lane: 'saved', plan, range: { from: 0, to: 100 }, runtime: 'kernels' } as const;
    const part = unwrap(await lab.measurePoint(job, () => {}));
    const accuracy = { ...part, size: part.size! };
    const whole = {
      plan,
      images: 100,
      runtime: job.runtime,
      timing: false,
      tick: null,
      cutTick: null,
      repairTick: null,
      secondsLeft: null,
      accuracy,
    };
    const names = { testLabels: loaded.test.labels, subject: { network: loaded.network } };
    const { point } = newPoint(whole, names, ownOrigin());
    return {
      point,
      size: accuracy.size,
      file: unwrap(await lab.networkFile(plan, { points: [point] })),
    };
  }

  const opened = async (file: Blob) => causeOf(await lab.readNetwork(file));

  it('is taken where it is what it says', async () => {
    const { point, size, file } = await saved(TRAINED);
    expect(await opened(file)).toBeNull();
    expect(wrongFigure(point, size)).toBeNull();
  });

  it.each<[string, object, (told: OperatingPoint) => Partial<OperatingPoint>]>([
    ['told-figure', { figure: 'nonZeros' }, ({ nonZeros }) => ({ nonZeros: nonZeros + 1 })],
    [
      'told-answers',
      { told: 99, toldOf: 100 },
      () => ({
        accuracy: { afterCutting: RIGHT, afterRepair: RIGHT },
        ...{ repairSteps: undefined, perClass: undefined },
      }),
    ],
    [
      'repair-accuracy',
      { found: false, repair: 'finetune=2steps' },
      ({ accuracy }) => ({ accuracy: { ...accuracy, afterRepair: null } }),
    ],
    [
      'answered-images',
      { told: 'MNIST' },
      ({ origin }) => {
        const other = { id: 'mnist', name: 'MNIST', checksums: {} };
        return { origin: { ...origin, environment: { ...origin.environment, dataset: other } } };
      },
    ],
    ['other-zeros', {}, ({ plan }) => ({ plan: { ...plan, level: 0.5 } })],
  ])('is refused with the figures of another point: %s', async (code, values, change) => {
    const { point, file } = await saved(TRAINED);
    const study = formatStudy({ points: [{ ...point, ...change(point) }] });
    const text = await file.text();
    const rest = text.slice(text.indexOf('"weightsManifest"'));
    expect(await opened(new Blob([`{"study":${study},${rest}`]))).toMatchObject({ code, values });
  });

  it('is refused where its weights are not those that answered', async () => {
    const plan = planOf('l1-norm', 0.75, 'finetune=1steps');
    const { file } = await saved(plan);
    const own = unwrap(await readNetworkFile(file, model));
    const random = seededRandom(1, 0);
    const weights = changed(own.weights, 0, (layer) => ({
      ...layer,
      kernel: layer.kernel.map(() => random() - 0.5),
    }));
    expect(
      await opened(writeNetworkFile({ ...own, weights }, { classNames, preprocessing: '' })),
    ).toMatchObject({ code: 'told-answers', values: { of: 100 } });
    // The forgery is not remembered as the network of its plan.
    expect(await lab.networkFile(plan, own.study)).toMatchObject({ code: 'network-gone' });
  });
});

describe('figures', () => {
  const [POINT] = sampleStudy().points;
  const size: SizeResult = {
    ...{ parameters: POINT.parameters, nonZeros: POINT.nonZeros, macs: POINT.macs },
    ...{ denseBytes: POINT.bytes.dense, encodedBytes: POINT.bytes.encoded },
    ...{ gzipBytes: POINT.bytes.gzip!, kernels: null },
  };

  it('are held against what is counted here; zlib packs a little differently elsewhere', () => {
    const gzip = POINT.bytes.gzip!;
    expect(wrongFigure(POINT, size)).toBeNull();
    expect(wrongFigure(POINT, { ...size, gzipBytes: Math.round(1.01 * gzip) })).toBeNull();
    for (const key of ['parameters', 'nonZeros', 'macs', 'denseBytes', 'encodedBytes'] as const) {
      const told = wrongFigure(POINT, { ...size, [key]: size[key] + 1 });
      expect(told?.values).toMatchObject({ found: size[key] + 1, told: size[key] });
    }
    for (const gzipBytes of [2 * gzip, Math.round(0.9 * gzip)]) {
      const wrong = note('told-figure', { figure: 'gzip', found: gzipBytes, told: gzip });
      expect(wrongFigure(POINT, { ...size, gzipBytes })).toEqual(wrong);
    }
  });
});

describe('accuracies of a sample and of the whole', () => {
  it('agree where chance and rounding can tell them apart', () => {
    const claim = { correct: 926, total: 1000 };
    expect(isLikely({ correct: 463, total: 500 }, claim)).toBe(true);
    expect(isLikely({ correct: 450, total: 500 }, claim)).toBe(true);
    expect(isLikely({ correct: 38, total: 500 }, claim)).toBe(false);
    expect(isLikely({ correct: 400, total: 500 }, claim)).toBe(false);
  });

  it('are the same for the same images, but for a few', () => {
    const claim = { correct: 463, total: 500 };
    expect(isLikely({ correct: 459, total: 500 }, claim)).toBe(true);
    expect(isLikely({ correct: 455, total: 500 }, claim)).toBe(false);
    expect(isLikely({ correct: 60, total: 100 }, { correct: 63, total: 100 })).toBe(false);
    expect(isLikely({ correct: 66, total: 100 }, { correct: 63, total: 100 })).toBe(false);
    expect(isLikely({ correct: 65, total: 100 }, { correct: 63, total: 100 })).toBe(true);
    expect(isLikely({ correct: 61, total: 100 }, { correct: 63, total: 100 })).toBe(true);
    expect(isLikely({ correct: 1, total: 1 }, { correct: 0, total: 1 })).toBe(true);
  });

  it('differ by chance where the sample is a part: five deviations and the rounding, no more', () => {
    // Of 500 in 10,000 at 90 %: √(500 · 0.9 · 0.1 · 9,500 / 9,999) = 6.54, so 32.7 and 5 of 450.
    const claim = { correct: 9000, total: 10_000 };
    for (const correct of [413, 487]) {
      expect(isLikely({ correct, total: 500 }, claim)).toBe(true);
    }
    for (const correct of [412, 488]) {
      expect(isLikely({ correct, total: 500 }, claim)).toBe(false);
    }
  });
});
