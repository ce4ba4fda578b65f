/**
 * What the page kept before it had this database is brought into it and removed where it was: each model had a database
 * of its own; the last meter and a model's last study were texts.
 */
import { deleteDB, openDB, type IDBPDatabase } from 'idb';
import { intoFirstStudies } from './firstStudies';

const DATABASE = /^pruning-lab (.+)$/;
const STUDY = /^pruning-lab-study (.+)$/;
const METER = 'pruning-lab-meter';

/** Never rejects: what cannot be brought over stays where it is, and is tried again at the next visit. */
export async function bringOver(database: IDBPDatabase): Promise<void> {
  const found = await indexedDB.databases().catch(() => []);
  for (const { name = '' } of found) {
    const model = DATABASE.exec(name)?.[1];
    if (model) await bringModel(database, name, model).catch(() => {});
  }
  await bringTexts(database).catch(() => {});
}

async function bringModel(database: IDBPDatabase, name: string, model: string): Promise<void> {
  const old = await openDB(name);
  try {
    const [points, networks] = await Promise.all([rows(old, 'points'), rows(old, 'networks')]);
    const transaction = database.transaction(['points', 'studies', 'networks'], 'readwrite');
    for (const row of networks) void transaction.objectStore('networks').put({ model, ...row });
    if (points.length > 0)
      await intoFirstStudies(
        transaction,
        points.map((row) => ({ model, ...row })),
        [],
      );
    await transaction.done;
  } finally {
    old.close();
  }
  await deleted(name);
}

/** Early versions had points alone. */
async function rows(old: IDBPDatabase, store: string) {
  return old.objectStoreNames.contains(store) ? old.getAll(store) : [];
}

async function bringTexts(database: IDBPDatabase): Promise<void> {
  for (const name of Object.keys(localStorage)) {
    const model = STUDY.exec(name)?.[1];
    const row = rowOf(localStorage.getItem(name));
    if (name === METER) await database.put('meters', { slot: 'last', ...row });
    else if (model) await bringStudy(database, { model, ...row });
    else continue;
    localStorage.removeItem(name);
  }
}

async function bringStudy(database: IDBPDatabase, asked: { readonly model: string }) {
  const transaction = database.transaction(['points', 'studies'], 'readwrite');
  await intoFirstStudies(transaction, [], [asked]);
  await transaction.done;
}

/** Empty where the text is damaged. */
function rowOf(text: string | null): object {
  try {
    return JSON.parse(text ?? '{}') as object;
  } catch {
    return {};
  }
}

/** Without waiting for tabs that hold it open: it goes once they are closed. */
function deleted(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    deleteDB(name, { blocked: () => resolve() }).then(resolve, reject);
  });
}
