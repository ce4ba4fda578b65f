/** A made-up study with the shapes of a real one: for tests and for pictures, never for a claim. */
import type { OperatingPoint, Origin, Study } from '../../src/study/point';
import {
  DEFAULT_LEVELS,
  DEFAULT_METHODS,
  DEFAULT_STUDY_IMAGES,
} from '../../src/study/defaultStudy';
import type { MethodId, Plan } from '../../src/pruning/plan';
import { defaultPlan } from '../../src/pruning/validatePlan';
import type { Environment } from '../../src/study/environment';
import type { Bundle } from '../../src/subject/bundle';
import { studyPlans } from '../../src/study/studyPlans';

const PARAMETERS = 2_236_682;
const MACS = 24_500_000;
const DENSE_MS = 1.84;

/** Level at which half of the accuracy is gone, right after cutting and after repair. */
const COLLAPSE: Partial<Record<MethodId, readonly [cut: number, repaired: number]>> = {
  'magnitude-global': [0.81, 0.93],
  'magnitude-layer': [0.6, 0.86],
  'l1-norm': [0.36, 0.75],
  fpgm: [0.42, 0.71],
};

export const ENVIRONMENT: Environment = {
  device: {
    architecture: 'arm',
    bitness: 64,
    platform: 'Linux',
    platformVersion: '6.12.0',
    model: null,
    cores: 4,
    memoryGb: 4,
  },
  browser: { userAgent: 'Mozilla/5.0 (X11; Linux x86_64)', version: 'Chromium 140.0.7000.1' },
  engine: { tfjsVersion: '4.22.0', backend: 'wasm', simd: true, threads: 1, kernels: 'relaxed' },
  workers: 4,
  crossOriginIsolated: true,
  model: {
    id: 'mobilenetv2-1.0',
    name: 'MobileNetV2 1.0 at 32×32',
    checksums: { 'manifest.json': '4f70ba9b', 'weights.bin': 'df2fdd31' },
  },
  dataset: { id: 'fashion-mnist', name: 'Fashion-MNIST', checksums: { 'images.gz': '5b4141f0' } },
};

export const ORIGIN: Origin = {
  environment: ENVIRONMENT,
  measuredAt: '2026-01-02T03:04:05.000Z',
};

export function sampleStudy(methods: readonly MethodId[] = DEFAULT_METHODS): Study {
  const order = studyPlans({ methods, levels: DEFAULT_LEVELS, base: defaultPlan() }, null);
  if (!order.ok) throw new Error(order.code);
  return { points: order.value.plans.map(samplePoint) };
}

/** Of one point, measured with a model. */
export function studyOf(plan: Plan, model: Bundle): Study {
  const environment = { ...ENVIRONMENT, model };
  return { points: [{ ...samplePoint(plan), origin: { ...ORIGIN, environment } }] };
}

export function samplePoint(plan: Plan): OperatingPoint {
  const channels = plan.method === 'l1-norm' || plan.method === 'fpgm';
  const left = 1 - 0.96 * plan.level;
  const [cut, repaired] = COLLAPSE[plan.method] ?? [0.2, 0.4];
  const median =
    DENSE_MS * (channels ? 0.2 + 0.8 * left : 1) * (1 + 0.01 * Math.sin(9 * plan.level));
  const parameters = channels ? Math.round(PARAMETERS * left) : PARAMETERS;
  const nonZeros = Math.round(PARAMETERS * left);
  const latency = {
    ...{ median, p25: median * 0.98, p75: median * 1.03, p95: median * 1.12, runs: 30 },
    ...(plan.level > 0 && { vsDense: sampleRatio(median / DENSE_MS) }),
  };
  return {
    plan,
    origin: ORIGIN,
    parameters,
    nonZeros,
    macs: Math.round(MACS * (1 - (plan.method === 'magnitude-global' ? 0.62 : 0.9) * plan.level)),
    bytes: {
      dense: 4 * parameters,
      encoded: Math.min(4 * parameters, Math.round(4 * nonZeros + PARAMETERS / 8)),
      gzip: Math.round(3.72 * nonZeros + PARAMETERS / 9),
    },
    accuracy: {
      afterCutting: proportion(sigmoid(plan.level, cut)),
      afterRepair: plan.repair.length === 0 ? null : proportion(sigmoid(plan.level, repaired)),
    },
    latencyMs: { tfjs: latency },
    energy: null,
  };
}

function sampleRatio(ratio: number) {
  return { denseMedian: DENSE_MS, ratio, low: ratio * 0.97, high: ratio * 1.02 };
}

function sigmoid(level: number, half: number): number {
  return 0.1 + 0.833 / (1 + Math.exp(22 * (level - half)));
}

function proportion(share: number) {
  return { correct: Math.round(share * DEFAULT_STUDY_IMAGES), total: DEFAULT_STUDY_IMAGES };
}
