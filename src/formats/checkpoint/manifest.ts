/** Writes the manifest of a checkpoint: what the network is, and every array of its weights file with its shape. */
import type { Network, Weights } from '../../model/network';
import { namedArrays, type Manifest, type ManifestEntry } from './checkpoint';
import { toFloat16 } from '../../base/float16';
import { modelOf } from './model';

/** `int8`: of a network that runs in whole numbers alone. */
export type Storage = 'float32' | 'float16' | 'int8';

export interface ManifestRequest {
  readonly network: Network;
  readonly weights: Weights;
  /** Null where nobody knows them. */
  readonly classNames: readonly string[] | null;
  /** How images become its input, in words. */
  readonly preprocessing: string;
  readonly storage: Storage;
  /** Address of the weights beside the manifest. */
  readonly path: string;
}

export function manifestOf(request: ManifestRequest): Manifest & { preprocessing: string } {
  const { network, weights, classNames, preprocessing, storage, path } = request;
  const quantization = { dtype: 'float16', original_dtype: 'float32' } as const;
  const entries = namedArrays(network, weights).map(({ name, shape }): ManifestEntry => ({
    ...{ name, shape, dtype: 'float32' },
    ...(storage === 'float16' ? { quantization } : {}),
  }));
  return {
    weightsManifest: [{ paths: [path], weights: entries }],
    model: modelOf(network),
    preprocessing,
    ...(classNames && { classes: classNames }),
  };
}

/** The weights file: array after array in the order of the manifest, little-endian, as every machine that runs this is. */
export function weightsFile(
  network: Network,
  weights: Weights,
  storage: Storage,
): Uint8Array<ArrayBuffer> {
  const arrays = namedArrays(network, weights).map(({ values }) =>
    storage === 'float16' ? toFloat16(values) : values,
  );
  const file = new Uint8Array(arrays.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let at = 0;
  for (const { buffer, byteOffset, byteLength } of arrays) {
    file.set(new Uint8Array(buffer, byteOffset, byteLength), at);
    at += byteLength;
  }
  return file;
}
