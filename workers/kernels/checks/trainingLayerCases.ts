/** Problems for the stem, stored outputs, gradients that are passed on, pool and the optimiser in training. */
import type { Random } from '../../../src/base/seededRandom';
import { fakeQuantise } from '../../../src/quantisation/fakeQuantise';
import type { Geometry } from '../reference/trainingDepthwise';
import { patchesReference, poolReference, sgdReference } from '../reference/trainingLayers';
import { productReference } from '../reference/trainingPointwise';
import { activated, normBackwardReference, rounded } from '../reference/trainingRows';
import type { TrainingCase } from './trainingCase';
import {
  anything,
  arraysOf,
  geometryOf,
  labelOf,
  makeMap,
  makeNorm,
  normEntries,
  stepOf,
  values,
  withRows,
  type CaseMap,
  type TrainingShape,
} from './trainingCaseData';
import { correlationAfter, correlationCall, makeSums, productCall } from './trainingCases';

/** The part of both directions of the stem; there are a few planes alone. */
function makeStem(shape: TrainingShape, random: Random) {
  const { outChannels, images: count, chunk, inChannels } = shape;
  const { geometry, side } = geometryOf(shape);
  const { inSize, outSize, kernelSide, stride, top, left } = geometry;
  const imagePlanes = 1 + (inChannels % 4);
  const rows = kernelSide ** 2 * imagePlanes;
  const images = values(count * inSize * inSize * imagePlanes, random);
  const output = makeMap(outChannels, outSize * outSize * count, random);
  const outputGradient = makeMap(outChannels, outSize * outSize * count, random);
  const kernel = values(rows * outChannels, random);
  const gradient = values(kernel.length, random);
  const columns = outSize * count;
  const patches = { ...makeMap(rows, columns, random), columns };
  const planes = new Float32Array(imagePlanes * side ** 2 * count);
  const { sums, after } = makeSums(outChannels, random);
  const input = patches;
  const product = productCall({ input, norm: null, output, kernel, added: false, sums, chunk });
  const leftRows = { ...outputGradient, columns };
  const parts = { left: leftRows, norm: null, right: patches, gradient, transposed: true, chunk };
  const correlation = correlationCall(parts);
  const fields = {
    ...{ images, planes, patches: patches.values, patchPitch: patches.pitch },
    ...{ product: product.call, correlation: correlation.call },
    ...{ output: output.values, outputGradient: outputGradient.values },
    ...{ inSize, outSize, count, imagePlanes, kernelSide, stride, top, left, side },
  };
  return {
    ...{ images, kernel, gradient, output, outputGradient, planes, sums, after, geometry, side },
    call: { kind: 'stemTraining', fields } as const,
    ...{ patches: patches.values, imagePlanes },
  };
}

