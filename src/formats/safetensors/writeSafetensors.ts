/**
 * Writes safetensors: arrays in PyTorch's layouts, by torchvision's names where the network is torchvision's, and in
 * the metadata the lab's own description, by which it opens any network again.
 */
import type { Layer, LayerWeights } from '../../model/network';
import { toFloat16 } from '../../base/float16';
import type { Storage } from '../checkpoint/manifest';
import { metadataOf, type ExportedModel } from '../exportedModel';
import { channelsFirst, outFirst } from '../layouts';
import { batchCounts, entriesOf, valuesOf, type Field } from './entries';

interface Written {
  readonly name: string;
  readonly dtype: 'I64' | 'F32' | 'F16';
  readonly shape: readonly number[];
  readonly values: BigInt64Array | Float32Array | Uint16Array;
}

/** @param storage of kernels; vectors keep their 32 bits, which cost next to nothing */
export function writeSafetensors(model: ExportedModel, storage: Storage): Uint8Array<ArrayBuffer> {
  const arrays = arraysOf(model, storage);
  const metadata = { ...Object.fromEntries(metadataOf(model)), format: 'pt' };
  let end = 0;
  const entries = arrays.map(({ name, dtype, shape, values }) => {
    const start = end;
    end += values.byteLength;
    return [name, { dtype, shape, data_offsets: [start, end] }] as const;
  });
  const json = JSON.stringify({ __metadata__: metadata, ...Object.fromEntries(entries) });
  return file(new TextEncoder().encode(json), arrays, end);
}

/** The widest values first, so that each array begins at a multiple of its own. */
function arraysOf({ network, weights }: ExportedModel, storage: Storage): Written[] {
  const counts = batchCounts(network).map((name): Written => {
    return { name, dtype: 'I64', shape: [], values: BigInt64Array.of(0n) };
  });
  const floats = entriesOf(network).map(({ layer, field, name, shape }): Written => {
    const values = turned(layer, weights[layer.index], field);
    const half = storage === 'float16' && field === 'kernel';
    return half
      ? { name, dtype: 'F16', shape, values: toFloat16(values) }
      : { name, dtype: 'F32', shape, values };
  });
  const wide = ({ values }: Written) => values.BYTES_PER_ELEMENT;
  return [...counts, ...floats].sort((a, b) => wide(b) - wide(a));
}

function turned(layer: Layer, weights: LayerWeights, field: Field): Float32Array {
  const { kind, kernelSide, inChannels, outChannels } = layer;
  const values = valuesOf(weights, field);
  if (field !== 'kernel') return values;
  if (kind === 'dense') return outFirst(values, outChannels);
  return channelsFirst(values, kernelSide ** 2, kind === 'depthwise' ? 1 : inChannels, outChannels);
}

/** Blanks behind the header put the arrays at a multiple of eight bytes. */
function file(header: Uint8Array, arrays: readonly Written[], length: number) {
  const start = 8 + Math.ceil(header.length / 8) * 8;
  const bytes = new Uint8Array(start + length).fill(0x20, 8, start);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(start - 8), true);
  bytes.set(header, 8);
  let at = start;
  for (const { values } of arrays) {
    bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), at);
    at += values.byteLength;
  }
  return bytes;
}
