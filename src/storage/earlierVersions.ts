/**
 * What earlier versions of the page kept is brought into today's database and removed where it was: each model had a
 * database of its own; the last meter and a model's last study were texts.
 */
import { deleted, opened, stored } from './requests';

const DATABASE = /^pruning-lab (.+)$/;
const STUDY = /^pruning-lab-study (.+)$/;
const METER = 'pruning-lab-meter';

/** Never rejects: what cannot be brought over stays where it is, and is tried again at the next visit. */
export async function bringOver(database: IDBDatabase): Promise<void> {
  const found = await indexedDB.databases().catch(() => []);
  for (const { name = '' } of found) {
    const model = DATABASE.exec(name)?.[1];
    if (model) await bringModel(database, name, model).catch(() => {});
  }
  await bringTexts(database).catch(() => {});
}

async function bringModel(database: IDBDatabase, name: string, model: string): Promise<void> {
  const old = await opened(name);
  try {
    for (const store of old.objectStoreNames) {
      const rows = await stored(old, [store], 'readonly', (all) => all.objectStore(store).getAll());
      const ours = rows.map((row) => ({ model, ...row }));
      if (ours.length > 0) await put(database, store, ours);
    }
  } finally {
    old.close();
  }
  await deleted(name);
}

async function bringTexts(database: IDBDatabase): Promise<void> {
  for (const name of Object.keys(localStorage)) {
    const model = STUDY.exec(name)?.[1];
    const row = rowOf(localStorage.getItem(name));
    if (name === METER) await put(database, 'meters', [{ slot: 'last', ...row }]);
    else if (model) await put(database, 'studies', [{ model, ...row }]);
    else continue;
    localStorage.removeItem(name);
  }
}

/** Empty where the text is damaged. */
function rowOf(text: string | null): object {
  try {
    return JSON.parse(text ?? '{}') as object;
  } catch {
    return {};
  }
}

function put(database: IDBDatabase, store: string, rows: readonly object[]): Promise<unknown> {
  return stored(database, [store], 'readwrite', (transaction) => {
    const requests = rows.map((row) => transaction.objectStore(store).put(row));
    return requests.at(-1)!;
  });
}
