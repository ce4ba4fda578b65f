/** Pictures by their address: all of a file, or only the beginning of one of which spans are read as they are needed. */
import type { Outcome } from '../base/outcome';
import { firstSpan } from '../download/remoteFile';
import type { AskServer, ReadAddress } from '../download/resumedFile';
import { HEAD_BYTES, isReadInSpans, type GivenPictures } from '../pictures/pictureFile';
import { refusal } from '../words/refusal';
import { fileName, isAddress, type OnFile } from './fetchModel';

export interface AddressReaders {
  readonly ask: AskServer;
  readonly read: ReadAddress;
}

/** Refused with `no-address`, and as `ReadAddress`. */
export async function fetchPictures(
  { ask, read }: AddressReaders,
  address: string,
  onFile: OnFile,
  signal: AbortSignal,
): Promise<Outcome<GivenPictures>> {
  if (!isAddress(address)) return refusal('no-address', { address });
  const path = fileName(address);
  const first = await firstSpan(
    (url, options) => ask(url, { ...options, signal }),
    address,
    HEAD_BYTES,
  );
  if (first && isReadInSpans(first.bytes))
    return { ok: true, value: { path, blob: new Blob([first.bytes]), remote: first.file } };
  const file = await read(address, (...bytes) => onFile(path, ...bytes), signal);
  return file.ok ? { ok: true, value: { path, blob: file.value } } : file;
}
