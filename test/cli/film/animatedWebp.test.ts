import { describe, expect, it } from 'vitest';
import { animatedWebp } from '../../../cli/film/animatedWebp';

/** A file of one chunk, as a canvas writes it. */
function picture(data: number[]): Buffer {
  const chunk = Buffer.concat([Buffer.from('VP8 '), Buffer.from([data.length, 0, 0, 0])]);
  const padded = Buffer.from(data.length % 2 ? [...data, 0] : data);
  const length = 4 + chunk.length + padded.length;
  return Buffer.concat([
    Buffer.from('RIFF'),
    Buffer.from([length, 0, 0, 0]),
    Buffer.from('WEBP'),
    chunk,
    padded,
  ]);
}

/** Names of chunks with their contents, by their own lengths. */
function chunks(bytes: Buffer): (readonly [string, Buffer])[] {
  const found = [];
  for (let at = 0; at < bytes.length;) {
    const length = bytes.readUInt32LE(at + 4);
    found.push([
      bytes.toString('latin1', at, at + 4),
      bytes.subarray(at + 8, at + 8 + length),
    ] as const);
    at += 8 + length + (length % 2);
  }
  return found;
}

describe('a film', () => {
  const place = { x: 10, y: 4, width: 300, height: 5, durationMs: 1234 };
  const film = animatedWebp({ width: 960, height: 600 }, [
    { ...place, webp: picture([1, 2, 3]) },
    { ...place, x: 0, webp: picture([4, 5]) },
  ]);
  const inner = chunks(film.subarray(12));

  it('says what it is, how large, and that it moves', () => {
    expect(film.toString('latin1', 0, 4) + film.toString('latin1', 8, 12)).toBe('RIFFWEBP');
    expect(film.readUInt32LE(4)).toBe(film.length - 8);
    expect(inner.map(([name]) => name)).toEqual(['VP8X', 'ANIM', 'ANMF', 'ANMF']);
    expect([...inner[0][1]]).toEqual([2, 0, 0, 0, 959 & 255, 959 >> 8, 0, 599 & 255, 599 >> 8, 0]);
  });

  it('has each picture as it was, with its place and its time', () => {
    const [, frame] = inner[2];
    const numbers = [0, 3, 6, 9, 12].map((at) => frame.readUIntLE(at, 3));
    expect(numbers).toEqual([5, 2, 299, 4, 1234]);
    expect(chunks(frame.subarray(16))).toEqual([['VP8 ', Buffer.from([1, 2, 3])]]);
    expect(inner[3][1].readUIntLE(0, 3)).toBe(0);
  });
});
