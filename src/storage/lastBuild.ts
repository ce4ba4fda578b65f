/** Which build of the lab this browser opened last. */

/** Another folder of the same server may hold another build. */
const KEY = 'pruning-lab-build';

/** What tells builds apart: the first script's name holds a checksum of all that it goes on with. */
export function openedBuild(): string {
  return document.querySelector<HTMLScriptElement>('script[type=module]')?.src ?? '';
}

/**
 * Remembers the build that is open. True where another one was open before; false at the first visit too.
 * @param build its first script's address
 * @param storage throws where the browser stores nothing
 */
export function followsAnother(
  build: string,
  storage: () => Pick<Storage, 'getItem' | 'setItem'> = () => localStorage,
): boolean {
  const key = `${KEY} ${build.slice(0, build.lastIndexOf('/') + 1)}`;
  try {
    const before = storage().getItem(key);
    storage().setItem(key, build);
    return before !== null && before !== build;
  } catch {
    return false;
  }
}
