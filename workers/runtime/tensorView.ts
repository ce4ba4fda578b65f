/** A tensor's values where they lie in the backend's heap, without a copy. */
import * as tf from '@tensorflow/tfjs-core';

interface WasmHeap {
  readonly wasm: { readonly HEAPU8: Uint8Array<ArrayBuffer> };
  readonly dataIdMap: { get(id: object): { readonly memoryOffset: number } };
}

/** Valid until the next allocation: the heap may grow, and grown memory leaves old views empty. */
export function tensorView(tensor: tf.Tensor): Float32Array {
  const { wasm, dataIdMap } = tf.backend() as unknown as WasmHeap;
  const { memoryOffset } = dataIdMap.get(tensor.dataId);
  return new Float32Array(wasm.HEAPU8.buffer, memoryOffset, tensor.size);
}
