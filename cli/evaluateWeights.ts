import { readFileSync } from 'node:fs';
import type { Network, Weights } from '../src/model/network';
import { preprocess } from '../src/subject/preprocess';
import { BumpHeap } from '../workers/kernels/memory/heap';
import { compileProgram } from '../workers/kernels/inference/inferenceProgram';
import { INFERENCE, instantiate } from '../workers/kernels/modules';
import { bundledImages } from './bundledImages';
import { orThrow } from './orThrow';

const INFERENCE_MODULE = new URL('../workers/kernels/build/inference.simd.wasm', import.meta.url);
const BATCH = 16;

/** How many of the test images the network answers rightly. */
export async function correctOnTest(network: Network, weights: Weights): Promise<number> {
  const heap = new BumpHeap();
  const kernels = orThrow(await instantiate(INFERENCE, readFileSync(INFERENCE_MODULE), heap));
  const program = orThrow(compileProgram(network, weights, BATCH, kernels, heap));
  const { classes } = network;
  const test = bundledImages('test');
  let correct = 0;
  for (let from = 0; from < test.count; from += BATCH) {
    const logits = program.run(preprocess(test, from, from + BATCH));
    for (let i = 0; i < BATCH; i++) {
      const scores = logits.subarray(i * classes, (i + 1) * classes);
      if (scores.indexOf(Math.max(...scores)) === test.labels[from + i]) correct++;
    }
  }
  return correct;
}
