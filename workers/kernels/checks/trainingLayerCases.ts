/** Problems for the stem, project outputs, pool and the optimiser in training. */
import type { Random } from '../../../src/base/seededRandom';
import { patchesReference, poolReference, sgdReference } from '../reference/trainingLayers';
import { productReference } from '../reference/trainingPointwise';
import { activated, linear, normBackwardReference } from '../reference/trainingRows';
import type { TrainingCase } from './trainingCase';
import {
  anything,
  arraysOf,
  labelOf,
  makeMap,
  makeNorm,
  normEntries,
  values,
  withRows,
  type CaseMap,
  type TrainingShape,
} from './trainingCaseData';
import { correlationAfter, correlationCall, makeSums, productCall } from './trainingCases';

/** The part of both directions of the stem. */
function makeStem(shape: TrainingShape, random: Random) {
  const { outChannels, size: inSize, stride, images: count, chunk } = shape;
  const outSize = Math.ceil(inSize / stride);
  const images = values(count * inSize * inSize * 3, random);
  const output = makeMap(outChannels, outSize * outSize * count, random);
  const outputGradient = makeMap(outChannels, outSize * outSize * count, random);
  const kernel = values(27 * outChannels, random);
  const gradient = values(kernel.length, random);
  const columns = outSize * count;
  const patches = { ...makeMap(27, columns, random), columns };
  const planes = new Float32Array(3 * (inSize + 2) ** 2 * count);
  const { sums, after } = makeSums(outChannels, random);
  const input = patches;
  const product = productCall({ input, norm: null, output, kernel, added: false, sums, chunk });
  const left = { ...outputGradient, columns };
  const parts = { left, norm: null, right: patches, gradient, transposed: true, chunk };
  const correlation = correlationCall(parts);
  const fields = {
    ...{ images, planes, patches: patches.values, patchPitch: patches.pitch },
    ...{ product: product.call, correlation: correlation.call },
    ...{ output: output.values, outputGradient: outputGradient.values },
    ...{ inSize, outSize, count, stride },
  };
  const geometry = { inSize, outSize, images: count, stride };
  return {
    ...{ images, kernel, gradient, output, outputGradient, planes, sums, after, geometry },
    call: { kind: 'stemTraining', fields } as const,
    patches: patches.values,
  };
}

export function stemForwardCase(shape: TrainingShape, random: Random): TrainingCase {
  const stem = makeStem(shape, random);
  const { images, kernel, output, planes, sums, after, geometry, call, patches } = stem;
  return {
    label: labelOf(shape),
    call,
    expected: () => {
      const seen = patchesReference(images, geometry);
      const rows = productReference(seen, kernel, output.rows.length, null);
      return arraysOf([
        [output.values, withRows(output, rows)],
        [sums, after(rows)],
        [planes, anything(planes.length)],
        [patches, anything(patches.length)],
      ]);
    },
  };
}

export function stemFilterGradientCase(shape: TrainingShape, random: Random): TrainingCase {
  const stem = makeStem(shape, random);
  const { images, gradient, outputGradient, planes, geometry, call, patches } = stem;
  planes.set(borderedPlanes(images, geometry.inSize, geometry.images));
  return {
    label: labelOf(shape),
    call,
    expected: () => {
      const right: CaseMap = {
        ...outputGradient,
        rows: patchesReference(images, geometry).map((row) => Float32Array.from(row)),
      };
      const parts = {
        left: outputGradient,
        norm: null,
        right,
        gradient,
        transposed: true,
        chunk: 0,
      };
      return arraysOf([
        [gradient, correlationAfter(parts)],
        [patches, anything(patches.length)],
      ]);
    },
  };
}

/** [3][row][column][image] with a border of zeros: what the stem's forward pass leaves. */
function borderedPlanes(images: Float32Array, size: number, count: number): Float32Array {
  const side = size + 2;
  const planes = new Float32Array(3 * side * side * count);
  images.forEach((value, i) => {
    const [pixel, plane] = [Math.floor(i / 3) % (size * size), i % 3];
    const image = Math.floor(i / (3 * size * size));
    const [y, x] = [1 + Math.floor(pixel / size), 1 + (pixel % size)];
    planes[((plane * side + y) * side + x) * count + image] = value;
  });
  return planes;
}

