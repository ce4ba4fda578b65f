import { expect, it } from 'vitest';
import { followsAnother } from '../../src/storage/lastBuild';

const [FIRST, SECOND] = ['http://a/lab/assets/index-1.js', 'http://a/lab/assets/index-2.js'];
const ELSEWHERE = 'http://a/other/assets/index-3.js';

function memory() {
  const kept = new Map<string, string>();
  return () => ({
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  });
}

it('knows the build that follows another one in its folder, once', () => {
  const storage = memory();
  const builds = [FIRST, FIRST, ELSEWHERE, SECOND, SECOND, FIRST];
  expect(builds.map((build) => followsAnother(build, storage))).toEqual([
    ...[false, false, false, true, false, true],
  ]);
});

it('follows none where the browser stores nothing', () => {
  const refused = () => {
    throw new DOMException('storage is off', 'SecurityError');
  };
  expect(followsAnother(FIRST, refused)).toBe(false);
});
