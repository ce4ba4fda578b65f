/** The lab's kernels in TF.js's own heap, and a network compiled for them. */
import type { Outcome, Refusal } from '../../src/base/outcome';
import { refusal } from '../../src/words/refusal';
import * as tf from '@tensorflow/tfjs-core';
import type { Network, Weights } from '../../src/model/network';
import { timedTiles } from '../kernels/checks/tileSpeeds';
import { USUAL_TILES, type Tiles } from '../kernels/inference/choose';
import type { KernelHeap } from '../kernels/memory/heap';
import { compileProgram } from '../kernels/inference/inferenceProgram';
import { bestBuild, type KernelBuild, type ReadModule } from '../kernels/builds';
import type { Kernels } from '../kernels/inference/kernels';
import { isOutOfMemory } from '../kernels/memory/noMemory';
import { startInt8Engine } from '../kernels/int8Engine';
import type { Int8Engine } from '../kernels/int8/int8Program';
import { INFERENCE, instantiate, TRAINING, type KernelModule } from '../kernels/modules';
import type { TrainingKernels } from '../kernels/training/kernels';
import type { StartHelper } from '../kernels/threads/team';
import type { Classifier } from './classifier';
import { LabThreads } from './labThreads';
import { ProgramClassifier } from './programClassifier';

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
  /** Those that repair and train, loaded when they are first asked for. Refused as these. */
  training(): Promise<Outcome<TrainingKernels>>;
  /** Those that compute in eight bits, likewise, with the fastest way to multiply that is exact in this engine. */
  int8(): Promise<Outcome<Int8Engine>>;
  /** The same kernels on several threads. */
  readonly threads: LabThreads;
  /** Which of two kernels that compute the same is the faster here: timed when it is first asked for, in a few tenths of a second. */
  tiles(): Tiles;
  /** The same where it was timed already; else the usual ones, which give batches the same bits. */
  tilesSoFar(): Tiles;
}

/**
 * Starts the best build that this engine runs.
 * Refused with `no-heap`, `kernels-not-loaded`, `kernels-unavailable` or `kernel-wrong`; the lab then runs on TF.js alone.
 * @param startHelper starts a thread for `LabThreads`; null where that cannot be
 */
export async function startLabKernels(
  readModule: ReadModule,
  startHelper: StartHelper | null = null,
): Promise<Outcome<LabKernels>> {
  const build = bestBuild();
  if (!build) return refusal('no-heap', { why: 'no-simd' });
  const lent = tfjsHeap();
  if (!lent.ok) return lent;
  const heap = lent.value;
  const load = async <K>(module: KernelModule<K>): Promise<Outcome<K>> => {
    const bytes = await readModule(module.name, build);
    return bytes.ok ? instantiate(module, bytes.value, heap) : notLoaded(bytes);
  };
  const kernels = await load(INFERENCE);
  if (!kernels.ok) return kernels;
  const training = once(() => load(TRAINING));
  const int8 = once(async () => {
    const bytes = await readModule('int8', build);
    return bytes.ok ? startInt8Engine(bytes.value, heap) : notLoaded(bytes);
  });
  const threads = new LabThreads(build, readModule, startHelper);
  let timed: Tiles | null = null;
  const tiles = () => (timed ??= timedTiles(kernels.value, heap));
  const tilesSoFar = () => timed ?? USUAL_TILES;
  const value = { build, kernels: kernels.value, heap, training, int8, threads, tiles, tilesSoFar };
  return { ok: true, value };
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

function notLoaded(cause: Refusal): Refusal {
  const outOfMemory = isOutOfMemory(cause.values.reason);
  return refusal('kernels-not-loaded', { cause, outOfMemory });
}

function tfjsHeap(): Outcome<KernelHeap> {
  const { wasm } = tf.backend() as unknown as { readonly wasm?: WasmModule | null };
  const { asm, _malloc: malloc, _free: free } = wasm ?? {};
  const memory = asm?.memory;
  if (!(memory instanceof WebAssembly.Memory)) return noHeap('own-memory');
  if (!(memory.buffer instanceof ArrayBuffer)) return noHeap('shared-memory');
  if (!malloc || !free) return noHeap('no-malloc');
  return { ok: true, value: { memory, malloc, free } };
}

function noHeap(why: 'own-memory' | 'shared-memory' | 'no-malloc'): Refusal {
  return refusal('no-heap', { why });
}

/**
 * Dense and sparse layers, each by the kernel that suits its zeros. Refused where memory or weights forbid it. Kernels are
 * timed first for one image, whose time matters; somebody waits for the answers to several.
 */
export function kernelClassifier(
  { kernels, heap, tiles, tilesSoFar }: LabKernels,
  network: Network,
  weights: Weights,
  batch: number,
): Outcome<Classifier> {
  const options = { tiles: batch === 1 ? tiles() : tilesSoFar() };
  const program = compileProgram(network, weights, batch, kernels, heap, options);
  return program.ok ? { ok: true, value: new ProgramClassifier(network, program.value) } : program;
}

/** One image at a time by several threads. Refused as `LabThreads`, and where there is no memory. */
export async function threadedClassifier(
  { threads, tiles }: LabKernels,
  network: Network,
  weights: Weights,
  count: number,
): Promise<Outcome<Classifier>> {
  const started = await threads.of(count);
  if (!started.ok) return started;
  const { kernels, heap, team } = started.value;
  const options = { team, threads: count, tiles: tiles() };
  const program = compileProgram(network, weights, 1, kernels, heap, options);
  if (!program.ok) return program;
  return { ok: true, value: new ProgramClassifier(network, program.value, team) };
}
