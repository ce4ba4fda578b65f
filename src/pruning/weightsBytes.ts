import type { Network } from '../model/network';
import { int8DenseBytes, int8EncodedBytes } from './int8Encoding';
import { USUAL_PRECISION, type Precision } from './precisions';
import { denseBytes, encodedBytes } from './sparseEncoding';

/**
 * Bytes of a network's weights, with every zero and without: as long as what is written, from the counts alone.
 * @param nonZeros in each layer's kernel, by layer index
 */
export function weightsBytes(
  network: Network,
  nonZeros: readonly number[],
  precision: Precision = USUAL_PRECISION,
) {
  return precision === 'int8'
    ? { dense: int8DenseBytes(network), encoded: int8EncodedBytes(network, nonZeros) }
    : {
        dense: denseBytes(network, precision),
        encoded: encodedBytes(network, nonZeros, precision),
      };
}
