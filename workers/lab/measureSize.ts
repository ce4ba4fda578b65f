/** The bytes of a network: its files are written and their bytes counted. */
import { hasWeights, networkCosts } from '../../src/model/costs';
import type { LayerWeights, Weights } from '../../src/model/network';
import { toFloat16 } from '../../src/base/float16';
import { encodeInt8 } from '../../src/pruning/int8Encoding';
import { USUAL_PRECISION, type FloatPrecision } from '../../src/pruning/precisions';
import { countNonZeros, encodeWeights } from '../../src/pruning/sparseEncoding';
import type { CompactNetwork } from '../../src/pruning/surgery';
import type { QuantisedNetwork, TensorScale } from '../../src/quantisation/quantisedNetwork';
import type { CountedSize, SizeResult } from '../../src/protocol/lab';
import type { Outcome } from '../../src/base/outcome';
import { macrotask } from '../jobs/macrotask';
import { SUPERSEDED } from '../jobs/superseded';

/** Values that are packed between two looks for messages: some milliseconds of a small board. */
const SLICE_VALUES = 1 << 16;

/** What is counted of a network, wherever it will run. */
export type FileSize = Omit<SizeResult, 'kernels'>;

/** Lets messages in while it packs. */
export async function measureSize(
  compact: CompactNetwork,
  superseded: () => boolean,
): Promise<Outcome<FileSize>> {
  const files = written(compact);
  const gzipBytes = await gzipLength(files.dense, superseded);
  if (gzipBytes === null) return SUPERSEDED;
  return { ok: true, value: { ...counted(compact, files), gzipBytes } };
}

/** What there is no need to wait for. */
export function countSize(compact: CompactNetwork): CountedSize {
  return counted(compact, written(compact));
}

function counted(
  { network }: CompactNetwork,
  { kernels, dense, encoded }: ReturnType<typeof written>,
): CountedSize {
  const costs = networkCosts(network, kernels.map(countNonZeros));
  return {
    parameters: costs.parameters,
    nonZeros: costs.nonZeros,
    macs: costs.macs,
    denseBytes: dense.reduce((sum, part) => sum + part.byteLength, 0),
    encodedBytes: encoded.length,
  };
}

type Part = (Float32Array | Uint16Array | Int8Array | Int32Array) & ArrayBufferView<ArrayBuffer>;

/** Kernels as they are kept, the weights file with every zero part by part, and the one without. */
function written({ network, weights, stored }: CompactNetwork) {
  if (stored?.precision === 'int8') {
    const { layers } = stored.quantised;
    const kernels = layers.map(({ kernel }) => kernel);
    return { kernels, dense: int8File(stored.quantised), encoded: encodeInt8(stored.quantised) };
  }
  const { precision } = stored ?? { precision: USUAL_PRECISION };
  return {
    kernels: weights.map(({ kernel }) => kernel),
    dense: weightsFile(weights, precision),
    encoded: encodeWeights(network, weights, precision),
  };
}

/** What `int8DenseBytes` counts. */
function int8File({ image, layers }: QuantisedNetwork): Part[] {
  const parts = layers
    .filter(({ layer }) => hasWeights(layer))
    .flatMap(({ kernel, kernelScales, bias, output, sum }) => [
      ...[kernel, kernelScales, bias],
      ...[scaleBytes(output), scaleBytes(sum)],
    ]);
  return [scaleBytes(image), ...parts] as Part[];
}

function scaleBytes({ scale, zeroPoint }: TensorScale): Int32Array {
  return Int32Array.of(...new Int32Array(Float32Array.of(scale).buffer), zeroPoint);
}

/** The weights file of a checkpoint, part by part: every array after the other, zeros and all. */
function weightsFile(weights: Weights, precision: FloatPrecision): Part[] {
  return weights.flatMap((layer) => arraysOf(layer, precision)) as Part[];
}

function arraysOf({ kernel, norm, bias }: LayerWeights, precision: FloatPrecision) {
  const stored = precision === 'float16' ? toFloat16(kernel) : kernel;
  if (norm) return [stored, norm.gamma, norm.beta, norm.mean, norm.variance];
  return bias ? [stored, bias] : [stored];
}

/**
 * Fed straight from memory: by way of a Blob the bytes would go through the browser's main process and back. Null where it
 * was superseded.
 */
async function gzipLength(
  file: readonly Part[],
  superseded: () => boolean,
): Promise<number | null> {
  const { writable, readable } = new CompressionStream('gzip');
  const written = write(file, writable.getWriter(), superseded);
  let length = 0;
  const reader = readable.getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    length += read.value.length;
  }
  return (await written) ? length : null;
}

/** @returns whether it was written to its end */
async function write(
  file: readonly Part[],
  writer: WritableStreamDefaultWriter<BufferSource>,
  superseded: () => boolean,
): Promise<boolean> {
  let wanted = true;
  for (const part of file)
    for (let from = 0; wanted && from < part.length; from += SLICE_VALUES) {
      await writer.write(part.subarray(from, from + SLICE_VALUES) as Part);
      await macrotask();
      wanted = !superseded();
    }
  await writer.close();
  return wanted;
}
