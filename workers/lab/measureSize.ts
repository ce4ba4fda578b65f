/** The bytes of a network: its files are written and their bytes counted. */
import { hasWeights, networkCosts } from '../../src/model/costs';
import type { LayerWeights, Network, Weights } from '../../src/model/network';
import { countNonZeros, encodeWeights } from '../../src/pruning/sparseEncoding';
import type { CompactNetwork } from '../../src/pruning/surgery';
import type { SizeResult } from '../../src/protocol/lab';
import { layerKernels } from '../kernels/inference/layerKernels';

/** @param kernels whether the lab's kernels can run it */
export async function measureSize(
  { network, weights }: CompactNetwork,
  kernels: boolean,
): Promise<SizeResult> {
  const nonZeros = weights.map(({ kernel }) => countNonZeros(kernel));
  const costs = networkCosts(network, nonZeros);
  const dense = weightsFile(weights);
  return {
    parameters: costs.parameters,
    nonZeros: costs.nonZeros,
    macs: costs.macs,
    denseBytes: dense.reduce((sum, part) => sum + part.byteLength, 0),
    encodedBytes: encodeWeights(network, weights).length,
    gzipBytes: await gzipLength(dense),
    kernels: kernels ? kernelNames(network, weights) : null,
  };
}

/** Of the layers that have weights; null where the kernels cannot compute the network. */
function kernelNames(network: Network, weights: Weights): string[] | null {
  const kernels = layerKernels(network, weights, 1);
  if (!kernels.ok) return null;
  return kernels.value.filter(({ layer }) => hasWeights(layer)).map(({ kernel }) => kernel);
}

/** The float32 weights file of a checkpoint, part by part: every array after the other, zeros and all. */
function weightsFile(weights: Weights): Float32Array<ArrayBuffer>[] {
  return weights.flatMap(arraysOf) as Float32Array<ArrayBuffer>[];
}

function arraysOf({ kernel, norm, bias }: LayerWeights): Float32Array[] {
  if (norm) return [kernel, norm.gamma, norm.beta, norm.mean, norm.variance];
  return bias ? [kernel, bias] : [kernel];
}

/** Fed straight from memory: by way of a Blob the bytes would go through the browser's main process and back. */
async function gzipLength(file: readonly Float32Array<ArrayBuffer>[]): Promise<number> {
  const { writable, readable } = new CompressionStream('gzip');
  const written = write(file, writable.getWriter());
  let length = 0;
  const reader = readable.getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    length += read.value.length;
  }
  await written;
  return length;
}

async function write(
  file: readonly Float32Array<ArrayBuffer>[],
  writer: WritableStreamDefaultWriter<BufferSource>,
): Promise<void> {
  for (const part of file) await writer.write(part);
  await writer.close();
}
