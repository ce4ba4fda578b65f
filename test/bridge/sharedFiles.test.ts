import type { Outcome } from '../../src/base/outcome';
import { refusal } from '../../src/words/refusal';
import { expect, it } from 'vitest';
import { FileKeeper } from '../../src/bridge/fileKeeper';
import { shared } from '../../src/bridge/sharedFiles';
import type { FetchedFile } from '../../src/download/fetchFile';

const REQUEST = { url: 'http://host/file', knownBytes: 4, fresh: false, record: null };
const FILE: FetchedFile = { bytes: Uint8Array.of(1, 2, 3, 4), sha256: 'a1', verified: true };

function unwrap<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(outcome.code);
  return outcome.value;
}

it('gives all workers the same memory, with what is known of the file', async () => {
  const keeper = new FileKeeper(shared(async () => ({ ok: true, value: FILE })));
  const first = unwrap(await keeper.read(REQUEST, () => {}));
  const second = unwrap(await keeper.read(REQUEST, () => {}));
  expect(first.bytes.buffer).toBeInstanceOf(SharedArrayBuffer);
  expect(first).toEqual({ ...FILE, bytes: first.bytes });
  expect([...first.bytes]).toEqual([...FILE.bytes]);
  expect(second.bytes.buffer).toBe(first.bytes.buffer);
});

it('passes a refusal on, and tries again the next time', async () => {
  let asked = 0;
  const keeper = new FileKeeper(
    shared(async () =>
      ++asked === 1
        ? refusal('stalled', { url: 'file', seconds: 10, received: 0 })
        : { ok: true, value: FILE },
    ),
  );
  expect(await keeper.read(REQUEST, () => {})).toMatchObject({ code: 'stalled' });
  expect(unwrap(await keeper.read(REQUEST, () => {})).verified).toBe(true);
});
