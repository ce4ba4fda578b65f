import { networkCosts } from '../../src/model/costs';
import type { LayerWeights, Weights } from '../../src/model/network';
import { countNonZeros, encodeWeights } from '../../src/pruning/sparseEncoding';
import type { CompactNetwork } from '../../src/pruning/surgery';
import type { SizeResult } from '../../src/protocol/lab';

/** Writes the files and counts their bytes. */
export async function measureSize({
  network,
  weights,
}: CompactNetwork): Promise<Omit<SizeResult, 'kernels'>> {
  const nonZeros = weights.map(({ kernel }) => countNonZeros(kernel));
  const costs = networkCosts(network, nonZeros);
  const dense = weightsFile(weights);
  return {
    parameters: costs.parameters,
    nonZeros: costs.nonZeros,
    macs: costs.macs,
    denseBytes: dense.size,
    encodedBytes: encodeWeights(network, weights).length,
    gzipBytes: await gzipLength(dense),
  };
}

/** The float32 weights file of a checkpoint: every array after the other, zeros and all. */
function weightsFile(weights: Weights): Blob {
  return new Blob(weights.flatMap(arraysOf) as Float32Array<ArrayBuffer>[]);
}

function arraysOf({ kernel, norm, bias }: LayerWeights): Float32Array[] {
  if (norm) return [kernel, norm.gamma, norm.beta, norm.mean, norm.variance];
  return bias ? [kernel, bias] : [kernel];
}

async function gzipLength(file: Blob): Promise<number> {
  let length = 0;
  const reader = file.stream().pipeThrough(new CompressionStream('gzip')).getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    length += read.value.length;
  }
  return length;
}
