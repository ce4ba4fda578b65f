/** Scores of a network that was read from a file, computed by TF.js in float. */
import type { RecognisedNetwork } from '../../src/recognition/recognise';
import { Executor } from '../../workers/runtime/executor';
import { PICTURES } from './samples';

/** @param real what the network is fed from a picture's byte of a plane */
export function scoresOf(
  { network, weights, imageScaling }: RecognisedNetwork,
  picture: keyof typeof PICTURES,
  real: (byte: number, plane: number) => number,
): Float32Array {
  const { size, planes } = network.input;
  const image = Float32Array.from(PICTURES[picture](size, planes), (byte, i) => {
    const plane = i % planes;
    const value = real(byte, plane);
    if (!imageScaling) return value;
    return value * imageScaling.factors[plane] + imageScaling.offsets[plane];
  });
  const executor = new Executor(network, weights);
  const scores = executor.run(image);
  executor.dispose();
  return scores;
}

/** Largest difference, as a share of the reference's range. */
export function farthest(scores: ArrayLike<number>, expected: readonly number[]): number {
  const range = Math.max(...expected) - Math.min(...expected);
  return Math.max(...expected.map((score, i) => Math.abs(score - scores[i]))) / range;
}
