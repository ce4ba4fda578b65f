/** Damaged and hostile files are refused with a sentence: nothing throws, nothing hangs. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { zipSync } from 'fflate';
import type { Outcome } from '../../src/base/outcome';
import { MODEL_FORMATS } from '../../src/recognition/modelFormats';
import { recogniseFiles } from '../../src/recognition/recogniseFiles';
import { sentence } from '../../src/words/sentence';
import { sample, SAMPLES_ARE_THERE } from './samples';

function isRefused(outcome: Outcome<unknown>): void {
  expect(outcome.ok).toBe(false);
  if (!outcome.ok) expect(sentence(outcome).length).toBeGreaterThan(20);
}

const text = (value: string) => new TextEncoder().encode(value);
const nothing = () => undefined;

describe.each(MODEL_FORMATS)('$label', ({ read }) => {
  it('refuses bytes without meaning', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) =>
        isRefused(read({ name: 'mine', bytes }, nothing)),
      ),
      { seed: 7, numRuns: 300 },
    );
  });
});

it.each(['constructor', 'toString', '__proto__'])('a layer called %s is none of ours', (type) => {
  const json = (model: object) => [{ name: 'model.json', bytes: text(JSON.stringify(model)) }];
  const input = {
    class_name: 'InputLayer',
    config: { name: 'in', batch_input_shape: [null, 8, 8, 3] },
  };
  const layers = [input, { class_name: type, config: { name: 'odd' } }];
  const keras = {
    modelTopology: { class_name: 'Sequential', config: { layers } },
    weightsManifest: [],
  };
  const node = [
    { name: 'in', op: 'Placeholder' },
    { name: 'odd', op: type, input: ['in'] },
  ];
  const values = { cause: { values: { types: [type] } } };
  expect(recogniseFiles(json(keras))).toMatchObject({ code: 'unlike', values });
  const graph = { modelTopology: { node }, weightsManifest: [] };
  expect(recogniseFiles(json(graph))).toMatchObject({ code: 'unlike', values });
});

describe('an archive', () => {
  const zipOf = (files: Record<string, Uint8Array>) => [
    { name: 'mine.zip', bytes: zipSync(files) },
  ];

  it('with paths that leave it gives none of them', () => {
    const model = text('{"modelTopology":{"node":[]},"weightsManifest":[]}');
    const refused = recogniseFiles(zipOf({ '../model.json': model, '/etc/model.json': model }));
    expect(refused).toMatchObject({ code: 'no-model-file', values: { files: [] } });
  });

  it('within an archive is not opened', () => {
    const inner = zipSync({ 'model.json': text('{}') });
    expect(recogniseFiles(zipOf({ 'inner.zip': inner }))).toMatchObject({ code: 'no-model-file' });
  });

  it('that says it holds gigabytes is not unpacked', () => {
    const bytes = zipSync({ 'model.json': text('{}') });
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const directory = view.getUint32(bytes.length - 6, true);
    view.setUint32(directory + 24, 0xf0000000, true);
    const refused = recogniseFiles([{ name: 'mine.zip', bytes }]);
    expect(refused).toMatchObject({ code: 'model-file', values: { cause: { code: 'zip-bytes' } } });
  });
});

it('a pickle that asks for a program runs nothing of it', () => {
  // Magic, version and system as PyTorch writes them, then the object.
  const header = [0x80, 2, 0x8a, 1, 1, 0x2e, 0x80, 2, 0x4b, 1, 0x2e, 0x80, 2, 0x4b, 1, 0x2e];
  const object = text('cos\nsystem\n(X\x04\0\0\0truetR.');
  const file = Uint8Array.from([...header, 0x80, 2, ...object]);
  const refused = recogniseFiles([{ name: 'evil.pth', bytes: file }]);
  expect(refused).toMatchObject({ code: 'model-program', values: { asks: 'os.system' } });
});

describe.skipIf(!SAMPLES_ARE_THERE)('a file of strangers that was cut off', () => {
  it.each([
    'files/tflite/tm-fruit-float32/model_unquant.tflite',
    'files/onnx/made-torchvision-w035-opset13/mobilenet_v2.onnx',
    'files/pytorch/made-torchvision-w035/state_dict.pth',
    'files/safetensors/made-torchvision-names-w050-f32/model.safetensors',
    'teachable-machine/image-model.zip',
  ])('is refused wherever it ends: %s', (path) => {
    const whole = sample(path);
    fc.assert(
      fc.property(fc.double({ min: 0, max: 0.99, noNaN: true }), (share) => {
        const bytes = whole.slice(0, Math.floor(share * whole.length));
        isRefused(recogniseFiles([{ name: path, bytes }], 64));
      }),
      { seed: 11, numRuns: 20 },
    );
  });
});
