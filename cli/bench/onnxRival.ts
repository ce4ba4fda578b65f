/** ONNX Runtime Web, one thread, on the same network written as an ONNX file. */
import * as ort from 'onnxruntime-web/wasm';
import wasmFile from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import { onnxModel, toChannelMajor } from '../../test/onnx/onnxModel';
import type { OutsideRival } from '../../workers/bench/benchmark';

ort.env.wasm.numThreads = 1;
ort.env.wasm.wasmPaths = { wasm: wasmFile };

export const onnxRival: OutsideRival = {
  name: 'onnxruntime-web',
  async make({ network, weights }, batch) {
    const session = await ort.InferenceSession.create(onnxModel(network, weights, batch));
    const size = network.input.size;
    // The pictures are turned to NCHW once, outside the timed part: other users of ONNX have them like that.
    let turned: ort.Tensor | null = null;
    return {
      async run(images) {
        turned ??= new ort.Tensor('float32', toChannelMajor(images, batch, size), [
          batch,
          3,
          size,
          size,
        ]);
        const { logits } = await session.run({ images: turned });
        return logits.data;
      },
      dispose: () => void session.release(),
    };
  },
};
