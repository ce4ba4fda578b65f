import type { LoadedLab } from '../protocol/lab';
import { UNKNOWN_DEVICE, type Environment, type Origin } from '../study/environment';
import type { BrowserHints } from './browserHints';

/** What is known of the machine and the programs that measure now. @param hints null before they have come */
export function environmentOf(
  { model, dataset, runtime }: LoadedLab,
  { installation, crossOriginIsolated, cores, memoryGb, userAgent }: Surroundings,
  workers: number,
  hints: BrowserHints | null,
): Environment {
  const { tfjsVersion, backend, simd, threads, kernels } = runtime;
  return {
    installation,
    device: { ...UNKNOWN_DEVICE, ...hints?.device, cores, memoryGb },
    browser: { userAgent, version: hints?.version ?? null },
    engine: {
      tfjsVersion,
      backend,
      simd,
      threads,
      kernels: kernels.available ? kernels.build : 'none',
    },
    workers,
    crossOriginIsolated,
    model,
    dataset,
  };
}

/** Of points that were stored before the page kept environments: it is known whose they are, and no more. */
export function unknownOrigin(modelId: string, measuredAt: string): Origin {
  const environment: Environment = {
    device: UNKNOWN_DEVICE,
    browser: { userAgent: null, version: null },
    engine: null,
    workers: null,
    crossOriginIsolated: null,
    model: { id: modelId, name: null, checksums: {} },
    dataset: { id: null, name: 'Fashion-MNIST', checksums: {} },
  };
  return { environment, measuredAt };
}

/** What the browser gives the lab, and what is lost where it does not. */
export interface Surroundings {
  /** Of this browser's profile. */
  readonly installation: string;
  readonly crossOriginIsolated: boolean;
  readonly cores: number;
  /** Null where it does not say. */
  readonly memoryGb: number | null;
  readonly userAgent: string;
  /** Asked once, and never waited for. */
  readonly hints: () => Promise<BrowserHints | null>;
}
