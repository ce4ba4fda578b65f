import type { MeasuredPoint } from '../study/measuredPoint';
import { onClosed, rowsOf, transact } from './database';
import { pointRow, type PointRow } from './pointRow';
import { readRows, type PointCheck, type StoredPoints } from './readRows';
import { rememberedStudy } from './studyMemory';
import { tallied, type StudyRecord } from './studyRecord';

/** What becomes of a study, all of it or nothing. */
export interface StudyChange {
  /** Its record from what it is now; null: there is none yet. Left out, the study stays as it is or is not begun. */
  readonly record: (before: StudyRecord | null) => StudyRecord;
  /** Points that come, or take the place of those with their ids. */
  readonly put?: readonly MeasuredPoint[];
  /** Ids of points that go. */
  readonly remove?: readonly string[];
}

/** Where the studies of a subject survive a reload. */
export interface StudyStore {
  list(): Promise<readonly StudyRecord[]>;
  load(study: string): Promise<StoredPoints>;
  /** Two tabs that write at once lose nothing of each other. @returns the record as it is then */
  change(study: string, change: StudyChange): Promise<StudyRecord>;
  /** With its points. */
  remove(study: string): Promise<void>;
  /** The browser took the storage away while the page is open, and perhaps what lay there. */
  onClosed(listener: () => void): void;
}

/** In the browser's database, which may refuse as `transact` tells. */
export function databaseStudies(subject: string): StudyStore {
  return {
    async list() {
      const rows = await transact(
        ['studies'],
        'readonly',
        async (transaction) =>
          (await transaction
            .objectStore('studies')
            .index('subject')
            .getAll(subject)) as StudyRecord[],
      );
      return rows.map(upToDateRecord);
    },
    async load(study) {
      const rows = await transact(
        ['points'],
        'readonly',
        (transaction) =>
          transaction.objectStore('points').getAll(rowsOf(study)) as Promise<PointRow[]>,
      );
      return readRows(rows, subject, await pointCheck());
    },
    change: (study, change) =>
      transact(['studies', 'points'], 'readwrite', async (transaction) => {
        const { put = [], remove = [] } = change;
        const points = transaction.objectStore('points');
        const studies = transaction.objectStore('studies');
        const ids = [...new Set([...put.map(({ id }) => id), ...remove])];
        const known: (PointRow | undefined)[] = await Promise.all(
          ids.map((id) => points.get([study, id])),
        );
        const gone = known.filter((row) => row !== undefined);
        const before: StudyRecord | undefined = await studies.get([study]);
        const changed = change.record(before ? upToDateRecord(before) : null);
        const record = { ...changed, tally: tallied(changed.tally, put, gone) };
        await Promise.all([
          ...remove.map((id) => points.delete([study, id])),
          ...put.map((point) => points.put(pointRow(study, point))),
          studies.put(record),
        ]);
        return record;
      }),
    remove: (study) =>
      transact(['studies', 'points'], 'readwrite', async (transaction) => {
        await transaction.objectStore('studies').delete([study]);
        await transaction.objectStore('points').delete(rowsOf(study));
      }),
    onClosed,
  };
}

/** It comes after the first screen; where its server has gone by then, rows are believed as they are. */
function pointCheck(): Promise<PointCheck> {
  return import('./keptPoint').then(
    ({ unsound }) => unsound,
    () => () => null,
  );
}

/** A form of an earlier version that this one cannot fill in is forgotten. */
function upToDateRecord(record: StudyRecord): StudyRecord {
  return { ...record, asked: rememberedStudy(record.asked) };
}