export function stemForwardCase(shape: TrainingShape, random: Random): TrainingCase {
  const stem = makeStem(shape, random);
  const { images, kernel, output, planes, sums, after, geometry, call, patches, imagePlanes } =
    stem;
  return {
    label: labelOf(shape),
    call,
    expected: () => {
      const seen = patchesReference(images, imagePlanes, geometry);
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
  const { images, gradient, outputGradient, planes, geometry, call, patches, imagePlanes } = stem;
  planes.set(borderedPlanes(images, imagePlanes, stem.side, geometry));
  return {
    label: labelOf(shape),
    call,
    expected: () => {
      const right: CaseMap = {
        ...outputGradient,
        rows: patchesReference(images, imagePlanes, geometry).map((row) => Float32Array.from(row)),
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

/** [plane][row][column][image] with a border of zeros: what the stem's forward pass leaves. */
function borderedPlanes(
  images: Float32Array,
  count: number,
  side: number,
  { inSize: size, images: lanes, top, left }: Geometry,
): Float32Array {
  const planes = new Float32Array(count * side * side * lanes);
  images.forEach((value, i) => {
    const [pixel, plane] = [Math.floor(i / count) % (size * size), i % count];
    const image = Math.floor(i / (count * size * size));
    const [y, x] = [top + Math.floor(pixel / size), left + (pixel % size)];
    planes[((plane * side + y) * side + x) * lanes + image] = value;
  });
  return planes;
}

/** `extra`: with a residual, and back to a place of its own. */
function makeOutput(shape: TrainingShape, random: Random) {
  const { outChannels, size, images, extra } = shape;
  const columns = size * size * images;
  const map = () => makeMap(outChannels, columns, random);
  const [input, output, residual, gradient] = [map(), map(), map(), map()];
  const inputGradient = extra ? map() : gradient;
  const norm = makeNorm(outChannels, columns, random, shape);
  const fields = {
    ...{ norm: norm.call, input: input.values, output: output.values, gradient: gradient.values },
    ...{ residual: extra ? residual.values : 0, inputGradient: inputGradient.values },
    ...{ pitch: input.pitch, columns, sumStep: stepOf(shape) },
  };
  const call = { kind: 'output', fields } as const;
  return { input, output, residual, gradient, inputGradient, norm, call };
}

export function outputForwardCase(shape: TrainingShape, random: Random): TrainingCase {
  const { input, output, residual, norm, call } = makeOutput(shape, random);
  return {
    label: labelOf(shape),
    call,
    expected: () => {
      const rows = input.rows.map((row, c) =>
        activated(row, norm, c).map((y, i) =>
          shape.extra ? rounded(y + residual.rows[c][i], stepOf(shape)) : y,
        ),
      );
      return arraysOf([[output.values, withRows(output, rows)]]);
    },
  };
}

export function outputBackwardCase(shape: TrainingShape, random: Random): TrainingCase {
  const { input, gradient, inputGradient, norm, call } = makeOutput(shape, random);
  return {
    label: labelOf(shape),
    call,
    expected: () => {
      const gradients = gradient.rows.map((row, c) =>
        normBackwardReference(row, input.rows[c], norm, c),
      );
      const rows = gradients.map((g) => g.input);
      return arraysOf([
        [inputGradient.values, withRows(inputGradient, rows)],
        ...normEntries(norm, gradients),
      ]);
    },
  };
}

/** `extra`: added to what is there. */
export function passGradientCase(shape: TrainingShape, random: Random): TrainingCase {
  const { outChannels: channels, size, images, extra } = shape;
  const columns = size * size * images;
  const [from, to] = [makeMap(channels, columns, random), makeMap(channels, columns, random)];
  const ends = { from: from.values, to: to.values, pitch: from.pitch };
  return {
    label: labelOf(shape),
    call: { kind: 'pass', fields: { ...ends, channels, columns, adds: extra ? 1 : 0 } },
    expected: () => {
      const rows = from.rows.map((row, c) => row.map((g, i) => g + (extra ? to.rows[c][i] : 0)));
      return arraysOf([[to.values, withRows(to, rows)]]);
    },
  };
}

/** `extra`: the way back goes on through the normalisation; else it adds to what is there. */
function makePool(shape: TrainingShape, random: Random) {
  const { inChannels: channels, size, images, extra } = shape;
  const columns = size * size * images;
  const input = makeMap(channels, columns, random, 2);
  const inputGradient = makeMap(channels, columns, random);
  const output = makeMap(channels, images, random);
  const gradient = makeMap(channels, images, random);
  const norm = extra || channels % 4 < 2 ? makeNorm(channels, columns, random, shape) : null;
  const scratch = new Float32Array(columns);
  const fields = {
    ...{ norm: norm?.call ?? 0, input: input.values, output: output.values },
    ...{ gradient: gradient.values, inputGradient: inputGradient.values, scratch },
    ...{ inPitch: input.pitch, outPitch: output.pitch, gradientPitch: inputGradient.pitch },
    ...{ channels, pixels: size * size, images, settles: extra ? 1 : 0, adds: extra ? 0 : 1 },
    step: stepOf(shape),
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
      const rows = input.rows.map((row, c) =>
        poolReference(norm ? activated(row, norm, c) : row, shape.images).map((mean) =>
          rounded(mean, stepOf(shape)),
        ),
      );
      return arraysOf([
        [output.values, withRows(output, rows)],
        [scratch, anything(scratch.length)],
      ]);
    },
  };
}

export function poolBackwardCase(shape: TrainingShape, random: Random): TrainingCase {
  const { input, inputGradient, gradient, norm, scratch, call } = makePool(shape, random);
  const pixels = shape.size ** 2;
  return {
    label: labelOf(shape),
    call,
    expected: () => {
      const spread = input.rows.map((row, c) =>
        Array.from(row, (_, i) => gradient.rows[c][i % shape.images] / pixels),
      );
      const settled =
        shape.extra && norm
          ? spread.map((row, c) => normBackwardReference(row, input.rows[c], norm, c))
          : null;
      const rows = spread.map((row, c) => {
        return settled?.[c].input ?? row.map((g, i) => g + inputGradient.rows[c][i]);
      });
      return arraysOf([
        [inputGradient.values, withRows(inputGradient, rows)],
        [scratch, anything(scratch.length)],
        ...(settled && norm ? normEntries(norm, settled) : []),
      ]);
    },
  };
}

/** `extra`: with a channel of zeros. Whole steps and less than half of one, so that no rounding is a matter of taste. */
export function fakeQuantiseCase(shape: TrainingShape, random: Random): TrainingCase {
  const { inChannels: rows, outChannels: channels, extra } = shape;
  const steps = values(channels, random);
  const weightOf = (i: number) => {
    const whole = i < channels ? 127 : Math.floor(253 * random()) - 126 + 0.8 * (random() - 0.5);
    return steps[i % channels] * (extra && i % channels === 0 ? 0 : whole);
  };
  const kernel = Float32Array.from({ length: rows * channels }, (_, i) => weightOf(i));
  const rounded = new Float32Array(kernel.length);
  const room = new Float32Array(2 * channels);
  return {
    label: labelOf(shape),
    call: { kind: 'fakeQuantise', fields: { kernel, rounded, room, rows, channels } },
    expected: () => {
      const after = kernel.slice();
      fakeQuantise(after, channels);
      return arraysOf([
        [rounded, after],
        [room, anything(room.length)],
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
