/** Scalar stem, pool and optimiser of training. */
import { eachTap, type Geometry } from './trainingDepthwise';
import type { Row } from './trainingRows';

/**
 * Rows in the kernel's order [tap][plane] of what each output pixel sees.
 * @param images [image][row][column][plane]
 */
export function patchesReference(images: Row, planes: number, geometry: Geometry): number[][] {
  const { inSize, outSize, images: count, kernelSide } = geometry;
  const rows = Array.from({ length: kernelSide ** 2 * planes }, () =>
    new Array<number>(outSize * outSize * count).fill(0),
  );
  eachTap(geometry, (input, output, tap) => {
    const [pixel, image] = [Math.floor(input / count), input % count];
    for (let plane = 0; plane < planes; plane++) {
      rows[planes * tap + plane][output] =
        images[(image * inSize * inSize + pixel) * planes + plane];
    }
  });
  return rows;
}

/** Mean of each image over the pixels of a row. */
export function poolReference(row: Row, images: number): number[] {
  const pixels = row.length / images;
  return Array.from({ length: images }, (_, image) => {
    let total = 0;
    for (let pixel = 0; pixel < pixels; pixel++) total += row[pixel * images + image];
    return total / pixels;
  });
}

export interface SgdProblem {
  readonly weights: Row;
  readonly gradients: Row;
  readonly velocities: Row;
  /** 0 for values that stay 0; null for none. */
  readonly mask: Row | null;
  readonly rate: number;
  readonly momentum: number;
  readonly decay: number;
  readonly l1: number;
}

/** Nesterov's step with weight decay and an L1 term. */
export function sgdReference(problem: SgdProblem) {
  const { weights, gradients, velocities, mask, rate, momentum, decay, l1 } = problem;
  const kept = (i: number) => !mask || mask[i] !== 0;
  const steps = Array.from(weights, (w, i) => gradients[i] + decay * w + l1 * Math.sign(w));
  const moving = steps.map((d, i) => momentum * velocities[i] + d);
  return {
    velocities: moving.map((v, i) => (kept(i) ? v : 0)),
    weights: Array.from(weights, (w, i) =>
      kept(i) ? w - rate * (steps[i] + momentum * moving[i]) : 0,
    ),
  };
}
