/** Files over HTTP, with progress; every way in which one can fail to arrive is a sentence. */
import type { Outcome, Refusal } from '../../src/pruning/plan';
import type { LoadProgress } from '../../src/protocol/lab';

export type ReadFile = (
  url: string,
  onProgress: (progress: LoadProgress) => void,
) => Promise<Outcome<Uint8Array<ArrayBuffer>>>;

export const fetchFile: ReadFile = async (url, onProgress) => {
  const file = url.slice(url.lastIndexOf('/') + 1);
  try {
    const response = await fetch(url);
    if (!response.ok) return refuse(file, `the server answered ${response.status}`);
    return { ok: true, value: await readBody(file, response, onProgress) };
  } catch (error) {
    return refuse(file, (error as Error).message);
  }
};

async function readBody(
  file: string,
  response: Response,
  onProgress: (progress: LoadProgress) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const totalBytes = Number(response.headers.get('Content-Length') ?? 0);
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let receivedBytes = 0;
  if (response.body) {
    for await (const chunk of response.body) {
      chunks.push(chunk);
      receivedBytes += chunk.length;
      // An unpacked Content-Encoding delivers more than Content-Length says.
      onProgress({ file, receivedBytes, totalBytes: Math.max(totalBytes, receivedBytes) });
    }
  }
  onProgress({ file, receivedBytes, totalBytes: receivedBytes });
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

function refuse(file: string, why: string): Refusal {
  const message = `${file} could not be loaded: ${why}. Check that the server still runs, then retry.`;
  return { ok: false, code: 'file-not-loaded', message };
}
