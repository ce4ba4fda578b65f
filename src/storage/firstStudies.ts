/** What was kept while there were no studies: the points of each model become its first one. */
import type { IDBPTransaction } from 'idb';
import { firstStudyId, newStudy, tallied, withAsked, type StudyRecord } from './studyRecord';
import { rememberedStudy } from './studyMemory';
import { pointRow } from './pointRow';
import { sharedEnvironments } from './sharedEnvironments';
import { upToDate, type StoredPoint } from './storedPoint';

type OfModel<T> = T & { readonly model: string };
type Writing = IDBPTransaction<unknown, string[], 'readwrite' | 'versionchange'>;

/** @param asked the last study of each model, as it was asked for */
export async function intoFirstStudies(
  transaction: Writing,
  points: readonly OfModel<StoredPoint>[],
  asked: readonly OfModel<object>[],
): Promise<void> {
  const models = new Set([...points, ...asked].map(({ model }) => model));
  for (const model of models) {
    const own = points.filter((row) => row.model === model);
    await intoFirstStudy(
      transaction,
      model,
      own,
      asked.find((row) => row.model === model),
    );
  }
}

async function intoFirstStudy(
  transaction: Writing,
  model: string,
  stored: readonly StoredPoint[],
  asked: object | undefined,
): Promise<void> {
  const id = firstStudyId(model);
  const studies = transaction.objectStore('studies');
  const before = (await studies.get([id])) as StudyRecord | undefined;
  const points = sharedEnvironments(stored).map((row) => upToDate(row, model));
  const rows = transaction.objectStore('points');
  await Promise.all(points.map((point) => rows.put!(pointRow(id, point))));
  const record =
    before ?? newStudy(id, model, earliest(points.map(({ point }) => point.origin.measuredAt)));
  const study = rememberedStudy(asked);
  const remembered = study ? withAsked(record, study, record.createdAt) : record;
  await studies.put!({ ...remembered, tally: tallied(record.tally, points, []) });
}

function earliest(dates: readonly string[]): string {
  return dates.reduce((first, date) => (date < first ? date : first), new Date().toISOString());
}
