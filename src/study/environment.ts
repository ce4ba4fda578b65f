/** Where and with what something was measured. README.md describes every field; null is what is not known. */
import { canonical, contentId } from '../base/contentId';
import { UNKNOWN_BUNDLE, type Bundle } from '../subject/bundle';

export interface Device {
  /** `x86` or `arm`, as the browser tells it on request. */
  readonly architecture: string | null;
  readonly bitness: number | null;
  /** `Linux`. */
  readonly platform: string | null;
  readonly platformVersion: string | null;
  /** Only few devices have one. */
  readonly model: string | null;
  /** Logical processors that the browser may use. */
  readonly cores: number | null;
  /** Rounded to a power of 2 by the browser, which never tells more than it likes. */
  readonly memoryGb: number | null;
}

export interface BrowserProgram {
  /** What it calls itself; the processor in it need not be true. */
  readonly userAgent: string | null;
  /** `Chromium 156.0.7000.1`: with all its numbers. */
  readonly version: string | null;
}

/** What executes networks. */
export interface Engine {
  readonly tfjsVersion: string;
  readonly backend: string;
  readonly simd: boolean;
  readonly threads: number;
  /** Build of the lab's kernels; `none` where they cannot run, null where a file does not say. */
  readonly kernels: 'simd' | 'relaxed' | 'none' | null;
}

export interface Environment {
  /** A random text, one for each browser profile; absent where a file does not say. */
  readonly installation?: string;
  readonly device: Device;
  readonly browser: BrowserProgram;
  readonly engine: Engine | null;
  /** Workers that shared the images of an accuracy. */
  readonly workers: number | null;
  /** True: latency is timed to 5 µs; false: to 100 µs. */
  readonly crossOriginIsolated: boolean | null;
  readonly model: Bundle;
  readonly dataset: Bundle;
}

export const UNKNOWN_DEVICE: Device = {
  architecture: null,
  bitness: null,
  platform: null,
  platformVersion: null,
  model: null,
  cores: null,
  memoryGb: null,
};

/** Of what nobody wrote down. */
export const UNKNOWN_ENVIRONMENT: Environment = {
  device: UNKNOWN_DEVICE,
  browser: { userAgent: null, version: null },
  engine: null,
  workers: null,
  crossOriginIsolated: null,
  model: UNKNOWN_BUNDLE,
  dataset: UNKNOWN_BUNDLE,
};

const known = new WeakMap<Environment, string>();

/** Equal for environments of equal content, in every file and on every machine. */
export function environmentId(environment: Environment): string {
  const found = known.get(environment);
  if (found !== undefined) return found;
  const id = contentId('env', environment);
  known.set(environment, id);
  return id;
}

/** Equal where all that is known of both computers and their programs is equal, though they be two. */
export function sameKind(a: Environment, b: Environment): boolean {
  return kindOf(a) === kindOf(b);
}

export function kindOf(environment: Environment): string {
  return canonical({ ...environment, installation: undefined });
}
