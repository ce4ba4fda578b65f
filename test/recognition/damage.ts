/** Damage to files, as a broken download or somebody with bad intent does it. */
import fc from 'fast-check';

interface Damage {
  /** Where, in millionths of the file. */
  readonly at: number;
  readonly how: 'flip' | 'word' | 'long' | 'cut' | 'swap';
  readonly value: number;
}

const EXTREMES = [0, 1, 0x7f, 0xff, 0x7fffffff, 0x80000000, 0xfffffff0, 0xffffffff];

/** Most places at the ends, where headers stand. */
const place = fc.noBias(
  fc.oneof(
    fc.integer({ min: 0, max: 2_000 }),
    fc.integer({ min: 0, max: 1_000_000 }),
    fc.integer({ min: 998_000, max: 1_000_000 }),
  ),
);

export type Damages = readonly Damage[];

export const damages: fc.Arbitrary<Damages> = fc.array(
  fc.record({
    at: place,
    how: fc.constantFrom('flip', 'word', 'long', 'cut', 'swap'),
    value: fc.oneof(fc.constantFrom(...EXTREMES), fc.nat(0xffff)),
  }),
  { minLength: 1, maxLength: 6 },
);

export function damaged(whole: Uint8Array, list: Damages): Uint8Array {
  return list.reduce<Uint8Array>(damagedOnce, whole.slice());
}

function damagedOnce(bytes: Uint8Array, { at, how, value }: Damage): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 64) return bytes;
  // What a file is, its first bytes tell: damage to them makes it another's.
  const from = 16 + Math.floor((at / 1e6) * (bytes.length - 24));
  const aligned = from - (from % 4);
  if (how === 'cut') return bytes.slice(0, from);
  if (how === 'flip') bytes[from] ^= 1 << (value & 7);
  if (how === 'swap')
    bytes.copyWithin(from, aligned, Math.min(bytes.length, aligned + (value & 0xff)));
  if (how === 'word') view.setUint32(aligned, value, true);
  if (how === 'long') view.setBigUint64(aligned, BigInt(value) << 13n, true);
  return bytes;
}

const TOKENS = ['null', '-1', '1e40', '"x"', '[]', '{}', 'true', '0', '[[[]]]', '"constructor"'];

/** Puts something else in the place of a value. */
export function damagedJson(whole: Uint8Array, list: Damages): Uint8Array {
  const text = list.reduce((json, { at, value }) => {
    const values = [...json.matchAll(/(?<=[:[,]\s*)("[^"]*"|-?\d[\d.]*|true|false|null|\[\])/g)];
    const found = values[Math.floor((at / 1e6) * (values.length - 1))];
    if (!found) return json;
    const behind = json.slice(found.index + found[0].length);
    return json.slice(0, found.index) + TOKENS[value % TOKENS.length] + behind;
  }, new TextDecoder().decode(whole));
  return new TextEncoder().encode(text);
}
