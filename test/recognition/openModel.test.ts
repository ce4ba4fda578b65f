/** What comes along with strangers' networks: labels, input, facts. */
import { describe, expect, it } from 'vitest';
import { inputRange } from '../../src/recognition/inputRanges';
import { openModel } from '../../src/recognition/openModel';
import { sentence } from '../../src/words/sentence';
import { unwrap } from '../lab/bundled';
import { sample, SAMPLES_ARE_THERE } from './samples';

function opened(...paths: string[]) {
  return unwrap(openModel(paths.map((path) => ({ name: path, bytes: sample(path) }))));
}

describe.skipIf(!SAMPLES_ARE_THERE)('a network of strangers', () => {
  it('of Teachable Machine brings its labels, its range and its framing', () => {
    const { input, inputEvidence, inputRange, ...model } = opened(
      'teachable-machine/image-model.zip',
    );
    expect(model.classNames).toEqual(['Class 1', 'Class 2']);
    expect(model.classNamesFrom).toEqual({ from: 'metadata.json', background: 'as listed' });
    expect(inputRange).toBe('signed');
    expect(input).toMatchObject({ size: 224, planes: 3, framing: 'centre-square' });
    expect(inputEvidence).toEqual({ size: 'file', range: 'origin', framing: 'beside' });
    expect(model.facts).toMatchObject({
      ...{ family: 'mobilenet-v2', width: 0.35, classes: 2, padding: 'same', ending: 'softmax' },
      ...{ normalisation: 'kept', precisions: ['float32'] },
    });
    expect(model.facts.bytes).toBe(181 + 91731 + 2154032);
  });

  it('is known for one of Teachable Machine without its metadata', () => {
    const model = opened('files/tflite/tm-fruit-float32/model_unquant.tflite');
    expect(model).toMatchObject({ inputRange: 'signed', inputEvidence: { range: 'origin' } });
    expect(model.classNames).toBeNull();
    expect(model.facts.normalisation).toBe('folded');
  });

  it('keeps the order of labels that count otherwise', () => {
    const folder = 'files/tfjs-layers/tm-digits-10';
    const { classNames } = opened(
      ...['model.json', 'metadata.json', 'weights.bin'].map((file) => `${folder}/${file}`),
    );
    expect(classNames?.slice(0, 4)).toEqual(['one', 'two', 'nothing', 'three']);
  });

  it.each([
    ['coral/tf2_mobilenet_v2_1.0_224_ptq.tflite', 'signed', 'file', 1],
    ['files/tflite/cfu-035-160-int8/model.tflite', 'signed', 'file', 0.35],
    ['files/tfjs-graph/nsfwjs-mobilenet-v2-140-uint8', 'signed', 'file', 1.4],
    [
      'files/tflite/inat-insect-uint8/mobilenet_v2_1.0_224_inat_insect_quant.tflite',
      ...(['centred', 'file', 1] as const),
    ],
    ['files/onnx/nnstreamer-100-224-qlinear/mobilenet_v2_quant.onnx', 'imagenet', 'guess', 1],
    ['files/onnx/made-torchvision-w035-opset13/mobilenet_v2.onnx', 'imagenet', 'guess', 0.35],
    [
      'files/onnx/stm-035-128-float32/mobilenet_v2_0.35_128_tfs_channel_first.onnx',
      ...(['signed', 'guess', 0.35] as const),
    ],
    ['files/pytorch/made-torchvision-w035/state_dict.pth', 'imagenet', 'guess', 0.35],
    ['files/edge-impulse/refuse-grey-mobilenet-v1/trained.tflite', 'unit', 'file', 0.25],
  ] as const)('%s reads %s, says the %s', (path, range, from, width) => {
    const folder = path.endsWith('uint8');
    const files = ['model.json', 'group1-shard1of2', 'group1-shard2of2'];
    const { facts, ...model } = opened(...(folder ? files.map((f) => `${path}/${f}`) : [path]));
    expect({
      range: model.inputRange,
      from: model.inputEvidence.range,
      width: facts.width,
    }).toEqual({ range, from, width });
  });

  it('takes the names of a text file that has as many', () => {
    const labels = 'coral/imagenet_labels.txt';
    const { classNames, classNamesFrom } = opened(
      'coral/tf2_mobilenet_v2_1.0_224_ptq.tflite',
      labels,
    );
    expect(classNames?.slice(0, 2)).toEqual(['background', 'tench, Tinca tinca']);
    expect(classNamesFrom?.from).toBe('imagenet_labels.txt');
  });

  it('of 8 bits has its labels in an archive at its end', () => {
    const { classNames } = opened(
      'files/tflite/inat-insect-uint8/mobilenet_v2_1.0_224_inat_insect_quant.tflite',
    );
    expect(classNames).toHaveLength(1022);
    expect(classNames?.[1021]).toBe('background');
    expect(classNames?.[0]).toBe('Nicrophorus tomentosus (Tomentose Burying Beetle)');
  });

  it('of timm says its range and size in config.json', () => {
    const folder = 'files/safetensors/made-timm-names-w035-bf16';
    const model = opened(`${folder}/model.safetensors`, `${folder}/config.json`);
    expect(model.input).toMatchObject({ size: 96, ...inputRange('imagenet', 3) });
    expect(model.inputEvidence).toEqual({ size: 'beside', range: 'beside', framing: 'beside' });
    expect(model.facts.precisions).toEqual(['bfloat16']);
  });

  it('has facts that can be said', () => {
    const { facts } = opened('coral/tf2_mobilenet_v2_1.0_224_ptq.tflite');
    for (const fact of facts.unusual) expect(sentence(fact).length).toBeGreaterThan(10);
    expect(facts).toMatchObject({ family: 'mobilenet-v2', precisions: ['int8'] });
  });
});
