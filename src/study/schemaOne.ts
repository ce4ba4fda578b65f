/** study.json of schema 1: one environment for all points, without checksums and without the processor. */
import type { Origin } from './point';
import type { Plan } from '../pruning/plan';
import { isGradual } from '../pruning/repairs';
import { UNKNOWN_DEVICE, UNKNOWN_ENVIRONMENT, type Environment } from './environment';

export interface EnvironmentOne {
  /** Of the first point. */
  readonly measuredAt: string;
  readonly model: string;
  readonly dataset: string;
  readonly userAgent: string;
  readonly cores: number;
  readonly workers: number;
  readonly crossOriginIsolated: boolean;
  readonly tfjsVersion: string;
  readonly backend: string;
  readonly simd: boolean;
  readonly threads: number;
}

/** What all points of such a file have in common; what it does not say stays unknown. */
export function originOf(one: EnvironmentOne): Origin {
  const { tfjsVersion, backend, simd, threads, workers, crossOriginIsolated } = one;
  const environment: Environment = {
    ...UNKNOWN_ENVIRONMENT,
    device: { ...UNKNOWN_DEVICE, cores: one.cores },
    browser: { ...UNKNOWN_ENVIRONMENT.browser, userAgent: one.userAgent },
    engine: { tfjsVersion, backend, simd, threads, kernels: null },
    workers,
    crossOriginIsolated,
    model: { ...UNKNOWN_ENVIRONMENT.model, name: one.model },
    dataset: { ...UNKNOWN_ENVIRONMENT.dataset, name: one.dataset },
  };
  return { environment, measuredAt: one.measuredAt };
}

/** The lab that wrote schema 1 took sizes and latencies of gradual schedules from a cut made at once. */
export const GRADUAL_NOTE =
  'From an earlier version of the lab: level, sizes and latency are of a cut made at once, not of the network that answered.';

/** Repair changes values: they pack differently. */
export const GZIP_NOTE =
  'From an earlier version of the lab: gzip bytes are of the network before its repair.';

/** What such a file tells wrongly of the plan, one sentence each. */
export function notesOf(plan: Plan): string[] {
  if (isGradual(plan)) return [GRADUAL_NOTE];
  return plan.level > 0 && plan.repair.length > 0 ? [GZIP_NOTE] : [];
}
