import type { OnBytes } from '../download/fetchFile';

type Read<R, T> = (request: R, onBytes: OnBytes) => Promise<T>;

/** Who asks for a file works, though the page may have it already, and so does who is sent a part of one. */
export function showingLife<R, T>(read: Read<R, T>, alive: () => void): Read<R, T> {
  return (request, onBytes) => {
    alive();
    return read(request, (received, total) => {
      alive();
      onBytes(received, total);
    });
  };
}
