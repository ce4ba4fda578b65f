import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  parseManifest,
  readCheckpoint,
  type Manifest,
  type ManifestEntry,
} from '../../src/formats/checkpoint/checkpoint';

import { manifestOf, weightsFile } from '../../src/formats/checkpoint/manifest';
import { networkOf } from '../../src/model/networkOf';
import { cifarMobilenetV2 } from '../model/family';
import { flatWeights, randomWeights, sameBytes } from '../pruning/networks';
import type { Note, Outcome, Refusal } from '../../src/base/outcome';
import type { Code } from '../../src/words/refusal';

const FOLDER = new URL('../fixtures/reference-model/', import.meta.url);
const MANIFEST_BYTES = readFileSync(new URL('manifest.json', FOLDER));
const WEIGHTS = new Uint8Array(readFileSync(new URL('weights.bin', FOLDER)));
const MANIFEST = JSON.parse(MANIFEST_BYTES.toString()) as Manifest;

/** With other entries in the place of the stem's kernel. */
function withFirst(manifest: Manifest, change: (first: ManifestEntry) => unknown[]) {
  const [{ paths, weights }] = manifest.weightsManifest;
  const entries = [...change(weights[0]), ...weights.slice(1)];
  return { ...manifest, weightsManifest: [{ paths, weights: entries }] };
}

/** Of a manifest that does not describe its network. */
function causeOf(read: Outcome<unknown>): Note {
  expect(read).toMatchObject({ ok: false, code: 'manifest' });
  return (read as Refusal).values.cause as Note;
}

describe('a checkpoint', () => {
  it('becomes a network with weights', () => {
    const manifest = parseManifest('manifest.json', MANIFEST_BYTES);
    if (!manifest.ok) throw new Error(manifest.code);
    const read = readCheckpoint('bundled', manifest.value, WEIGHTS);
    if (!read.ok) throw new Error(read.code);
    const { network, weights, classNames } = read.value;
    expect(network.config).toEqual({ width: 1, inputSize: 32, stemStride: 1, classes: 10 });
    expect(classNames?.[9]).toBe('Ankle boot');
    const bytes = new DataView(WEIGHTS.buffer);
    expect(weights[0].kernel[1]).toBe(bytes.getFloat32(4, true));
    expect(weights[0].norm?.gamma[0]).toBe(bytes.getFloat32(4 * 27 * 32, true));
    const { bias } = weights[weights.length - 1];
    expect(bias?.[9]).toBe(bytes.getFloat32(WEIGHTS.length - 4, true));
  });

  it('is refused by name with a weights file of another size', () => {
    const read = readCheckpoint('bundled', MANIFEST, WEIGHTS.slice(0, -4));
    const values = { name: 'weights.bin', bytes: 9083172, expected: 9083176 };
    expect(read).toMatchObject({ ok: false, code: 'weights-size', values });
  });

  it('is refused where an array is missing or has another shape', () => {
    const [group] = MANIFEST.weightsManifest;
    const without = {
      ...MANIFEST,
      weightsManifest: [{ ...group, weights: group.weights.slice(1) }],
    };
    const read = readCheckpoint('bundled', without as unknown as Manifest, WEIGHTS);
    const values = { array: 'stem/conv/kernel', values: null, expected: 864 };
    expect(causeOf(read)).toEqual({ code: 'array-length', values });
  });

  it.each<[Code, (manifest: Manifest) => unknown]>([
    ['array-twice', (own) => withFirst(own, (first) => [first, first])],
    ['array-storage', (own) => withFirst(own, (first) => [{ ...first, dtype: 'int32' }])],
    [
      'array-storage',
      (own) => withFirst(own, (first) => [{ ...first, quantization: { dtype: 'uint8' } }]),
    ],
    ['array-shape', (own) => withFirst(own, (first) => [{ ...first, shape: [32, 3, 3, 3] }])],
    ['input-not-square', (own) => ({ ...own, model: { ...own.model, input: [32, 64, 3] } })],
    ['input-not-square', (own) => ({ ...own, model: { ...own.model, input: [32, 32, 1] } })],
  ])('is refused where it tells something else: %s', (code, change) => {
    const read = readCheckpoint('bundled', change(MANIFEST) as Manifest, WEIGHTS);
    expect(causeOf(read)).toMatchObject({ code });
  });

  it('holds any network of the family by the list of its layers', () => {
    const network = networkOf(cifarMobilenetV2());
    const weights = randomWeights(network, 9);
    const classNames = Array.from({ length: 10 }, (_, i) => `class ${i}`);
    const asked = { storage: 'float32', path: 'w.bin', preprocessing: 'x / 255' } as const;
    const request = { network, weights, classNames, ...asked };
    const text = new TextEncoder().encode(JSON.stringify(manifestOf(request)));
    const manifest = parseManifest('m.json', text);
    if (!manifest.ok) throw new Error(manifest.code);
    const bytes = weightsFile(network, weights, 'float32');
    const read = readCheckpoint('any', manifest.value, bytes);
    if (!read.ok) throw new Error(read.code);
    expect(read.value.network).toEqual(network);
    expect(sameBytes(flatWeights(read.value.weights), flatWeights(weights))).toBe(true);
  });

  it.each([
    ['{"layers":[],"input":{"size":8,"planes":3}}', 'model.layers', 'is-list-of'],
    [
      '{"layers":[{"name":"a","kind":"lstm"}],"input":{"size":8,"planes":3}}',
      'model.layers[0].kind',
      'is-one-of',
    ],
    ['{"layers":[{"name":"a","kind":"pool"}],"input":[8,8,3]}', 'model.input', 'is-object'],
  ])('%s is no list of layers', (model, path, code) => {
    const other = { ...MANIFEST, model: JSON.parse(model) as unknown };
    const manifest = parseManifest('m.json', new TextEncoder().encode(JSON.stringify(other)));
    const values = { path, what: { code } };
    expect(causeOf(manifest)).toMatchObject({ code: 'field', values });
  });

  it('is refused where its layers contradict each other', () => {
    const layers = [{ name: 'a', kind: 'dense', channels: 10 }] as const;
    const model = { input: { size: 8, planes: 3 }, layers };
    const read = readCheckpoint('any', { ...MANIFEST, model }, WEIGHTS);
    expect(read).toMatchObject({ ok: false, code: 'manifest' });
    expect(causeOf(read)).toMatchObject({
      code: 'layer-contradiction',
      values: { layer: 'a', cause: { code: 'layer-reads-map', values: { pixels: 8 } } },
    });
  });

  it.each([
    ['{', 'no-json'],
    ['{"model":{"family":"VGG"}}', 'model-family'],
    ['{"model":{"family":"MobileNetV2"}}', 'weights-files'],
  ])('%s is no manifest', (text, code) => {
    const manifest = parseManifest('m.json', new TextEncoder().encode(text));
    expect(causeOf(manifest)).toMatchObject({ code });
  });
});
