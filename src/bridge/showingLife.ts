import type { ReadFile } from '../download/fetchFile';

/** Who asks for a file works, though the page may have it already, and so does who is sent a part of one. */
export function showingLife(read: ReadFile, alive: () => void): ReadFile {
  return (request, onBytes) => {
    alive();
    return read(request, (received, total) => {
      alive();
      onBytes(received, total);
    });
  };
}
