/** A file that stays on its server: what is wanted of it is asked for in spans. */
import type { AskServer } from './resumedFile';

/** What crosses to the worker that reads it. */
export interface RemoteFile {
  readonly url: string;
  /** Bytes. */
  readonly size: number;
}

/** As much of a Blob as a reader needs that does not read all of it. */
export interface Spans {
  readonly size: number;
  /** `to` at most `size`. */
  slice(from: number, to: number): { arrayBuffer(): Promise<ArrayBuffer> };
}

/** A span that did not come, or came otherwise than it was asked for. */
export class SpanTrouble extends Error {}

const TRIES = 4;
const PAUSE_MS = 1000;
const wait = (milliseconds: number) =>
  new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

/** The first `bytes`, and how long all of it is; null where its server knows no ranges, hides its length, or does not answer. */
export async function firstSpan(ask: AskServer, url: string, bytes: number) {
  try {
    const response = await ask(url, { headers: { Range: `bytes=0-${bytes - 1}` } });
    const size = Number(
      /^bytes 0-\d+\/(\d+)$/.exec(response.headers.get('content-range') ?? '')?.[1],
    );
    if (response.status === 206 && size > 0)
      return { file: { url, size }, bytes: new Uint8Array(await response.arrayBuffer()) };
    await response.body?.cancel();
  } catch {
    // Whoever fetches all of it says what is wrong.
  }
  return null;
}

/** A span that breaks off is asked for again a few times, with longer and longer pauses. */
export function remoteSpans(ask: AskServer, { url, size }: RemoteFile, pause = wait): Spans {
  const span = async (from: number, to: number): Promise<ArrayBuffer> => {
    for (let tries = 1; ; tries++) {
      try {
        return await once(ask, url, from, to);
      } catch (error) {
        if (tries === TRIES) throw new SpanTrouble(url, { cause: error });
        await pause(PAUSE_MS * 2 ** (tries - 1));
      }
    }
  };
  return {
    size,
    slice: (from, to) => ({
      arrayBuffer: () => (from < to ? span(from, to) : Promise.resolve(new ArrayBuffer(0))),
    }),
  };
}

/** Rejects where it is not what was asked for: a server may send all of it instead. */
async function once(ask: AskServer, url: string, from: number, to: number): Promise<ArrayBuffer> {
  const response = await ask(url, { headers: { Range: `bytes=${from}-${to - 1}` } });
  if (response.status !== 206) {
    await response.body?.cancel();
    throw new Error(`status ${response.status}`);
  }
  const bytes = await response.arrayBuffer();
  if (bytes.byteLength !== to - from) throw new Error(`${bytes.byteLength} bytes`);
  return bytes;
}
