/** A team of threads in Node, on the plain SIMD build. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { KernelHeap } from '../../workers/kernels/memory/heap';
import type { Kernels } from '../../workers/kernels/inference/kernels';
import { INFERENCE, startModule } from '../../workers/kernels/modules';
import { sharedModule } from '../../workers/kernels/threads/sharedModule';
import {
  sharedHeap,
  startTeam,
  type HelperThread,
  type StartHelper,
  type Team,
} from '../../workers/kernels/threads/team';
import { readModule } from './kernelModule';

/** Node's threads know no TypeScript. */
const SCRIPT = `import('tsx/esm/api').then(({ tsImport }) => tsImport('./nodeHelper.ts', '${pathToFileURL(import.meta.filename).href}'))`;
const TEAM = resolve(import.meta.dirname, '../../workers/kernels/build/team.simd.wasm');

export interface TeamInNode {
  readonly team: Team;
  readonly kernels: Kernels;
  readonly heap: KernelHeap;
}

export async function teamInNode(
  size: number,
  startHelper: StartHelper = helperInNode,
  patienceMs?: number,
): Promise<TeamInNode> {
  const shared = sharedHeap();
  if (!shared.ok) throw new Error(shared.code);
  const heap = shared.value;
  const compile = () => WebAssembly.compile(sharedModule(readModule()));
  const inference = await startModule(INFERENCE, compile, heap);
  if (!inference.ok) throw new Error(inference.code);
  const module = await WebAssembly.compile(sharedModule(readFileSync(TEAM)));
  const team = await startTeam(size, [inference.value], module, heap, startHelper, patienceMs);
  if (!team.ok) throw new Error(team.code);
  return { team: team.value, heap, kernels: inference.value.exports as unknown as Kernels };
}

export async function helperInNode(): Promise<HelperThread> {
  const worker = new Worker(SCRIPT, { eval: true });
  return {
    begin: (task) =>
      new Promise((resolve) => {
        worker.once('message', resolve);
        worker.on('error', ({ message }) => resolve({ ready: false, reason: message }));
        worker.postMessage(task);
      }),
    terminate: () => worker.terminate(),
  };
}
