import { refusal } from '../../src/words/refusal';
import { expect, it } from 'vitest';
import { showingLife } from '../../src/bridge/showingLife';
import type { ReadFile } from '../../src/download/fetchFile';

const FILE = { url: 'http://host/file', knownBytes: 4, contentBytes: 4, fresh: false };
const NOTHING = refusal('stalled', { url: 'file', seconds: 10, received: 0 });

it('whoever asks for a file shows life, though it is at hand and nothing is told of its bytes', () => {
  let signs = 0;
  const read: ReadFile = async () => NOTHING;
  void showingLife(read, () => signs++)(FILE, () => {});
  expect(signs).toBe(1);
});

it('so does whoever is sent a part, which is passed on', async () => {
  let signs = 0;
  const seen: [number, number][] = [];
  const read: ReadFile = async (_, onBytes) => {
    onBytes(2, 4);
    onBytes(4, 4);
    return NOTHING;
  };
  const outcome = await showingLife(read, () => signs++)(FILE, (...told) => seen.push(told));
  expect([signs, seen, outcome]).toEqual([
    3,
    [
      [2, 4],
      [4, 4],
    ],
    NOTHING,
  ]);
});
