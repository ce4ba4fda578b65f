/** Tells computers of one kind apart that have the same programs: their browsers tell the same of all of them. */

/** Where it survives a reload. */
export const INSTALLATION_KEY = 'pruning-lab-installation';

const BYTES = 8;
const MADE_HERE = /^[0-9a-f]{16}$/;

/**
 * A random number in hex, made once for this browser's profile and derived from nothing.
 * @param storage throws where the browser stores nothing: the number then lasts as long as the page
 */
export function installationId(
  storage: () => Pick<Storage, 'getItem' | 'setItem'> = () => localStorage,
): string {
  try {
    const known = storage().getItem(INSTALLATION_KEY);
    if (known !== null && MADE_HERE.test(known)) return known;
    const made = randomId();
    storage().setItem(INSTALLATION_KEY, made);
    return made;
  } catch {
    return randomId();
  }
}

function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(BYTES));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
