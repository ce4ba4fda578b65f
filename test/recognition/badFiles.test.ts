/** Damaged and hostile files are refused with a sentence: nothing throws, nothing hangs. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unzipSync, zipSync } from 'fflate';
import type { Outcome } from '../../src/base/outcome';
import { MODEL_FORMATS, type GivenFile } from '../../src/recognition/modelFormats';
import { openModel } from '../../src/recognition/openModel';
import { recogniseFiles } from '../../src/recognition/recogniseFiles';
import { sentence } from '../../src/words/sentence';
import { writeSafetensors } from '../../src/formats/safetensors/writeSafetensors';
import { writeSparse } from '../../src/formats/sparse/writeSparse';
import { teachableMachine } from '../model/family';
import { exported, random } from './exported';
import { damaged, damagedJson, damages, type Damages } from './damage';
import { sample, SAMPLES_ARE_THERE } from './samples';

function isRefused(outcome: Outcome<unknown>): void {
  expect(outcome.ok).toBe(false);
  if (!outcome.ok) expect(sentence(outcome).length).toBeGreaterThan(20);
}

const text = (value: string) => new TextEncoder().encode(value);
const nothing = () => undefined;

describe.each(MODEL_FORMATS)('$id', ({ read }) => {
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

  it('that unpacks to a thousand times its size is not unpacked', () => {
    const refused = recogniseFiles(zipOf({ 'model.json': new Uint8Array(1 << 24) }));
    expect(refused).toMatchObject({ code: 'model-file', values: { cause: { code: 'zip-bytes' } } });
  });

  it('of more entries than are looked at is refused', () => {
    const entries = 100_001;
    // The directory alone, with the ends of an archive of 64 and of one of 32 bits.
    const [wide, locator, end] = [0, 56, 76].map((behind) => 46 * entries + behind);
    const bytes = new Uint8Array(end + 22);
    const view = new DataView(bytes.buffer);
    const write = (at: number, value: number) => view.setUint32(at, value, true);
    for (let i = 0; i < entries; i++) write(46 * i, 0x02014b50);
    write(wide, 0x06064b50);
    write(wide + 32, entries);
    write(locator, 0x07064b50);
    write(locator + 8, wide);
    write(end, 0x06054b50);
    write(end + 8, 0xffffffff);
    write(end + 16, 0xffffffff);
    const refused = recogniseFiles([{ name: 'mine.zip', bytes }]);
    expect(refused).toMatchObject({ values: { cause: { code: 'zip-entries' } } });
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

it('a state dict of quantised arrays is told from a program', () => {
  const header = [0x80, 2, 0x8a, 1, 1, 0x2e, 0x80, 2, 0x4b, 1, 0x2e, 0x80, 2, 0x4b, 1, 0x2e];
  const object = text('ctorch._utils\n_rebuild_qtensor\n(tR.');
  const bytes = Uint8Array.from([...header, 0x80, 2, ...object]);
  const refused = recogniseFiles([{ name: 'int8.pth', bytes }]);
  expect(refused).toMatchObject({ values: { cause: { code: 'file-quantised' } } });
});

it('a Keras network with its channels first says so', () => {
  const config = {
    name: 'conv',
    data_format: 'channels_first',
    batch_input_shape: [null, 3, 8, 8],
  };
  const layers = [{ class_name: 'Conv2D', config }];
  const modelTopology = { class_name: 'Sequential', config: { layers } };
  const json = text(JSON.stringify({ modelTopology, weightsManifest: [] }));
  const refused = recogniseFiles([{ name: 'model.json', bytes: json }]);
  const cause = { code: 'file-channels-first', values: { layer: 'conv' } };
  expect(refused).toMatchObject({ values: { cause } });
});

it.each([
  ['a number of a gigabyte', [0x8b, 0xff, 0xff, 0xff, 0x3f, 0x2e]],
  ['a list that holds itself', [0x5d, 0x71, 0, 0x68, 0, 0x61, 0x2e]],
])('a pickle with %s is none of arrays', (_, object) => {
  const header = [0x80, 2, 0x8a, 1, 1, 0x2e, 0x80, 2, 0x4b, 1, 0x2e, 0x80, 2, 0x4b, 1, 0x2e];
  const bytes = Uint8Array.from([...header, 0x80, 2, ...object, 0x80, 2, 0x5d, 0x2e]);
  isRefused(recogniseFiles([{ name: 'evil.pth', bytes }]));
});

it('a pickle whose lists hold each other twice is looked at once', () => {
  const header = [0x80, 2, 0x8a, 1, 1, 0x2e, 0x80, 2, 0x4b, 1, 0x2e, 0x80, 2, 0x4b, 1, 0x2e];
  // Sixty pairs of the pair before: 2⁶⁰ of the first, had each to be visited.
  const pairs = Array.from({ length: 60 }, () => [0x32, 0x86]).flat();
  const keys = [0x80, 2, 0x5d, 0x2e];
  const bytes = Uint8Array.from([...header, 0x80, 2, 0x5d, ...pairs, 0x2e, ...keys]);
  const refused = recogniseFiles([{ name: 'evil.pth', bytes }]);
  expect(refused).toMatchObject({ values: { cause: { code: 'file-no-arrays' } } });
});

describe('an array of 2⁴⁰ values is refused before there is room made for it', () => {
  const HUGE = [2 ** 20, 2 ** 20];

  it('in safetensors', () => {
    const header = text(JSON.stringify({ a: { dtype: 'F32', shape: HUGE, data_offsets: [0, 4] } }));
    const bytes = new Uint8Array(8 + header.length + 4);
    new DataView(bytes.buffer).setUint32(0, header.length, true);
    bytes.set(header, 8);
    expect(recogniseFiles([{ name: 'a.safetensors', bytes }])).toMatchObject({
      values: { cause: { code: 'file-array-outside' } },
    });
  });

  it('in a LayersModel', () => {
    const weights = [{ name: 'a/kernel', shape: HUGE, dtype: 'float32' }];
    const model = {
      modelTopology: { class_name: 'Sequential', config: { layers: [] } },
      weightsManifest: [{ paths: ['a.bin'], weights }],
    };
    const files = [
      { name: 'model.json', bytes: text(JSON.stringify(model)) },
      { name: 'a.bin', bytes: new Uint8Array(4) },
    ];
    expect(recogniseFiles(files)).toMatchObject({
      values: { cause: { code: 'file-weights-end' } },
    });
  });
});

it.each(['[', '{"a":', '{"class_name":"Sequential","config":{"layers":['])(
  'a description that is nested a hundred thousand times is refused: %s',
  (opening) => {
    const json = `{"weightsManifest":[],"modelTopology":${opening.repeat(100_000)}`;
    isRefused(recogniseFiles([{ name: 'model.json', bytes: text(json) }]));
    const closing = [...opening].flatMap((sign) => ({ '[': ']', '{': '}' })[sign] ?? []);
    const whole = `${json}0${closing.reverse().join('').repeat(100_000)}}`;
    isRefused(recogniseFiles([{ name: 'model.json', bytes: text(whole) }]));
  },
);

it('a file is named in its refusal as it is called, whatever that is', () => {
  const name = '<img src=x onerror=alert(1)>.onnx';
  const refused = recogniseFiles([{ name, bytes: Uint8Array.of(8, 7, 0x3a, 0xff) }]);
  expect(!refused.ok && sentence(refused)).toContain(name);
});

/** Of the repository's own, and of strangers. */
const FIXTURES = join(import.meta.dirname, '../fixtures');
const own = (path: string) => new Uint8Array(readFileSync(join(FIXTURES, path)));

