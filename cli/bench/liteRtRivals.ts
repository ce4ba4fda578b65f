/** LiteRT.js (TensorFlow Lite with XNNPACK, relaxed SIMD) on the same network written as a TFLite file. */
import { loadAndCompile, loadLiteRt, Tensor } from '@litertjs/core';
import { writeTflite } from '../../src/formats/tflite/writeTflite';
import type { Rival } from '../../src/protocol/bench';
import type { OutsideRival, RivalRequest } from '../../workers/bench/benchmark';
import { exportedRival } from './exportedRival';

/** Where cli/bench.ts puts the package's modules. */
const FOLDER = './litert/';

/** Once a page. Of one thread it is the build without, which shares no memory. */
export async function liteRtRivals(threads: number): Promise<OutsideRival[]> {
  await loadLiteRt(new URL(FOLDER, location.href).href, { threads: threads > 1 });
  return [
    liteRtRival('litert', threads, ({ dense }) => writeTflite(exportedRival(dense), 'float32')),
    liteRtRival('litert-int8', threads, ({ dense, quantised }) =>
      writeTflite({ ...exportedRival(dense), quantised }, 'int8'),
    ),
  ];
}

/** Files are written for one picture at a time. */
function liteRtRival(
  name: Rival,
  threads: number,
  fileOf: (request: RivalRequest) => Uint8Array,
): OutsideRival {
  return {
    ...{ name, threads },
    make: async (request) => (request.batch > 1 ? null : fileEngine(fileOf(request), threads)),
  };
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
