import { expect, it } from 'vitest';
import {
  exportFileName,
  FILE_FORMATS,
  parseFileChoice,
  storagesFor,
} from '../../src/export/fileChoice';
import { defaultPlan } from '../../src/pruning/validatePlan';

const PLAN = { ...defaultPlan('l1-norm'), level: 0.5 };
const CHOICES = FILE_FORMATS.flatMap((format) =>
  storagesFor(PLAN, format).map((storage) => ({ format, storage })),
);

it('no two files of a network have the same name', () => {
  const names = CHOICES.map((choice) => exportFileName(PLAN, choice));
  expect(new Set(names).size).toBe(CHOICES.length);
});

it('is read as it is typed', () => {
  for (const choice of CHOICES)
    expect(parseFileChoice(`${choice.format}:${choice.storage}`)).toEqual(choice);
  expect(parseFileChoice('tflite')).toEqual({ format: 'tflite', storage: 'float32' });
  for (const wrong of ['', 'tf', 'tflite:int4', 'tflite:float16:x', 'lab:float16'])
    expect(parseFileChoice(wrong)).toBeNull();
});
