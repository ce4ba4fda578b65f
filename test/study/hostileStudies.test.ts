/** Files that somebody damaged or made up: a sentence or a study, never an exception, and soon. */
import { parsedJson } from '../../src/base/json';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { studyCsv } from '../../src/study/csv';
import { environmentId, type Environment } from '../../src/study/environment';
import { sortImported } from '../../src/study/importing';
import { formatStudy } from '../../src/study/formatStudy';
import { parseStudy } from '../../src/study/studyJson';
import { sentence } from '../../src/words/sentence';

import { LAB } from '../pruning/networks';
import { ABOUT } from './sampleAbout';
import { ENVIRONMENT, sampleStudy } from './sampleStudy';

const study = { ...sampleStudy(), about: ABOUT };

const HOSTILE = [
  ...[null, true, -1, 1.5, 2 ** 53, 1e308, '', '1', 'NaN', '<img src=x onerror=alert(1)>', '=1+1'],
  ...[
    [],
    {},
    [[]],
    ['x'],
    { length: -1 },
    '__proto__',
    'constructor',
    'toString',
    '\u0000',
    '\ud800',
  ],
];
/** They cannot be written as values. */
const RAW = ['1e999', '-1e999', '{"__proto__":{"polluted":1}}', '{"constructor":{"prototype":1}}'];

/** Every place in a value. */
function placesIn(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  const inner = Object.entries(value).flatMap(([key, own]) => placesIn(own, [...path, key]));
  return [path, ...inner];
}

const SMALL = formatStudy({ ...study, points: study.points.slice(0, 2) });
const PLACES = placesIn(JSON.parse(SMALL)).filter((path) => path.length > 0);

/** The small file with something else at a place. @param raw JSON */
function replaced(path: readonly string[], raw: string): string {
  const file = JSON.parse(SMALL);
  let parent = file;
  for (const key of path.slice(0, -1)) parent = parent[key];
  parent[path.at(-1)!] = '@@';
  return JSON.stringify(file).replace('"@@"', () => raw);
}

/** Whatever the page does with a file; its sentence, or null where it was read. */
function used(text: string): string | null {
  const parsed = parseStudy(text);
  if (!parsed.ok) return sentence(parsed);
  const { points } = parsed.value;
  studyCsv(parsed.value);
  for (const refusal of sortImported(points, ENVIRONMENT, LAB).refusals) sentence(refusal);
  expect(parseStudy(formatStudy(parsed.value))).toEqual(parsed);
  return null;
}

/** The same, in time: read in at most a few times what JSON alone takes, whatever else this machine does. */
function soon(text: string): string | null {
  const json = msOf(() => parsedJson(text));
  expect(msOf(() => parseStudy(text))).toBeLessThan(30 * json + 1000);
  return used(text);
}

function msOf(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

const raw = fc.oneof(
  fc.constantFrom(...HOSTILE).map((value) => JSON.stringify(value)),
  fc.constantFrom(...RAW),
  fc.json({ maxDepth: 4 }),
);

describe('a study file', () => {
  it('with anything at any place is read or refused', () => {
    fc.assert(
      fc.property(fc.constantFrom(...PLACES), raw, (path, value) => {
        used(replaced(path, value));
      }),
      { seed: 1, numRuns: 1000 },
    );
    expect(({} as { polluted?: 1 }).polluted).toBeUndefined();
  });

  it('that was cut off or is no study is refused', () => {
    for (let end = 0; end < SMALL.length - 2; end += 97)
      expect(used(SMALL.slice(0, end))).not.toBeNull();
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(used(text)).not.toBeNull();
      }),
      { seed: 2, numRuns: 500 },
    );
  });

  it('says a long value by its beginning, and one that is too deep by nothing', () => {
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    for (const value of [JSON.stringify('x'.repeat(1e6)), deep])
      expect(soon(replaced(['points', '0', 'macs'], value))!.length).toBeLessThan(500);
    const inDevice = replaced(['environments', environmentId(ENVIRONMENT), 'device', 'fan'], deep);
    expect(soon(inDevice)).not.toBeNull();
  });

  it('of 50 MB is dealt with soon', { timeout: 60_000 }, () => {
    const long = 'x'.repeat(50e6);
    for (const path of ['study.notes', 'points.0.plan.repair'])
      expect(soon(replaced(path.split('.'), JSON.stringify(long)))!.length).toBeLessThan(500);
    expect(soon(long)!.length).toBeLessThan(500);
    expect(soon(replaced(['comment'], JSON.stringify(long)))).toBeNull();
  });

  it('of thousands of environments and points is dealt with soon', { timeout: 60_000 }, () => {
    const elsewhere = Array.from({ length: 4000 }, (_, i): Environment => ({
      ...ENVIRONMENT,
      installation: String(i),
    }));
    const points = elsewhere.map((environment, i) => {
      const point = study.points[i % study.points.length];
      return { ...point, origin: { ...point.origin, environment } };
    });
    expect(soon(formatStudy({ points }))).toBeNull();
  });

  it('asks for as many methods and precisions as it likes, each once', () => {
    const many = (word: string) => JSON.stringify(Array.from({ length: 100_000 }, () => word));
    const request = ['study', 'runs', '0', 'request'];
    expect(soon(replaced([...request, 'methods'], many('l1-norm')))).toBeNull();
    expect(soon(replaced([...request, 'precisions'], many('int8')))).toBeNull();
  });

  it('whose names are those of a prototype leaves them out', () => {
    const sums = '{"constructor":"aa","__proto__":"bb","weights.bin":"99"}';
    const path = ['environments', environmentId(ENVIRONMENT), 'model', 'checksums'];
    const parsed = parseStudy(replaced(path, sums));
    const read = parsed.ok && parsed.value.points[0].origin.environment.model.checksums;
    expect(read).toEqual({ 'weights.bin': '99' });
  });
});
