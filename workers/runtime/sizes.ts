/** Sizes counted from bytes that were really written. */
import { networkCosts } from '../../src/model/costs';
import type { LayerWeights, Network, Weights } from '../../src/model/network';
import { countNonZeros, encodeWeights } from '../../src/pruning/sparseEncoding';
import type { SizeResult } from '../../src/protocol/lab';

export async function measureSizes(network: Network, weights: Weights): Promise<SizeResult> {
  const costs = networkCosts(
    network,
    weights.map(({ kernel }) => countNonZeros(kernel)),
  );
  const file = weightsFile(weights);
  return {
    parameters: costs.parameters,
    nonZeros: costs.nonZeros,
    macs: costs.macs,
    denseBytes: file.size,
    encodedBytes: encodeWeights(network, weights).length,
    gzipBytes: await gzippedBytes(file),
  };
}

/** The float32 weights file of a checkpoint: the tensors of each layer in manifest order. */
function weightsFile(weights: Weights): Blob {
  return new Blob(weights.flatMap(tensors) as Float32Array<ArrayBuffer>[]);
}

function tensors({ kernel, norm, bias }: LayerWeights): Float32Array[] {
  if (norm) return [kernel, norm.gamma, norm.beta, norm.mean, norm.variance];
  return bias ? [kernel, bias] : [kernel];
}

async function gzippedBytes(file: Blob): Promise<number> {
  const packed = file.stream().pipeThrough(new CompressionStream('gzip'));
  let bytes = 0;
  for await (const chunk of packed) bytes += chunk.length;
  return bytes;
}
