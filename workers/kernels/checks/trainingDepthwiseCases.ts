/** Problems for depthwise convolution in training. */
import type { Random } from '../../../src/base/seededRandom';
import {
  depthwiseForwardReference,
  depthwiseInputGradient,
  depthwiseTapGradient,
} from '../reference/trainingDepthwise';
import {
  activated,
  normBackwardReference,
  sum,
  sumOfSquares,
  type Row,
} from '../reference/trainingRows';
import type { TrainingCase } from './trainingCase';
import {
  anything,
  arraysOf,
  geometryOf,
  labelOf,
  makeMap,
  makeNorm,
  normEntries,
  values,
  withRows,
  type Entry,
  type TrainingShape,
} from './trainingCaseData';

/** `extra`: the way back goes on through the normalisation of the input; else it adds to what is there. */
function makeDepthwise(shape: TrainingShape, random: Random) {
  const { inChannels: channels, images, extra, window } = shape;
  const { geometry, side } = geometryOf(shape);
  const { inSize, outSize, kernelSide, stride, top, left } = geometry;
  const [inColumns, outColumns] = [inSize, outSize].map((size) => size * size * images);
  const maps = {
    input: makeMap(channels, inColumns, random, 2),
    output: makeMap(channels, outColumns, random, 2),
    outputGradient: makeMap(channels, outColumns, random),
    inputGradient: makeMap(channels, inColumns, random),
  };
  const taps = window.kernelSide ** 2;
  const kernel = values(taps * channels, random);
  // What is stored as it is read has no normalisation.
  const inputNorm = extra || channels % 4 < 2 ? makeNorm(channels, inColumns, random, shape) : null;
  const outputNorm = makeNorm(channels, outColumns, random, shape);
  const arrays = {
    ...{ kernel, kernelGradient: values(taps * channels, random) },
    inPlane: new Float32Array(side ** 2 * images),
    outPlane: new Float32Array((outSize + 2) ** 2 * images),
    scratch: new Float32Array(inColumns),
  };
  const fields = {
    ...{ input: maps.input.values, output: maps.output.values },
    ...{ outputGradient: maps.outputGradient.values, inputGradient: maps.inputGradient.values },
    ...{ inPitch: maps.input.pitch, outPitch: maps.output.pitch },
    ...{ outGradientPitch: maps.outputGradient.pitch, inGradientPitch: maps.inputGradient.pitch },
    ...{ inputNorm: inputNorm?.call ?? 0, outputNorm: outputNorm.call, ...arrays, channels },
    ...{ inSize, outSize, images, kernelSide, stride, top, left, side },
    ...{ settles: extra ? 1 : 0, adds: extra ? 0 : 1 },
  };
  const planes: Entry[] = [
    [arrays.inPlane, anything(arrays.inPlane.length)],
    [arrays.outPlane, anything(arrays.outPlane.length)],
    [arrays.scratch, anything(arrays.scratch.length)],
  ];
  return {
    ...{ maps, arrays, inputNorm, outputNorm, planes, geometry },
    call: { kind: 'depthwiseTraining', fields } as const,
    taps: (c: number) => Array.from({ length: taps }, (_, tap) => kernel[tap * channels + c]),
    read: (row: Row, c: number) => (inputNorm ? activated(row, inputNorm, c) : row),
  };
}

export function depthwiseForwardCase(shape: TrainingShape, random: Random): TrainingCase {
  const { maps, outputNorm, planes, geometry, call, taps, read } = makeDepthwise(shape, random);
  return {
    label: labelOf(shape),
    call,
    expected: () => {
      const rows = maps.input.rows.map((row, c) =>
        depthwiseForwardReference(read(row, c), taps(c), geometry),
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
  const { maps, arrays, inputNorm, outputNorm, planes, geometry, call, taps, read } = problem;
  return {
    label: labelOf(shape),
    call,
    expected: () => {
      const out = maps.outputGradient.rows.map((row, c) =>
        normBackwardReference(row, maps.output.rows[c], outputNorm, c),
      );
      const tapGradients = out.map(({ input }, c) =>
        depthwiseTapGradient(input, read(maps.input.rows[c], c), geometry),
      );
      const back = out.map(({ input }, c) => depthwiseInputGradient(input, taps(c), geometry));
      const settled =
        shape.extra && inputNorm
          ? back.map((g, c) => normBackwardReference(g, maps.input.rows[c], inputNorm, c))
          : null;
      const into = back.map((gradient, c) => {
        return settled?.[c].input ?? gradient.map((g, i) => g + maps.inputGradient.rows[c][i]);
      });
      const channels = out.length;
      const masked = out.map((g) => g.masked);
      return arraysOf([
        [maps.outputGradient.values, withRows(maps.outputGradient, masked)],
        [maps.inputGradient.values, withRows(maps.inputGradient, into)],
        [
          arrays.kernelGradient,
          arrays.kernelGradient.map((_, i) => tapGradients[i % channels][Math.floor(i / channels)]),
        ],
        ...normEntries(outputNorm, out),
        ...(settled && inputNorm ? normEntries(inputNorm, settled) : []),
        ...planes,
      ]);
    },
  };
}
