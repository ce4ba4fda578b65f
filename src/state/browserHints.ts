/**
 * What the browser tells of the machine when it is asked (User-Agent Client Hints): `navigator.userAgent` and
 * `navigator.platform` say x86_64 on every 64-bit Linux, an arm64 one too.
 */
import type { Device } from '../study/environment';

export interface BrowserHints {
  readonly device: Pick<
    Device,
    'architecture' | 'bitness' | 'platform' | 'platformVersion' | 'model'
  >;
  /** `Chromium 156.0.7000.1`; null where it names no brand. */
  readonly version: string | null;
}

interface Brand {
  readonly brand: string;
  readonly version: string;
}

interface HighEntropyValues {
  readonly architecture?: string;
  readonly bitness?: string;
  readonly platform?: string;
  readonly platformVersion?: string;
  readonly model?: string;
  readonly fullVersionList?: readonly Brand[];
}

/** `navigator.userAgentData`; only Chromium has it, and only in a secure context. */
export interface UserAgentData {
  getHighEntropyValues(hints: readonly string[]): Promise<HighEntropyValues>;
}

const ASKED = [
  'architecture',
  'bitness',
  'platform',
  'platformVersion',
  'model',
  'fullVersionList',
];

/** Null where there is nobody to ask, or where the browser refuses. */
export async function browserHints(data: UserAgentData | undefined): Promise<BrowserHints | null> {
  try {
    return data ? hintsOf(await data.getHighEntropyValues(ASKED)) : null;
  } catch {
    return null;
  }
}

function hintsOf(values: HighEntropyValues): BrowserHints {
  const bits = Number(values.bitness);
  return {
    device: {
      architecture: values.architecture || null,
      bitness: bits > 0 ? bits : null,
      platform: values.platform || null,
      platformVersion: values.platformVersion || null,
      model: values.model || null,
    },
    version: versionOf(values.fullVersionList ?? []),
  };
}

/** The list holds made-up brands too, so that nobody relies on its order: the engine's own name is preferred. */
function versionOf(brands: readonly Brand[]): string | null {
  const real = brands.filter(({ brand }) => !/not.*brand/i.test(brand));
  const found = real.find(({ brand }) => brand === 'Chromium') ?? real.at(0);
  return found ? `${found.brand} ${found.version}` : null;
}
