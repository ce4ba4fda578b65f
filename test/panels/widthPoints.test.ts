import { expect, it } from 'vitest';
import { MODELS, type BundledModel } from '../../src/subject/models';
import { widthPoints } from '../../src/panels/results/widthPoints';

const DENSE = { width: 1, inputSize: 32, stemStride: 1, classes: 10 } as const;
const model = (width: number, top1?: number): BundledModel => ({ ...MODELS[0], width, top1 });

it('smaller networks are drawn once there is one beside the dense network, each width once', () => {
  expect([...widthPoints(DENSE, [model(1, 93.4), model(1, 92.6), model(0.5)])]).toEqual([]);
  const points = [...widthPoints(DENSE, [model(1, 93.4), model(1, 92.6), model(0.5, 92)])];
  expect(points.map(({ width, top1 }) => [width, top1])).toEqual([
    [1, 93.4],
    [0.5, 92],
  ]);
  expect(points[1].macs).toBeLessThan(points[0].macs / 2);
});
