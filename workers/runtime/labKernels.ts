/** The lab's kernels in TF.js's own heap, and a network compiled for them. */
import { refusal, type Outcome, type Refusal } from '../../src/base/outcome';
import * as tf from '@tensorflow/tfjs-core';
import type { Network, Weights } from '../../src/model/network';
import type { KernelHeap } from '../kernels/memory/heap';
import { compileProgram, type InferenceProgram } from '../kernels/inference/inferenceProgram';
import { bestBuild, type KernelBuild, type ReadModule } from '../kernels/builds';
import type { Kernels } from '../kernels/inference/kernels';
import { isOutOfMemory, MEMORY_REMEDY } from '../kernels/memory/noMemory';
import { INFERENCE, instantiate, TRAINING, type KernelModule } from '../kernels/modules';
import type { TrainingKernels } from '../kernels/training/kernels';
import type { Classifier } from './classifier';

/** What the kernels need of emscripten's module; a later TF.js may lack any of it. */
interface WasmModule {
  readonly asm?: { readonly memory?: WebAssembly.Memory };
  readonly _malloc?: KernelHeap['malloc'];
  readonly _free?: KernelHeap['free'];
}

export interface LabKernels {
  readonly build: KernelBuild;
  readonly kernels: Kernels;
  readonly heap: KernelHeap;
  /** Those that repair and train, loaded when they are first asked for. Refused with `kernels-unavailable`. */
  training(): Promise<Outcome<TrainingKernels>>;
}

/**
 * Starts the best build that this engine runs.
 * Refused with `no-heap`, `kernels-unavailable` or `kernel-wrong`; the lab then runs on TF.js alone.
 */
export async function startLabKernels(readModule: ReadModule): Promise<Outcome<LabKernels>> {
  const build = bestBuild();
  if (!build) return noHeap('this engine has no SIMD');
  const lent = tfjsHeap();
  if (!lent.ok) return lent;
  const heap = lent.value;
  const load = async <K>(module: KernelModule<K>): Promise<Outcome<K>> => {
    try {
      return await instantiate(module, await readModule(module.name, build), heap);
    } catch (error) {
      return notLoaded(error as Error);
    }
  };
  const kernels = await load(INFERENCE);
  if (!kernels.ok) return kernels;
  const training = once(() => load(TRAINING));
  return { ok: true, value: { build, kernels: kernels.value, heap, training } };
}

/** What was refused is tried again the next time. */
function once<T>(load: () => Promise<Outcome<T>>): () => Promise<Outcome<T>> {
  let loading: Promise<Outcome<T>> | null = null;
  return async () => {
    const outcome = await (loading ??= load());
    if (!outcome.ok) loading = null;
    return outcome;
  };
}

function notLoaded({ message }: Error): Refusal {
  const remedy = isOutOfMemory(message) ? MEMORY_REMEDY : 'reload the page or use TF.js dense';
  return refusal(
    'kernels-unavailable',
    `The lab's kernels could not be loaded (${message}): ${remedy}.`,
  );
}

function tfjsHeap(): Outcome<KernelHeap> {
  const { wasm } = tf.backend() as unknown as { readonly wasm?: WasmModule | null };
  const { asm, _malloc: malloc, _free: free } = wasm ?? {};
  const memory = asm?.memory;
  if (!(memory instanceof WebAssembly.Memory)) return noHeap('TF.js keeps its memory to itself');
  if (!(memory.buffer instanceof ArrayBuffer)) return noHeap("TF.js's threads share its memory");
  if (!malloc || !free) return noHeap('TF.js lends none of its memory');
  return { ok: true, value: { memory, malloc, free } };
}

function noHeap(why: string): Refusal {
  return refusal('no-heap', `The lab's kernels cannot be used here (${why}): use TF.js dense.`);
}

/** Dense and sparse layers, each by the kernel that suits its zeros. Refused where memory or weights forbid it. */
export function kernelClassifier(
  { kernels, heap }: LabKernels,
  network: Network,
  weights: Weights,
  batch: number,
): Outcome<Classifier> {
  const program = compileProgram(network, weights, batch, kernels, heap);
  return program.ok ? { ok: true, value: new KernelClassifier(network, program.value) } : program;
}

class KernelClassifier implements Classifier {
  readonly network: Network;
  private readonly program: InferenceProgram;

  constructor(network: Network, program: InferenceProgram) {
    this.network = network;
    this.program = program;
  }

  run(images: Float32Array): Float32Array {
    return this.program.run(images);
  }

  dispose(): void {
    this.program.dispose();
  }
}
