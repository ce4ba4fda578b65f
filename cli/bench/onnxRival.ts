/** ONNX Runtime Web, one thread, on the same network written as an ONNX file. */
import * as ort from 'onnxruntime-web/wasm';
import wasmFile from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import { writeOnnx } from '../../src/formats/onnx/writeOnnx';
import { channelMajor } from '../../test/onnx/channelMajor';
import type { OutsideRival } from '../../workers/bench/benchmark';

ort.env.wasm.numThreads = 1;
ort.env.wasm.wasmPaths = { wasm: wasmFile };

export const onnxRival: OutsideRival = {
  name: 'onnxruntime-web',
  async make({ network, weights }, batch) {
    const { size, planes } = network.input;
    const said = {
      name: 'Rival',
      classNames: [],
      mean: [],
      deviation: [],
      framing: '',
      record: '{}',
    };
    const file = writeOnnx({ network, weights, ...said }, 'float32');
    // It plans its memory for one size of batch, as a file written for that size would let it.
    const session = await ort.InferenceSession.create(file, { freeDimensionOverrides: { batch } });
    // The pictures are turned to NCHW once, outside the timed part: other users of ONNX have them like that.
    let turned: ort.Tensor | null = null;
    return {
      async run(images) {
        const own = () => channelMajor(images, batch, planes);
        turned ??= new ort.Tensor('float32', own(), [batch, planes, size, size]);
        const { scores } = await session.run({ image: turned });
        return scores.data;
      },
      dispose: () => void session.release(),
    };
  },
};
