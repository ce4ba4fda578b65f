/** A weights file inside its manifest: its path is a data: address, so that a checkpoint is one file. */
const HEAD = 'data:application/octet-stream;base64,';
/** A multiple of 3, so that the pieces of base64 join without padding; few enough to be arguments of one call. */
const PIECE = 3 * 8192;

export function inlinePath(bytes: Uint8Array): string {
  const pieces = [HEAD];
  for (let at = 0; at < bytes.length; at += PIECE) {
    // As a list of arguments: spread out they would take three times as long.
    const codes = bytes.subarray(at, at + PIECE) as unknown as number[];
    pieces.push(btoa(String.fromCharCode.apply(null, codes)));
  }
  return pieces.join('');
}

/** Null where the path names a file of its own; no bytes where its base64 is damaged. */
export function inlineBytes(path: string): Uint8Array<ArrayBuffer> | null {
  if (!path.startsWith(HEAD)) return null;
  try {
    const text = atob(path.slice(HEAD.length));
    const bytes = new Uint8Array(text.length);
    for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
    return bytes;
  } catch {
    return new Uint8Array(0);
  }
}
