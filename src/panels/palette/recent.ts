/** Ids of the commands that were used last, the last first; kept for the next visit. */
const KEY = 'pruning-lab-recent-commands';
const MOST = 6;

export function recentCommands(): readonly string[] {
  try {
    const ids: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : [];
  } catch {
    return [];
  }
}

export function rememberCommand(id: string): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(withRecent(recentCommands(), id)));
  } catch {
    // A browser that stores nothing finds commands all the same.
  }
}

export function withRecent(recent: readonly string[], id: string): readonly string[] {
  return [id, ...recent.filter((other) => other !== id)].slice(0, MOST);
}
