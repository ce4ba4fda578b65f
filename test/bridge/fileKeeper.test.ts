import type { Outcome } from '../../src/base/outcome';
import { refusal } from '../../src/words/refusal';
import { expect, it } from 'vitest';
import { FileKeeper } from '../../src/bridge/fileKeeper';
import type { OnBytes, ReadFile } from '../../src/download/fetchFile';

const FILE = { url: 'http://host/file', knownBytes: 4, contentBytes: 4, fresh: false };
const BYTES = Uint8Array.of(1, 2, 3, 4);

/** A server that answers when the test says so. */
function keeper() {
  const asked: { fresh: boolean; onBytes: OnBytes; answer: (outcome: Outcome<never>) => void }[] =
    [];
  const fetchFile: ReadFile = ({ fresh }, onBytes) =>
    new Promise((answer) => asked.push({ fresh, onBytes, answer: answer as never }));
  const kept = new FileKeeper(fetchFile);
  const seen: string[] = [];
  const read = (who: string, fresh = false) =>
    kept.read({ ...FILE, fresh }, (received) => seen.push(`${who} ${received}`));
  return { asked, read, seen, kept };
}

const GOOD = { ok: true, value: BYTES } as unknown as Outcome<never>;

it('fetches a file once, and tells everybody who waits how far it is', async () => {
  const { asked, read, seen } = keeper();
  const first = read('a');
  const second = read('b');
  await Promise.resolve();
  asked[0].onBytes(2, 4);
  asked[0].answer(GOOD);
  expect(await first).toBe(await second);
  expect(await read('c')).toEqual(GOOD);
  expect(asked).toHaveLength(1);
  expect(seen).toEqual(['a 2', 'b 2']);
});

it('tells a reader who comes later how far it is', async () => {
  const { asked, read, seen } = keeper();
  const first = read('a');
  await Promise.resolve();
  asked[0].onBytes(2, 4);
  const second = read('b');
  expect(seen).toEqual(['a 2', 'b 2']);
  asked[0].answer(GOOD);
  expect(await second).toBe(await first);
});

it('keeps the beginning of a file apart from the file', async () => {
  const asked: (number | undefined)[] = [];
  const kept = new FileKeeper(async ({ first }: { readonly first?: number }) => {
    asked.push(first);
    return { ok: true, value: first };
  });
  for (const first of [2, undefined, 2]) {
    expect(await kept.read({ ...FILE, first }, () => {})).toEqual({ ok: true, value: first });
  }
  expect(asked).toEqual([2, undefined]);
});

it('tells nobody once it is there', async () => {
  const { asked, read, seen } = keeper();
  const first = read('a');
  await Promise.resolve();
  asked[0].answer(GOOD);
  await first;
  asked[0].onBytes(4, 4);
  expect(seen).toEqual([]);
});

it('tells the first reader of the very beginning', async () => {
  const seen: number[] = [];
  const kept = new FileKeeper(async (_, onBytes) => {
    onBytes(0, 4);
    return GOOD;
  });
  await kept.read(FILE, (received) => seen.push(received));
  expect(seen).toEqual([0]);
});

it('keeps what came afresh though an older reading fails after it', async () => {
  const { asked, read } = keeper();
  const older = read('a');
  await Promise.resolve();
  const fresh = read('b', true);
  await Promise.resolve();
  asked[1].answer(GOOD);
  await fresh;
  asked[0].answer(refusal('stalled', { url: 'file', seconds: 10, received: 0 }) as never);
  await older;
  expect(await read('c')).toEqual(GOOD);
  expect(asked).toHaveLength(2);
});

it('forgets a file that could not be had', async () => {
  const { asked, read } = keeper();
  const first = read('a');
  await Promise.resolve();
  asked[0].answer(refusal('stalled', { url: 'file', seconds: 10, received: 0 }) as never);
  expect(await first).toMatchObject({ ok: false, code: 'stalled' });
  const second = read('a');
  await Promise.resolve();
  asked[1].answer(GOOD);
  expect(await second).toEqual(GOOD);
});

it('fetches a file anew that is asked for afresh, and keeps that one', async () => {
  const { asked, read } = keeper();
  const stale = read('a');
  await Promise.resolve();
  asked[0].answer(GOOD);
  await stale;
  const fresh = read('a', true);
  await Promise.resolve();
  expect(asked[1].fresh).toBe(true);
  const newer = { ok: true, value: Uint8Array.of(9) } as unknown as Outcome<never>;
  asked[1].answer(newer);
  expect(await fresh).toEqual(newer);
  expect(await read('b')).toEqual(newer);
});

it('fetches a file again once its folder was let go, and keeps those of other folders', async () => {
  const { asked, read, kept } = keeper();
  const first = read('a');
  await Promise.resolve();
  asked[0].answer(GOOD);
  await first;
  kept.letGo('http://host/other/');
  expect(await read('b')).toEqual(GOOD);
  kept.letGo('http://host/');
  void read('c');
  await Promise.resolve();
  expect(asked).toHaveLength(2);
});
