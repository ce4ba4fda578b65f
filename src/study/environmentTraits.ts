/** What a person has to know of environments, and what tells several of them apart. */
import { words } from '../words/words';
import { computerWords } from './alikeComputers';
import { environmentId, kindOf, type Environment } from './environment';

const say = words.environments;

/** What may differ between two environments, the most telling first. Null: not known. */
const PARTS: readonly ((environment: Environment) => string | null)[] = [
  ({ device }) => device.model,
  ({ device: { architecture, bitness } }) =>
    architecture && say.architecture(architecture, bitness),
  ({ device: { platform, platformVersion } }) =>
    platform && say.platform(platform, platformVersion),
  ({ device: { cores } }) => (cores === null ? null : say.cores(cores)),
  ({ device: { memoryGb } }) => (memoryGb === null ? null : say.memory(memoryGb)),
  ({ browser }) => browser.version ?? browserOf(browser.userAgent),
  ({ engine }) => engine && say.engine(engine),
  ({ workers }) => (workers === null ? null : say.workers(workers)),
  ({ crossOriginIsolated }) => (crossOriginIsolated === false ? say.coarseTimer : null),
];

/** `arm 64-bit, Linux 6.12.0, 4 cores, 4 GB, Chromium 140.0.7000.1, …` */
export function environmentWords(environment: Environment): string {
  return say.list(environmentParts(environment));
}

export function environmentParts(environment: Environment): readonly string[] {
  const parts = PARTS.flatMap((part) => part(environment) ?? []);
  return parts.length > 0 ? parts : [say.unknown];
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
  const partsOf = (one: Environment) =>
    [kinds.get(kindOf(one)), computers.get(one)].flatMap((part) => part || []);
  return new Map(distinct.map((one) => [environmentId(one), say.list(partsOf(one))]));
}

/** What tells kinds of environments apart, by kind. */
function kindWords(environments: readonly Environment[]): ReadonlyMap<string, string> {
  const distinct = [...new Map(environments.map((one) => [kindOf(one), one])).values()];
  const differing = PARTS.filter((part) => new Set(distinct.map(part)).size > 1);
  const wordsBy = (count: number) =>
    distinct.map((one) => say.list(differing.slice(0, count).flatMap((part) => part(one) ?? [])));
  const enough = differing.findIndex((_, i) => {
    const found = wordsBy(i + 1);
    return new Set(found).size === distinct.length && !found.includes('');
  });
  const texts = wordsBy(enough < 0 ? differing.length : enough + 1);
  const nameless = distinct.length > 1 ? say.unknown : '';
  return new Map(distinct.map((one, i) => [kindOf(one), texts[i] || nameless]));
}

/** The name and number in a user agent's text; all of it where there is none. */
function browserOf(userAgent: string | null): string | null {
  const found = /(Firefox|Edg|Chrome|Chromium|Safari)\/([\d.]+)/.exec(userAgent ?? '');
  return found ? `${found[1]} ${found[2]}` : userAgent;
}
