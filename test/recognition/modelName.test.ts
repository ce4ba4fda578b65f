import { expect, it } from 'vitest';
import type { ModelFacts } from '../../src/recognition/facts';
import { modelName } from '../../src/recognition/modelName';

const FACTS = { family: 'mobilenet-v2', width: 0.35, input: { size: 96, planes: 3 } } as ModelFacts;
const KIND = 'MobileNetV2 0.35, 96 px';

it.each([
  ['its file', ['My model.tflite'], 'My model.tflite', 'My model'],
  ['its archive', ['cats and dogs.zip'], 'model.json', 'cats and dogs'],
  ['its folder', ['birds/model.json', 'birds/weights.bin'], 'birds/model.json', 'birds'],
  ['the archive’s content', ['converted_tfjs.zip'], 'birds.json', 'birds'],
  ['one of several files', ['labels.txt', 'birds.tflite'], 'birds.tflite', 'birds'],
  ['what it is: loose files', ['model.json', 'weights.bin'], 'model.json', KIND],
  ['what it is: Teachable Machine', ['converted_keras (3).zip'], 'keras_model.h5', KIND],
  ['what it is: one file', ['model_unquant.tflite'], 'model_unquant.tflite', KIND],
  ['what it is: a folder too', ['model/model.json'], 'model/model.json', KIND],
])('a network is called after %s', (_, paths, file, name) => {
  expect(modelName(paths, file, FACTS)).toBe(name);
});

it('where no width makes its channels, its kind is said without', () => {
  const cut = { ...FACTS, width: null };
  expect(modelName(['model.onnx'], 'model.onnx', cut)).toBe('MobileNetV2, 96 px');
});

it('a relative without a name keeps its file’s', () => {
  const relative: ModelFacts = { ...FACTS, family: 'relative' };
  expect(modelName(['model.onnx'], 'model.onnx', relative)).toBe('model');
});
