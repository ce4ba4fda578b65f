/** ONNX Runtime as an independent reference; its WebAssembly runs in Node. */
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as ort from 'onnxruntime-web/wasm';
import { channelMajor } from './channelMajor';

const folder = dirname(createRequire(import.meta.url).resolve('onnxruntime-web/wasm'));
ort.env.wasm.wasmPaths = `${pathToFileURL(folder).href}/`;
ort.env.wasm.numThreads = 1;

/** What the file's network answers. @param images NHWC, squares */
export async function onnxScores(
  file: Uint8Array,
  images: Float32Array,
  { count, planes }: { readonly count: number; readonly planes: number },
): Promise<Float32Array> {
  const side = Math.sqrt(images.length / count / planes);
  const session = await ort.InferenceSession.create(file);
  const turned = channelMajor(images, count, planes);
  const image = new ort.Tensor('float32', turned, [count, planes, side, side]);
  const { scores } = await session.run({ image });
  await session.release();
  return scores.data as Float32Array;
}
