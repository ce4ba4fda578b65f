/** Tells computers of one kind apart that have the same programs: their browsers tell the same of all of them. */
import { browserClock } from '../base/clock';
import { transact } from './database';
import { answered } from './patience';

/** Read at once, but on the disk only seconds after it is written: a power cut in the first visit takes it away. */
export const INSTALLATION_KEY = 'pruning-lab-installation';
/** The one row of its store, on the disk as soon as the points are that were measured here. */
const SLOT = 'here';

const BYTES = 8;
const MADE_HERE = /^[0-9a-f]{16}$/;

/** Both places may refuse: a browser may store nothing. */
export interface InstallationStores {
  readonly texts: () => Pick<Storage, 'getItem' | 'setItem'>;
  read(): Promise<unknown>;
  write(id: string): Promise<void>;
}

const BROWSER: InstallationStores = {
  texts: () => localStorage,
  async read() {
    const row = transact(['installation'], 'readonly', (all) =>
      all.objectStore('installation').get([SLOT]),
    );
    return ((await answered(browserClock, row)) as { id?: unknown } | undefined)?.id;
  },
  async write(id) {
    await transact(['installation'], 'readwrite', (all) =>
      all.objectStore('installation').put({ slot: SLOT, id }),
    );
  },
};

/**
 * A random number in hex, made once for this browser's profile and derived from nothing. The database is waited for where
 * no text tells the number; the number lasts as long as the page where the browser stores nothing.
 */
export async function installationId(stores = BROWSER): Promise<string> {
  const known = textOf(stores);
  const id = known ?? (await stores.read().then(madeHere, () => null)) ?? randomId();
  if (known === null) keepText(stores, id);
  void stores.write(id).catch(() => {});
  return id;
}

function textOf({ texts }: InstallationStores): string | null {
  try {
    return madeHere(texts().getItem(INSTALLATION_KEY));
  } catch {
    return null;
  }
}

function keepText({ texts }: InstallationStores, id: string): void {
  try {
    texts().setItem(INSTALLATION_KEY, id);
  } catch {
    // The database may have room for it.
  }
}

function madeHere(value: unknown): string | null {
  return typeof value === 'string' && MADE_HERE.test(value) ? value : null;
}

function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(BYTES));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
