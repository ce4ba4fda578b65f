/** LiteRT.js (TensorFlow Lite with XNNPACK, relaxed SIMD) on the same network written as a TFLite file. */
import { loadAndCompile, loadLiteRt, Tensor } from '@litertjs/core';
import { writeTflite } from '../../src/formats/tflite/writeTflite';
import type { OutsideRival } from '../../workers/bench/benchmark';
import { fileRivals } from './fileRivals';

/** Where cli/bench.ts puts the package's modules. */
const FOLDER = './litert/';

/** Once a page. Of one thread it is the build without, which shares no memory. */
export async function liteRtRivals(threads: number): Promise<OutsideRival[]> {
  await loadLiteRt(new URL(FOLDER, location.href).href, { threads: threads > 1 });
  return fileRivals('litert', 'litert-int8', {
    ...{ threads, write: writeTflite },
    // Files are written for one picture at a time.
    load: async (file, { batch }) => (batch > 1 ? null : fileEngine(file(), threads)),
  });
}

async function fileEngine(file: Uint8Array, numThreads: number) {
  const model = await loadAndCompile(file, { accelerator: 'wasm', cpuOptions: { numThreads } });
  const shape = [...model.getInputDetails()[0].shape];
  return {
    async run(images: Float32Array) {
      const fed = new Tensor(images, shape);
      const [scores] = await model.run(fed);
      const answer = scores.toTypedArray().slice();
      for (const tensor of [fed, scores]) tensor.delete();
      return answer;
    },
    dispose: () => model.delete(),
  };
}
