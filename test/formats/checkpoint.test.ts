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
import { sentence } from '../../src/words/sentence';

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
    expect(read).toMatchObject({ ok: false, code: 'weights-size' });
    expect(read.ok ? '' : sentence(read)).toBe(
      'weights.bin has 9083172 bytes, but its manifest describes 9083176; take both files from the same export',
    );
  });

  it('is refused where an array is missing or has another shape', () => {
    const [group] = MANIFEST.weightsManifest;
    const without = {
      ...MANIFEST,
      weightsManifest: [{ ...group, weights: group.weights.slice(1) }],
    };
    const read = readCheckpoint('bundled', without as unknown as Manifest, WEIGHTS);
    expect(read.ok ? '' : sentence(read)).toContain(
      'stem/conv/kernel has no values instead of 864',
    );
  });

  it.each<[string, (manifest: Manifest) => unknown]>([
    ['stem/conv/kernel stands there twice', (own) => withFirst(own, (first) => [first, first])],
    ['stored as int32', (own) => withFirst(own, (first) => [{ ...first, dtype: 'int32' }])],
    [
      'stored as uint8',
      (own) => withFirst(own, (first) => [{ ...first, quantization: { dtype: 'uint8' } }]),
    ],
    [
      'has the shape 32×3×3×3 instead of 3×3×3×32',
      (own) => withFirst(own, (first) => [{ ...first, shape: [32, 3, 3, 3] }]),
    ],
    ['input is 32×64×3', (own) => ({ ...own, model: { ...own.model, input: [32, 64, 3] } })],
    ['input is 32×32×1', (own) => ({ ...own, model: { ...own.model, input: [32, 32, 1] } })],
  ])('is refused where it %s', (words, change) => {
    const read = readCheckpoint('bundled', change(MANIFEST) as Manifest, WEIGHTS);
    expect(read.ok ? '' : sentence(read)).toContain(words);
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
    ['{"layers":[],"input":{"size":8,"planes":3}}', 'a list of 1 to 1,000 layers'],
    [
      '{"layers":[{"name":"a","kind":"lstm"}],"input":{"size":8,"planes":3}}',
      'model.layers[0].kind',
    ],
    ['{"layers":[{"name":"a","kind":"pool"}],"input":[8,8,3]}', 'invalid model.input'],
  ])('%s is no list of layers', (model, words) => {
    const other = { ...MANIFEST, model: JSON.parse(model) as unknown };
    const manifest = parseManifest('m.json', new TextEncoder().encode(JSON.stringify(other)));
    expect(manifest.ok ? '' : sentence(manifest)).toContain(words);
  });

  it('is refused where its layers contradict each other', () => {
    const layers = [{ name: 'a', kind: 'dense', channels: 10 }] as const;
    const model = { input: { size: 8, planes: 3 }, layers };
    const read = readCheckpoint('any', { ...MANIFEST, model }, WEIGHTS);
    expect(read).toMatchObject({ ok: false, code: 'manifest' });
    expect(read.ok ? '' : sentence(read)).toContain('a dense layer cannot read a map of 8 pixels');
  });

  it.each([
    ['{', 'not JSON'],
    ['{"model":{"family":"VGG"}}', 'family is "VGG"'],
    ['{"model":{"family":"MobileNetV2"}}', 'exactly one weights file'],
  ])('%s is no manifest', (text, words) => {
    const manifest = parseManifest('m.json', new TextEncoder().encode(text));
    expect(manifest.ok ? '' : sentence(manifest)).toContain(words);
  });
});
