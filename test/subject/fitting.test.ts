import { describe, expect, it } from 'vitest';
import { DATASETS, FASHION_MNIST } from '../../src/subject/datasets';
import { fitsNetwork, fittingDatasets } from '../../src/subject/fitting';
import { sentence } from '../../src/words/sentence';

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
  const refused = fitsNetwork(reader, 'Mine', { ...FASHION_MNIST.task, classes: 3 });
  expect(refused.ok ? '' : sentence(refused)).toMatch(/Mine has 3 classes.* 10 /);
  const grey = fitsNetwork(reader, 'Mine', { ...FASHION_MNIST.task, planes: 1 });
  expect(grey.ok ? '' : sentence(grey)).toMatch(/32×32×1.*32×32×3/);
});
