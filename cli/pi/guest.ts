/**
 * Runs in Node for arm64 while QEMU counts instructions: one network, so many times. The command bundles it.
 *
 *     node guest.cjs NETWORK ENGINE RUNS FILE
 *
 * NETWORK is what `v8.serialize` made of a `CompactNetwork`, FILE the module that computes it.
 */
import { readFileSync } from 'node:fs';
import { deserialize } from 'node:v8';
import { orThrow } from '../../src/base/outcome';
import type { CompactNetwork } from '../../src/pruning/surgery';
import { tilesOf } from '../../workers/kernels/checks/tileSpeeds';
import { USUAL_TILES, type Tiles } from '../../workers/kernels/inference/choose';
import { compileProgram } from '../../workers/kernels/inference/inferenceProgram';
import type { Kernels } from '../../workers/kernels/inference/kernels';
import { compileInt8Program } from '../../workers/kernels/int8/int8Program';
import type { Int8Kernels } from '../../workers/kernels/int8/kernels';
import { BumpHeap } from '../../workers/kernels/memory/heap';
import { startBackend } from '../../workers/runtime/backend';
import { Executor } from '../../workers/runtime/executor';
import { CORTEX_A72_SPEEDS, type GuestEngine } from './works';

const MEMORY_PAGES = 16384;
/** Of a clock that always says the same. */
const ROUNDS = 8;

type Run = (images: Float32Array) => unknown;

const ENGINES: Readonly<
  Record<GuestEngine, (subject: CompactNetwork, file: string) => Promise<Run>>
> = {
  inference: async (subject, file) =>
    inferenceRun(subject, file, tilesOf(Array(ROUNDS).fill(CORTEX_A72_SPEEDS))),
  x86: async (subject, file) => inferenceRun(subject, file, USUAL_TILES),
  int8: async ({ stored }, file) => {
    if (stored?.precision !== 'int8') throw new Error('no int8 network');
    const heap = new BumpHeap(MEMORY_PAGES);
    const kernels = kernelsOf<Int8Kernels>(file, heap);
    const multiplication = { way: 'pairs', signed: true } as const;
    const engine = { kernels, heap, multiplication };
    const program = orThrow(compileInt8Program(stored.quantised, 1, engine));
    return (images) => program.run(images);
  },
  tfjs: async ({ network, weights }, file) => {
    orThrow(await startBackend(file));
    const executor = new Executor(network, weights);
    return (images) => executor.run(images);
  },
};

function inferenceRun({ network, weights }: CompactNetwork, file: string, tiles: Tiles): Run {
  const heap = new BumpHeap(MEMORY_PAGES);
  const kernels = kernelsOf<Kernels>(file, heap);
  const program = orThrow(compileProgram(network, weights, 1, kernels, heap, { tiles }));
  return (images) => program.run(images);
}

function kernelsOf<K>(file: string, { memory }: BumpHeap): K {
  const module = new WebAssembly.Module(readFileSync(file));
  return new WebAssembly.Instance(module, { env: { memory } }).exports as K;
}

async function main(): Promise<void> {
  const [networkFile, engine, runs, file] = process.argv.slice(2);
  const subject = deserialize(readFileSync(networkFile)) as CompactNetwork;
  const { size, planes } = subject.network.input;
  const images = new Float32Array(size * size * planes).fill(0.5);
  const run = await ENGINES[engine as GuestEngine](subject, file);
  for (let i = 0; i < Number(runs); i++) run(images);
}

await main();
