/** Whatever JSON lies where a record should: a sentence that names the file, never an exception. */
import type { Outcome } from '../../src/base/outcome';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseManifest, readCheckpoint } from '../../src/formats/checkpoint/checkpoint';
import { parseDatasetRecord, parseModelRecord } from '../../src/subject/records';
import { sentence } from '../../src/words/sentence';

const PUBLIC = new URL('../../public/', import.meta.url);
const MODEL = 'models/mobilenetv2-0.35-fashion-mnist/';

type Parse = (url: string, bytes: Uint8Array) => Outcome<unknown>;

/** What the page does with a manifest: reading it, then weights that go with it or not. */
const readManifest: Parse = (url, bytes) => {
  const manifest = parseManifest(url, bytes);
  return manifest.ok ? readCheckpoint(url, manifest.value, new Uint8Array(64)) : manifest;
};

const FILES: readonly [file: string, parse: Parse][] = [
  [`${MODEL}model.json`, parseModelRecord],
  ['datasets/fashion-mnist/dataset.json', parseDatasetRecord],
  [`${MODEL}manifest.json`, readManifest],
];
const STRANGE: readonly unknown[] = [
  null,
  {},
  [],
  '',
  'text',
  0,
  -1,
  1.5,
  1e300,
  true,
  { toString: 1 },
  [null],
];

function bytesOf(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value));
}

/** The value with one of its parts, however deep, put in the place of another. */
function withOne(value: unknown, at: number[], part: unknown): unknown {
  const keys = value !== null && typeof value === 'object' ? Object.keys(value) : [];
  if (at.length === 0 || keys.length === 0) return part;
  const key = keys[at[0] % keys.length];
  const copy = structuredClone(value) as Record<string, unknown>;
  copy[key] = withOne(copy[key], at.slice(1), part);
  return copy;
}

describe.each(FILES)('%s', (file, parse) => {
  const whole = JSON.parse(readFileSync(new URL(file, PUBLIC), 'utf8')) as unknown;

  it.each(STRANGE.map((value) => [JSON.stringify(value), value]))(
    'is refused as %s',
    (_, value) => {
      const outcome = parse('http://host/the.json', bytesOf(value));
      expect(outcome).toMatchObject({ ok: false });
      expect(outcome.ok ? '' : sentence(outcome)).toContain('http://host/the.json');
    },
  );

  it('is refused where it is no JSON', () => {
    const cut = new TextEncoder().encode('{"name": "Mobile');
    expect(parse('the.json', cut)).toMatchObject({ ok: false });
  });

  it('never throws, whatever is put in the place of one of its parts', () => {
    const paths = fc.array(fc.nat(500), { minLength: 1, maxLength: 6 });
    const parts = fc.oneof(fc.constantFrom(...STRANGE), fc.jsonValue());
    fc.assert(
      fc.property(paths, parts, (at, part) => {
        parse('the.json', bytesOf(withOne(whole, at, part)));
      }),
      { seed: 28, numRuns: 300 },
    );
  });
});

it('records as they are bundled are read', () => {
  for (const [file, parse] of FILES.slice(0, 2)) {
    expect(parse(file, readFileSync(new URL(file, PUBLIC)))).toMatchObject({ ok: true });
  }
});
