/** Whole files of strangers: which format they are, what is in them, and why others are refused. */
import { describe, expect, it } from 'vitest';
import { recogniseFiles } from '../../src/recognition/recogniseFiles';
import { sentence } from '../../src/words/sentence';
import { unwrap } from '../lab/bundled';
import { sample, SAMPLES_ARE_THERE } from './samples';

function given(...paths: string[]) {
  return paths.map((path) => ({ name: path, bytes: sample(path) }));
}

describe.skipIf(!SAMPLES_ARE_THERE)('files of strangers', () => {
  it('of Teachable Machine are read from their zip', () => {
    const found = unwrap(recogniseFiles(given('teachable-machine/image-model.zip')));
    expect(found).toMatchObject({
      format: 'tfjs-layers',
      file: { name: 'model.json' },
      ending: 'softmax',
    });
    expect(found.network).toMatchObject({ input: { size: 224, planes: 3 }, classes: 2 });
    expect(found.network.layers[0].outChannels).toBe(16);
  });

  it('that look alike but are MobileNetV1 are taken for what they are', () => {
    const found = unwrap(recogniseFiles(given('teachable-machine/tiny-image-model.zip')));
    expect(found.network.input).toEqual({ size: 96, planes: 1 });
    expect(found.network.layers.some(({ name }) => name === 'separable_0/pointwise')).toBe(true);
    expect(found.network.layers.every(({ adds }) => adds === null)).toBe(true);
  });

  it.each([
    ['tflite', 'coral/tf2_mobilenet_v2_1.0_224_ptq.tflite', 224, 1001],
    ['tflite', 'files/tflite/refuse-person-detect-v1/model_pdti8.tflite', 96, 2],
    ['tflite', 'files/edge-impulse/refuse-grey-mobilenet-v1/trained.tflite', 96, 2],
    ['onnx', 'files/onnx/stm-035-128-float32/mobilenet_v2_0.35_128_tfs_channel_first.onnx', 128, 5],
  ] as const)('are %s: %s', (format, path, size, classes) => {
    const found = unwrap(recogniseFiles(given(path)));
    expect(found.format).toBe(format);
    expect(found.network.input.size).toBe(size);
    expect(found.network.classes).toBe(classes);
  });

  it('that find objects are refused for what sets them apart', () => {
    const folder = 'files/tfjs-graph/refuse-handtrack-ssd-uint8';
    const refused = recogniseFiles(given(`${folder}/model.json`));
    expect(refused).toMatchObject({
      code: 'unlike',
      values: { cause: { values: { outputs: 8 } } },
    });
    expect(!refused.ok && sentence(refused)).toMatch(/22 × ConcatV2/);
  });

  it('that are no networks are named', () => {
    const refused = recogniseFiles(given('README.md'));
    expect(refused).toMatchObject({ code: 'no-model-file', values: { files: ['README.md'] } });
  });
});
