/** LiteRT, Google's runtime of TFLite files, as an independent reference; its WebAssembly runs in Node. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const FOLDER = join(dirname(require.resolve('@litertjs/core')), '../wasm/');

/** The package is for pages and workers: it loads its module with a worker's `importScripts` into a worker's `self`. */
const scope = globalThis as unknown as Record<string, unknown>;
scope.self = globalThis;
scope.importScripts = (address: string) => {
  const path = address.startsWith('file:') ? fileURLToPath(address) : address;
  const script = `${readFileSync(path, 'utf8')}\nreturn ModuleFactory;`;
  const run = new Function('require', '__dirname', '__filename', script);
  scope.ModuleFactory = run(require, FOLDER.slice(0, -1), path);
};

const { loadAndCompile, loadLiteRt, Tensor } = await import('@litertjs/core');
let loaded: Promise<unknown> | null = null;

/** What the file's network answers to one input, NHWC. */
export async function liteRtScores(file: Uint8Array, input: Float32Array): Promise<Float32Array> {
  await (loaded ??= loadLiteRt(FOLDER, { threads: false }));
  const model = await loadAndCompile(file, { accelerator: 'wasm' });
  const [{ shape }] = model.getInputDetails();
  const fed = new Tensor(input, [...shape]);
  const [scores] = await model.run(fed);
  const answer = (scores.toTypedArray() as Float32Array).slice();
  for (const thing of [fed, scores, model]) thing.delete();
  return answer;
}