/** `extra`: with a residual. */
function makeLinear({ outChannels, size, images, extra }: TrainingShape, random: Random) {
  const columns = size * size * images;
  const map = () => makeMap(outChannels, columns, random);
  const [input, output, residual, gradient, inputGradient] = [map(), map(), map(), map(), map()];
  const norm = makeNorm(outChannels, columns, random);
  const fields = {
    ...{ norm: norm.call, input: input.values, output: output.values, gradient: gradient.values },
    ...{ residual: extra ? residual.values : 0, inputGradient: inputGradient.values },
    ...{ pitch: input.pitch, columns },
  };
  const call = { kind: 'linear', fields } as const;
  return { input, output, residual, gradient, inputGradient, norm, call };
}

export function linearForwardCase(shape: TrainingShape, random: Random): TrainingCase {
  const { input, output, residual, norm, call } = makeLinear(shape, random);
  const plus = (c: number, i: number) => (shape.extra ? residual.rows[c][i] : 0);
  return {
    label: labelOf(shape),
    call,
    expected: () => {
      const rows = input.rows.map((row, c) => linear(row, norm, c).map((y, i) => y + plus(c, i)));
      return arraysOf([[output.values, withRows(output, rows)]]);
    },
  };
}

export function linearBackwardCase(shape: TrainingShape, random: Random): TrainingCase {
  const { input, gradient, inputGradient, norm, call } = makeLinear(shape, random);
  return {
    label: labelOf(shape),
    call,
    expected: () => {
      const gradients = gradient.rows.map((row, c) =>
        normBackwardReference(row, input.rows[c], norm, c, false),
      );
      const rows = gradients.map((g) => g.input);
      return arraysOf([
        [inputGradient.values, withRows(inputGradient, rows)],
        ...normEntries(norm, gradients),
      ]);
    },
  };
}

function makePool({ inChannels, size, images }: TrainingShape, random: Random) {
  const columns = size * size * images;
  const input = makeMap(inChannels, columns, random, 2);
  const inputGradient = makeMap(inChannels, columns, random);
  const output = makeMap(inChannels, images, random);
  const gradient = makeMap(inChannels, images, random);
  const norm = makeNorm(inChannels, columns, random);
  const scratch = new Float32Array(columns);
  const fields = {
    ...{ norm: norm.call, input: input.values, output: output.values, gradient: gradient.values },
    ...{ inputGradient: inputGradient.values, scratch, inPitch: input.pitch },
    ...{ outPitch: output.pitch, gradientPitch: inputGradient.pitch },
    ...{ pixels: size * size, images },
  };
  const call = { kind: 'poolTraining', fields } as const;
  return { input, inputGradient, output, gradient, norm, scratch, call };
}

export function poolForwardCase(shape: TrainingShape, random: Random): TrainingCase {
  const { input, output, norm, scratch, call } = makePool(shape, random);
  return {
    label: labelOf(shape),
    call,
    expected: () => {
      const rows = input.rows.map((row, c) => poolReference(activated(row, norm, c), shape.images));
      return arraysOf([
        [output.values, withRows(output, rows)],
        [scratch, anything(scratch.length)],
      ]);
    },
  };
}

export function poolBackwardCase(shape: TrainingShape, random: Random): TrainingCase {
  const { input, inputGradient, gradient, norm, call } = makePool(shape, random);
  const pixels = shape.size ** 2;
  return {
    label: labelOf(shape),
    call,
    expected: () => {
      const gradients = input.rows.map((row, c) => {
        const spread = Array.from(row, (_, i) => gradient.rows[c][i % shape.images] / pixels);
        return normBackwardReference(spread, row, norm, c, true);
      });
      const rows = gradients.map((g) => g.input);
      return arraysOf([
        [inputGradient.values, withRows(inputGradient, rows)],
        ...normEntries(norm, gradients),
      ]);
    },
  };
}

/** `extra`: with a mask and an L1 term. */
export function sgdCase({ extra, ...shape }: TrainingShape, random: Random): TrainingCase {
  const count = 4 * shape.inChannels;
  const weights = values(count, random).map((w) => (random() < 0.2 ? 0 : w));
  const [gradients, velocities] = [values(count, random), values(count, random)];
  const mask = Uint8Array.from(weights, () => (random() < 0.5 ? 0 : 1));
  const rates = { rate: 0.1, momentum: 0.9, decay: 0.01, l1: extra ? 0.3 : 0 };
  const fields = { weights, gradients, velocities, mask: extra ? mask : 0, count, ...rates };
  return {
    label: labelOf({ ...shape, extra }),
    call: { kind: 'sgd', fields },
    expected: () => {
      const problem = { weights, gradients, velocities, mask: extra ? mask : null, ...rates };
      const after = sgdReference(problem);
      return arraysOf([
        [weights, after.weights],
        [velocities, after.velocities],
      ]);
    },
  };
}
