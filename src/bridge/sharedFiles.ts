import type { ReadChecked } from '../download/fetchFile';

/** The same content in memory that all workers share, so that two of them hold it once. */
export function shared(read: ReadChecked<ArrayBuffer>): ReadChecked<SharedArrayBuffer> {
  return async (request, onBytes) => {
    const file = await read(request, onBytes);
    if (!file.ok) return file;
    const bytes = new Uint8Array(new SharedArrayBuffer(file.value.bytes.length));
    bytes.set(file.value.bytes);
    return { ok: true, value: { ...file.value, bytes } };
  };
}
