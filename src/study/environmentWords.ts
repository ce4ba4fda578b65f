/** Environments in words: what a person has to know of them, and what tells several of them apart. */
import { computerWords } from './computerWords';
import { environmentId, kindOf, type Environment } from './environment';

/** What may differ between two environments, the most telling first. Null: not known. */
const PARTS: readonly ((environment: Environment) => string | null)[] = [
  ({ device }) => device.model,
  ({ device: { architecture, bitness } }) =>
    architecture && (bitness === null ? architecture : `${architecture} ${bitness}-bit`),
  ({ device: { platform, platformVersion } }) =>
    platform && (platformVersion === null ? platform : `${platform} ${platformVersion}`),
  ({ device: { cores } }) => (cores === null ? null : counted(cores, 'core')),
  ({ device: { memoryGb } }) => (memoryGb === null ? null : `${memoryGb} GB`),
  ({ browser }) => browser.version ?? browserOf(browser.userAgent),
  ({ engine }) => engine && engineWords(engine),
  ({ workers }) => (workers === null ? null : counted(workers, 'worker')),
  ({ crossOriginIsolated }) => (crossOriginIsolated === false ? '100 µs timer' : null),
];

const UNKNOWN = 'an unknown machine';

/** `arm 64-bit, Linux 6.12.0, 4 cores, 4 GB, Chromium 140.0.7000.1, …` */
export function environmentWords(environment: Environment): string {
  return environmentParts(environment).join(', ');
}

export function environmentParts(environment: Environment): readonly string[] {
  const parts = PARTS.flatMap((part) => part(environment) ?? []);
  return parts.length > 0 ? parts : [UNKNOWN];
}

/**
 * By id, the fewest words that set each of these apart from the others; a single one needs none.
 * @param here installation of the browser that shows the words; left out where that may be any
 */
export function telling(
  environments: readonly Environment[],
  here?: string,
): ReadonlyMap<string, string> {
  const distinct = [...new Map(environments.map((one) => [environmentId(one), one])).values()];
  const kinds = kindWords(distinct);
  const computers = computerWords(distinct, here);
  const words = (one: Environment) => [kinds.get(kindOf(one)), computers.get(one)];
  return new Map(
    distinct.map((one) => [environmentId(one), words(one).filter(Boolean).join(', ')]),
  );
}

/** What tells kinds of environments apart, by kind. */
function kindWords(environments: readonly Environment[]): ReadonlyMap<string, string> {
  const distinct = [...new Map(environments.map((one) => [kindOf(one), one])).values()];
  const differing = PARTS.filter((part) => new Set(distinct.map(part)).size > 1);
  const wordsBy = (count: number) =>
    distinct.map((one) =>
      differing
        .slice(0, count)
        .flatMap((part) => part(one) ?? [])
        .join(', '),
    );
  const enough = differing.findIndex((_, i) => {
    const words = wordsBy(i + 1);
    return new Set(words).size === distinct.length && !words.includes('');
  });
  const words = wordsBy(enough < 0 ? differing.length : enough + 1);
  const nameless = distinct.length > 1 ? UNKNOWN : '';
  return new Map(distinct.map((one, i) => [kindOf(one), words[i] || nameless]));
}

/** The name and number in a user agent's text; all of it where there is none. */
function browserOf(userAgent: string | null): string | null {
  const found = /(Firefox|Edg|Chrome|Chromium|Safari)\/([\d.]+)/.exec(userAgent ?? '');
  return found ? `${found[1]} ${found[2]}` : userAgent;
}

function engineWords({
  tfjsVersion,
  backend,
  simd,
  threads,
  kernels,
}: NonNullable<Environment['engine']>) {
  const build = kernels === null ? '' : `, kernels: ${kernels}`;
  return `TF.js ${tfjsVersion} ${backend}${simd ? ' SIMD' : ''}, ${counted(threads, 'thread')}${build}`;
}

export function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}
