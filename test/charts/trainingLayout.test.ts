import { expect, it } from 'vitest';
import { MARGIN, trainingLayout } from '../../src/charts/trainingLayout';

const marks = [
  { seconds: 0, loss: 2, accuracy: 0 },
  { seconds: 30, loss: 1, accuracy: 1 },
];

it('draws the time that is left as empty room', () => {
  const { loss, xTicks } = trainingLayout(marks, 60, 260, 100);
  const width = 260 - MARGIN.left - MARGIN.right;
  expect(loss).toBe(`M${MARGIN.left},${MARGIN.top}L${MARGIN.left + width / 2},45`);
  expect(xTicks.map(({ label }) => label)).toEqual(['0 s', '20 s', '40 s', '60 s']);
});

it('draws accuracy as a running mean', () => {
  const { accuracy } = trainingLayout(marks, 60, 260, 100);
  const middle = MARGIN.top + (100 - MARGIN.bottom - MARGIN.top) / 2;
  expect(accuracy).toContain(`,${100 - MARGIN.bottom}L`);
  expect(accuracy.endsWith(`,${middle}`)).toBe(true);
});

it('has nothing to draw before the first step', () => {
  expect(trainingLayout([], 60, 260, 100)).toMatchObject({ loss: '', accuracy: '' });
});
