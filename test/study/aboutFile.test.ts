import { describe, expect, it } from 'vitest';
import type { Study } from '../../src/study/point';
import { formatStudy } from '../../src/study/formatStudy';
import { parseStudy } from '../../src/study/studyJson';
import { ABOUT } from './sampleAbout';
import { sampleStudy } from './sampleStudy';

const study: Study = { ...sampleStudy(), about: ABOUT };

/** The file, with one field of what it says about the study replaced. */
function read(path: readonly (string | number)[], value: unknown) {
  const file = JSON.parse(formatStudy(study));
  let parent = file.study;
  for (const key of path.slice(0, -1)) parent = parent[key];
  parent[path.at(-1)!] = value;
  return parseStudy(JSON.stringify(file));
}

describe('what a file says about its study', () => {
  it('comes back as it was written, its repair as a text between', () => {
    expect(parseStudy(formatStudy(study))).toEqual({ ok: true, value: study });
    const file = JSON.parse(formatStudy(study));
    expect(file.study.runs[0].request.base.repair).toBe('recalibrate=500');
    expect(file.study.spoiled[0].plan.repair).toBe('recalibrate=500');
  });

  it('may be missing, and may say more than is known', () => {
    const without = sampleStudy();
    expect(parseStudy(formatStudy(without))).toEqual({ ok: true, value: without });
    expect(read(['colour'], 'red')).toEqual({ ok: true, value: study });
  });

  it('may know no subject yet', () => {
    expect(read(['subject'], null)).toMatchObject({ value: { about: { subject: null } } });
  });

  it.each([
    [['id'], 5, 'study.id', 'is-text'],
    [['createdAt'], 'June', 'study.createdAt', 'is-date'],
    [['subject', 'model', 'checksums'], [], 'study.subject.model.checksums', 'is-object'],
    [['runs', 0, 'images'], -1, 'study.runs[0].images', 'is-whole'],
    [['runs', 0, 'request', 'levels', 1], 2, 'study.runs[0].request.levels[1]', 'is-share'],
    [['spoiled', 1, 'reason'], null, 'study.spoiled[1].reason', 'is-text'],
  ] as const)('with a wrong %j is refused by name', (path, value, named, code) => {
    const cause = { code: 'field', values: { path: named, what: { code } } };
    expect(read(path, value)).toMatchObject({ code: 'study-field', values: { cause } });
  });

  it.each([
    [['methods'], ['l3'], 'method-unknown'],
    [['precisions'], ['float8'], 'precision-unknown'],
    [['base', 'seed'], -1, 'seed-range'],
    [['base', 'repair'], 'pray', 'repair-text'],
  ] as const)('with a run that cannot be asked for is refused: %j %j', (path, value, code) => {
    const values = { path: 'study.runs[0].request', cause: { code } };
    const cause = { code: 'field-plan', values };
    expect(read(['runs', 0, 'request', ...path], value)).toMatchObject({ values: { cause } });
  });
});
