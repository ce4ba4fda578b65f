import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ArgumentError } from '../../cli/argumentError';
import { earlierStudy, withEarlier } from '../../cli/earlierStudy';
import { studyAbout } from '../../cli/studyAbout';
import { formatStudy } from '../../src/study/formatStudy';
import { ABOUT } from '../study/sampleAbout';
import { ENVIRONMENT, ORIGIN, sampleStudy } from '../study/sampleStudy';

const study = { ...sampleStudy(), about: ABOUT };

function folderWith(text: string | null): string {
  const folder = mkdtempSync(join(tmpdir(), 'earlier-study-'));
  if (text !== null) writeFileSync(join(folder, 'study.json'), text);
  return folder;
}

describe('a study that a folder holds', () => {
  it('is gone on with where that is asked for, and never written over', () => {
    const folder = folderWith(formatStudy(study));
    expect(earlierStudy(folder, true)).toEqual(study);
    expect(() => earlierStudy(folder, false)).toThrow(ArgumentError);
    expect(earlierStudy(folderWith(null), false)).toBeNull();
    expect(() => earlierStudy(folderWith(null), true)).toThrow(ArgumentError);
    expect(() => earlierStudy(folderWith('{"schema":9}'), true)).toThrow(ArgumentError);
  });

  it('keeps its points beside new ones, whose newer twins take their places', () => {
    const [dense, first, second] = study.points;
    const newer = { ...first, macs: 7 };
    const elsewhere = { ...ENVIRONMENT, installation: 'elsewhere' };
    const there = { ...first, origin: { ...ORIGIN, environment: elsewhere } };
    const earlier = { points: [dense, first] };
    expect(withEarlier(earlier, { points: [newer, second, there] })).toEqual([
      ...[dense, newer, second, there],
    ]);
    expect(withEarlier(null, { points: [dense] })).toEqual([dense]);
  });

  it('keeps its name, its question and its runs', () => {
    const [run] = ABOUT.runs;
    const next = { ...run, startedAt: '2026-02-02T00:00:00.000Z' };
    const asked = { name: undefined, question: 'And now?' };
    expect(studyAbout(asked, next, ABOUT, study.points)).toEqual({
      ...ABOUT,
      question: 'And now?',
      runs: [run, next],
      spoiled: [],
    });
    const fresh = studyAbout({ name: 'A', question: undefined }, run, undefined, []);
    expect(fresh).toMatchObject({ name: 'A', question: '', subject: null, runs: [run] });
    expect(fresh.id).not.toBe('');
  });
});
