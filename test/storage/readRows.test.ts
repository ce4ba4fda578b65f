/** Rows of the database that no page, or a later one, may have written. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { unsound } from '../../src/storage/keptPoint';
import { readRows } from '../../src/storage/readRows';
import type { StoredPoint } from '../../src/storage/storedPoint';
import { importedPoint } from '../../src/study/measuredPoint';
import { parseStudy } from '../../src/study/studyJson';
import { sampleStudy } from '../study/sampleStudy';

const EXAMPLE = new URL('../../public/studies/mobilenetv2-1.0-fashion-mnist.json', import.meta.url);

const sample = sampleStudy().points.map(importedPoint);
const read = (rows: readonly StoredPoint[]) => readRows(rows, 'a model', unsound);

/** What a test may spoil: whatever it likes. */
type Row = Record<'point' | 'answers', any>; // eslint-disable-line @typescript-eslint/no-explicit-any

/** As the database gives it: a copy. */
function spoiled(change: (row: Row) => void): StoredPoint {
  const row = structuredClone(sample[0]) as StoredPoint & Row;
  change(row);
  return row;
}

it('shows whatever this version writes', () => {
  const study = parseStudy(readFileSync(EXAMPLE, 'utf8'));
  if (!study.ok) throw new Error('the example is no study');
  const rows = [...sample, ...study.value.points.map(importedPoint)].map((row) => {
    const { total } = row.point.accuracy.afterCutting;
    return { ...row, answers: { afterCutting: new Uint16Array(total), afterRepair: null } };
  });
  const { points, unread } = read(structuredClone(rows));
  expect(unread).toBeNull();
  expect(points).toEqual(rows);
});

it.each<[string, (row: Row) => void]>([
  ['no point', (row) => delete row.point],
  ['no plan', (row) => delete row.point.plan],
  ['a method of a later version', (row) => (row.point.plan.method = 'telepathy')],
  ['a repair that is none', (row) => (row.point.plan.repair = [{ kind: 'distil' }])],
  ['an accuracy without a count', (row) => delete row.point.accuracy.afterCutting.correct],
  ['bytes that are text', (row) => (row.point.bytes.encoded = '<b>1</b>')],
  ['answers to other pictures', (row) => (row.answers = { afterCutting: [1], afterRepair: null })],
  ['no date', (row) => (row.point.origin.measuredAt = 'yesterday')],
])('leaves out a row with %s, says so once, and shows the others', (_, change) => {
  const { points, unread } = read([spoiled(change), ...sample.slice(1)]);
  expect(points).toHaveLength(sample.length - 1);
  expect(unread).toMatchObject({ code: 'points-unread', values: { count: 1 } });
});

it('stands whatever a row may hold', () => {
  const paths = Object.keys(sample[0].point);
  fc.assert(
    fc.property(fc.constantFrom(...paths), fc.anything(), (path, value) => {
      const row = spoiled(({ point }) => (point[path] = value));
      const { points, unread } = read([row]);
      expect(points.length + (unread === null ? 0 : 1)).toBe(1);
    }),
    { numRuns: 300, seed: 1 },
  );
});
