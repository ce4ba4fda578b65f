/** The arrays of a TF.js model: shards are one run of bytes, cut where the manifest says and not where files end. */
import { rowOf } from '../rowOf';
import { fromFloat16 } from '../../base/float16';
import { joinedBytes } from '../../base/joinedBytes';
import { note } from '../../words/refusal';
import { FileTrouble } from '../fileTrouble';
import type { Precision, Tensor } from '../graph';

export interface WeightsGroup {
  readonly paths: readonly string[];
  readonly weights: readonly WeightEntry[];
}

export interface WeightEntry {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly quantization?: {
    readonly dtype: 'uint8' | 'uint16' | 'float16';
    readonly scale?: number;
    readonly min?: number;
  };
}

/**
 * Float arrays by name, dequantised; whole numbers (shapes, axes) become floats.
 * @param file bytes of a shard; undefined where there is none
 * @throws FileTrouble
 */
export function readWeights(
  groups: readonly WeightsGroup[],
  file: (path: string) => Uint8Array | undefined,
): Map<string, Tensor> {
  const tensors = new Map<string, Tensor>();
  for (const { paths, weights } of groups) {
    const bytes = shardsOf(paths, file);
    let at = 0;
    for (const entry of weights) {
      const { name: array } = entry;
      const length = bytesOf(entry);
      if (length === null)
        throw new FileTrouble(note('file-array-type', { array, type: storedAs(entry) }));
      if (at + length > bytes.length) throw new FileTrouble(note('file-weights-end', { array }));
      // A copy, so that the array starts at a multiple of its values' bytes.
      tensors.set(array, tensorOf(entry, bytes.slice(at, at + length).buffer));
      at += length;
    }
    if (at !== bytes.length)
      throw new FileTrouble(note('file-weights-long', { bytes: bytes.length - at }));
  }
  return tensors;
}

function shardsOf(
  paths: readonly string[],
  file: (path: string) => Uint8Array | undefined,
): Uint8Array<ArrayBuffer> {
  const missing = paths.filter((path) => !file(path));
  if (missing.length > 0) throw new FileTrouble(note('file-beside-missing', { files: missing }));
  return joinedBytes(paths.map((path) => file(path)!));
}

const BYTES: Readonly<Record<string, number>> = {
  float32: 4,
  int32: 4,
  float16: 2,
  uint16: 2,
  uint8: 1,
  bool: 1,
};

function storedAs({ dtype, quantization }: WeightEntry): string {
  return quantization?.dtype ?? dtype;
}

/** Null where the type has no fixed size here. */
function bytesOf(entry: WeightEntry): number | null {
  const each = rowOf(BYTES, storedAs(entry));
  return each === undefined ? null : each * sizeOf(entry);
}

/** @throws FileTrouble where a side is no whole number */
function sizeOf({ name, shape }: WeightEntry): number {
  if (!shape.every((side) => Number.isSafeInteger(side) && side >= 0))
    throw new FileTrouble(note('file-array-outside', { array: name }));
  return shape.reduce((product, side) => product * side, 1);
}

function tensorOf(entry: WeightEntry, buffer: ArrayBuffer): Tensor {
  return { shape: entry.shape, values: valuesOf(entry, buffer), stored: precisionOf(entry) };
}

function precisionOf({ quantization }: WeightEntry): Precision {
  return quantization?.dtype ?? 'float32';
}

function valuesOf({ dtype, quantization }: WeightEntry, buffer: ArrayBuffer): Float32Array {
  if (!quantization) return floatsOf(dtype, buffer);
  const { dtype: stored, scale = 1, min = 0 } = quantization;
  if (stored === 'float16') return fromFloat16(new Uint16Array(buffer));
  const levels = stored === 'uint8' ? new Uint8Array(buffer) : new Uint16Array(buffer);
  return new Float32Array(levels).map((level) => level * scale + min);
}

function floatsOf(dtype: string, buffer: ArrayBuffer): Float32Array {
  if (dtype === 'float32') return new Float32Array(buffer);
  if (dtype === 'float16') return fromFloat16(new Uint16Array(buffer));
  return new Float32Array(dtype === 'int32' ? new Int32Array(buffer) : new Uint8Array(buffer));
}