function areRefusedOrRead(files: (damage: Damages) => GivenFile[]): void {
  fc.assert(
    fc.property(damages, (list) => {
      const opened = openModel(files(list));
      if (!opened.ok) isRefused(opened);
    }),
    { seed: 11, numRuns: 40 },
  );
}

it('a damaged .keras file is refused, or read', () => {
  const whole = own('keras3/named.keras');
  areRefusedOrRead((list) => [{ name: 'mine.keras', bytes: damaged(whole, list) }]);
});

it('a damaged sparse file is refused, or read', () => {
  const whole = writeSparse(exported(random(teachableMachine())));
  areRefusedOrRead((list) => [{ name: 'mine.sparse', bytes: damaged(whole, list) }]);
});

it('a damaged safetensors file with a description is refused, or read', () => {
  const whole = writeSafetensors(exported(random(teachableMachine())), 'float32');
  areRefusedOrRead((list) => [{ name: 'mine.safetensors', bytes: damaged(whole, list) }]);
});

it('a damaged description of Keras is refused, or read', () => {
  const inside = Object.entries(unzipSync(own('keras3/numbered.keras')));
  areRefusedOrRead((list) =>
    inside.map(([name, bytes]) => ({
      name,
      bytes: name === 'config.json' ? damagedJson(bytes, list) : bytes,
    })),
  );
});

describe.skipIf(!SAMPLES_ARE_THERE)('a damaged file of strangers is refused, or read', () => {
  it.each([
    'files/keras-h5/tm-fruit/keras_model.h5',
    'files/tflite/refuse-person-detect-v1/model_pdti8.tflite',
    'files/tflite/cfu-035-160-int8/model.tflite',
    'files/onnx/made-torchvision-w035-opset13/mobilenet_v2.onnx',
    'files/pytorch/made-torchvision-w035/state_dict.pth',
    'files/safetensors/made-torchvision-names-w050-f32/model.safetensors',
    'teachable-machine/image-model.zip',
  ])('%s', (path) => {
    const whole = sample(path);
    areRefusedOrRead((list) => [{ name: path, bytes: damaged(whole, list) }]);
  });

  it.each([
    ['files/tfjs-layers/tm-digits-10', ['metadata.json', 'weights.bin']],
    ['files/tfjs-graph/nsfwjs-mobilenet-v2-140-uint8', ['group1-shard1of2', 'group1-shard2of2']],
  ])('%s/model.json', (folder, others) => {
    const [json, ...rest] = ['model.json', ...others].map((name) => ({
      name,
      bytes: sample(`${folder}/${name}`),
    }));
    areRefusedOrRead((list) => [{ ...json, bytes: damagedJson(json.bytes, list) }, ...rest]);
  });
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
