/** What systems put beside people's files, and a folder's own entry. */
export function isLitter(path: string): boolean {
  return /(^|\/)(__MACOSX\/|\.|Thumbs\.db$|desktop\.ini$)/i.test(path) || path.endsWith('/');
}

/** Absolute, or up and out of its archive. */
export function leavesFolder(path: string): boolean {
  return /^([\\/]|[a-z]:)/i.test(path) || path.split(/[\\/]/).includes('..');
}
