import { describe, expect, it } from 'vitest';
import { DATASETS, FASHION_MNIST } from '../../src/subject/datasets';
import { fitsNetwork, fittingDatasets } from '../../src/subject/fitting';

const { size, planes, classes } = FASHION_MNIST.task;
const reader = { input: { size, planes }, classes };

describe('the data sets that fit a network', () => {
  it('are those of its size, planes and number of classes', () => {
    expect(fittingDatasets(reader)).toEqual(
      DATASETS.filter(({ task }) => JSON.stringify(task) === JSON.stringify(FASHION_MNIST.task)),
    );
  });

  it.each([
    { ...reader, input: { size: size + 1, planes } },
    { ...reader, input: { size, planes: 1 } },
    { ...reader, classes: classes + 1 },
  ])('are none of another size, plane or class: %o', (other) => {
    expect(fittingDatasets(other)).not.toContain(FASHION_MNIST);
  });
});

it('names both sides of what does not fit', () => {
  expect(fitsNetwork(reader, 'Mine', { ...FASHION_MNIST.task, classes: 3 })).toMatchObject({
    code: 'other-class-count',
    values: { name: 'Mine', own: 3, network: 10 },
  });
  expect(fitsNetwork(reader, 'Mine', { ...FASHION_MNIST.task, planes: 1 })).toMatchObject({
    code: 'other-input',
    values: { own: { size: 32, planes: 1 }, network: { size: 32, planes: 3 } },
  });
});
