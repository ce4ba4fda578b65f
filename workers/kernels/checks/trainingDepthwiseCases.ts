/** Problems for depthwise convolution in training. */
import type { Random } from '../../../src/base/seededRandom';
import {
  depthwiseForwardReference,
  depthwiseInputGradient,
  depthwiseTapGradient,
} from '../reference/trainingDepthwise';
import { activated, normBackwardReference, sum, sumOfSquares } from '../reference/trainingRows';
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
  type Entry,
  type TrainingShape,
} from './trainingCaseData';

function makeDepthwise(shape: TrainingShape, random: Random) {
  const { inChannels: channels, size: inSize, stride, images } = shape;
  const outSize = Math.ceil(inSize / stride);
  const [inColumns, outColumns] = [inSize, outSize].map((size) => size * size * images);
  const maps = {
    input: makeMap(channels, inColumns, random, 2),
    output: makeMap(channels, outColumns, random, 2),
    outputGradient: makeMap(channels, outColumns, random),
    inputGradient: makeMap(channels, inColumns, random),
  };
  const kernel = values(9 * channels, random);
  const inputNorm = makeNorm(channels, inColumns, random);
  const outputNorm = makeNorm(channels, outColumns, random);
  const arrays = {
    ...{ kernel, kernelGradient: values(9 * channels, random) },
    inPlane: new Float32Array((inSize + 2) ** 2 * images),
    outPlane: new Float32Array((outSize + 2) ** 2 * images),
  };
  const fields = {
    ...{ input: maps.input.values, output: maps.output.values },
    ...{ outputGradient: maps.outputGradient.values, inputGradient: maps.inputGradient.values },
    ...{ inPitch: maps.input.pitch, outPitch: maps.output.pitch },
    ...{ outGradientPitch: maps.outputGradient.pitch, inGradientPitch: maps.inputGradient.pitch },
    ...{ inputNorm: inputNorm.call, outputNorm: outputNorm.call, ...arrays, channels },
    ...{ inSize, outSize, images, stride },
  };
  const planes: Entry[] = [
    [arrays.inPlane, anything(arrays.inPlane.length)],
    [arrays.outPlane, anything(arrays.outPlane.length)],
  ];
  return {
    ...{ maps, arrays, inputNorm, outputNorm, planes },
    geometry: { inSize, outSize, images, stride },
    call: { kind: 'depthwiseTraining', fields } as const,
    taps: (c: number) => Array.from({ length: 9 }, (_, tap) => kernel[tap * channels + c]),
  };
}

export function depthwiseForwardCase(shape: TrainingShape, random: Random): TrainingCase {
  const { maps, inputNorm, outputNorm, planes, geometry, call, taps } = makeDepthwise(
    shape,
    random,
  );
  return {
    label: labelOf(shape),
    call,
    expected: () => {
      const rows = maps.input.rows.map((row, c) =>
        depthwiseForwardReference(activated(row, inputNorm, c), taps(c), geometry),
      );
      const sums = rows.flatMap((row) => [sum(row), sumOfSquares(row)]);
      return arraysOf([
        [maps.output.values, withRows(maps.output, rows)],
        [outputNorm.sums, sums],
        ...planes,
      ]);
    },
  };
}

export function depthwiseBackwardCase(shape: TrainingShape, random: Random): TrainingCase {
  const problem = makeDepthwise(shape, random);
  const { maps, arrays, inputNorm, outputNorm, planes, geometry, call, taps } = problem;
  return {
    label: labelOf(shape),
    call,
    expected: () => {
      const out = maps.outputGradient.rows.map((row, c) =>
        normBackwardReference(row, maps.output.rows[c], outputNorm, c, true),
      );
      const tapGradients = out.map(({ input }, c) =>
        depthwiseTapGradient(input, activated(maps.input.rows[c], inputNorm, c), geometry),
      );
      const into = out.map(({ input }, c) => {
        const gradient = depthwiseInputGradient(input, taps(c), geometry);
        return normBackwardReference(gradient, maps.input.rows[c], inputNorm, c, true);
      });
      const channels = out.length;
      const masked = out.map((g) => g.masked);
      return arraysOf([
        [maps.outputGradient.values, withRows(maps.outputGradient, masked)],
        [
          maps.inputGradient.values,
          withRows(
            maps.inputGradient,
            into.map((g) => g.input),
          ),
        ],
        [
          arrays.kernelGradient,
          arrays.kernelGradient.map((_, i) => tapGradients[i % channels][Math.floor(i / channels)]),
        ],
        ...normEntries(outputNorm, out),
        ...normEntries(inputNorm, into),
        ...planes,
      ]);
    },
  };
}
