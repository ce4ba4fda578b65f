/** ONNX Runtime Web on the same network written as an ONNX file, in float32 and in int8. */
import * as ort from 'onnxruntime-web/wasm';
import scriptFile from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import wasmFile from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import { writeOnnx } from '../../src/formats/onnx/writeOnnx';
import { channelMajor } from '../../test/onnx/channelMajor';
import type { OutsideRival, RivalRequest } from '../../workers/bench/benchmark';
import { fileRivals } from './fileRivals';

/** Once a page: all of its sessions share the threads. */
export function onnxRivals(threads: number): OutsideRival[] {
  ort.env.wasm.numThreads = threads;
  // Its threads start from its own script.
  const [mjs, wasm] = [scriptFile, wasmFile].map((file) => new URL(file, location.href).href);
  ort.env.wasm.wasmPaths = { mjs, wasm };
  return fileRivals('onnxruntime-web', 'onnxruntime-web-int8', { threads, write: writeOnnx, load });
}

async function load(file: () => Uint8Array, { dense, batch }: RivalRequest) {
  const { size, planes } = dense.network.input;
  // It plans its memory for one size of batch, as a file written for that size would let it.
  const options = { freeDimensionOverrides: { batch } };
  const session = await ort.InferenceSession.create(file(), options);
  // The pictures are turned to NCHW once, outside the timed part: other users of ONNX have them like that.
  let turned: ort.Tensor | null = null;
  return {
    async run(images: Float32Array) {
      const own = () => channelMajor(images, batch, planes);
      turned ??= new ort.Tensor('float32', own(), [batch, planes, size, size]);
      const { scores } = await session.run({ image: turned });
      return scores.data;
    },
    dispose: () => void session.release(),
  };
}
