/** What the lab's workers cannot do, and workers that are lost. */
import type { Note } from '../../../base/outcome';
import type { Say } from '../../saying';
import { withStop } from '../../wholeSentence';

const MEMORY_REMEDY =
  'close other tabs, open the page with fewer workers (?workers=1), or use a 64-bit system: every worker reserves several GiB of addresses';

const NO_HEAP = {
  'no-simd': 'this engine has no SIMD',
  'own-memory': 'TF.js keeps its memory to itself',
  'shared-memory': "TF.js's threads share its memory",
  'no-malloc': 'TF.js lends none of its memory',
};

const MODULE_REMEDIES = {
  inference: 'use the TF.js runtime',
  int8: 'run the network in float32',
  training: 'train on another device',
};

export const workers = {
  superseded: 'ended: a newer job took its place',
  'not-loaded': 'the lab is not loaded: load it first',
  'worker-lost':
    'a worker crashed or did not answer, twice in a row: close other tabs to free memory, then try again',
  'worker-not-started':
    'a worker could not be started: check that the page’s server runs and serves every file of the page, then try again',
  'worker-crashed-loading':
    'a worker crashed while it was loading: close other tabs to free memory, then try again',
  'worker-silent': ({ seconds }: { seconds: number }) =>
    `a worker has shown no sign of life for ${Math.round(seconds)} s while it was loading: check that the page’s server runs and close other tabs, then try again`,
  'worker-failed': ({ reason }: Reason) =>
    `a worker failed (${reason}): try again, and reload the page if it fails again`,
  'team-broken-up':
    'training ended: a worker crashed or did not answer; close other tabs to free memory, then try again',
  'team-lost':
    'training ended: another worker of the team was lost or did not answer for a minute; try again',
  cancelled: 'the benchmark was cancelled',
  'pictures-worker-lost':
    'the worker that reads pictures was lost, probably for want of memory: use fewer of them at once',
  'benchmark-worker-lost':
    'the benchmark’s worker crashed: close other tabs to free memory, then run it again',
  'export-worker-lost':
    'the file could not be written: check that the page’s server runs, close other tabs to free memory, then try again',
  'benchmark-stopped': ({ reason }: Reason) =>
    `the benchmark stopped (${reason}): reload the page and run it again`,

  'no-wasm': 'this browser has no WebAssembly; use Chromium 91 or newer',
  'no-simd':
    'this browser or processor has no WebAssembly SIMD; use Chromium 91 or newer on a processor with NEON or SSE4.1',
  'no-backend': ({ file, reason }: { file: string; reason: string | null }) =>
    `TF.js's WASM backend cannot be started from ${file} (${reason ?? 'it does not start'}); check that the file lies there and load again`,
  'no-memory': ({ reason }: Reason) =>
    `there is no memory or no address space left for a worker (${reason}); ${MEMORY_REMEDY}`,
  'fewer-workers': ({ wished, workers }: { wished: number; workers: number }) =>
    `There is memory, or address space, for ${workers} of ${wished} workers: they do the work of all. To have more, close other tabs and reload the page.`,
  'no-heap': ({ why }: { why: keyof typeof NO_HEAP }) =>
    `The lab's kernels cannot be used here (${NO_HEAP[why]}): use TF.js dense.`,
  'kernels-not-loaded': ({ cause, outOfMemory }: Cause & Memory, say: Say) =>
    `The lab's kernels could not be loaded (${say(cause)}): ${outOfMemory ? MEMORY_REMEDY : 'reload the page or use TF.js dense'}.`,
  'kernels-unavailable': ({ module, reason, outOfMemory }: Module & Reason & Memory) =>
    unusable(module, reason, outOfMemory ? MEMORY_REMEDY : MODULE_REMEDIES[module]),
  'kernel-wrong': ({ module, kernel }: Module & { kernel: string }) =>
    unusable(module, `the kernel ${kernel} fails its self-test`, MODULE_REMEDIES[module]),
  'threads-unavailable':
    'Threads share no memory here: serve the page with the two isolation headers, as npm start does. The lab goes on with one.',
  'one-core': 'This device lends the browser one core: there is nothing to share out.',
  'thread-not-started': ({ thread, reason }: { thread: number } & Reason) =>
    `Thread ${thread} could not be started (${reason}): reload the page to try again. The lab goes on with one.`,
  'thread-lost': ({ thread, threads }: { thread: number; threads: number }) =>
    `Thread ${thread} of ${threads} was lost or did not answer for ten seconds: reload the page to use it again. The lab goes on with one.`,
  'layer-not-computed': (v: {
    layer: string;
    kind: string;
    kernelSide: number;
    stride: number;
    reads: string;
  }) =>
    cannotCompute(
      `${v.layer}, ${v.kind} ${v.kernelSide}×${v.kernelSide} at stride ${v.stride} of a ${v.reads}`,
    ),
  'sum-not-computed': ({ layer, adds, to }: { layer: string; adds: string; to: string }) =>
    cannotCompute(`${layer}, which adds a ${adds} to a ${to}`),
  'layer-shape': ({ layer, weights }: { layer: string; weights: number }) =>
    `${layer} does not have ${weights} weights: load or prune the model again.`,
  'layer-not-finite': ({ layer }: Layer) =>
    `${layer} has weights that are NaN or infinite: load or prune the model again.`,
  'activations-not-finite': ({ layer }: Layer) =>
    `${layer} gives values that are NaN or infinite on the calibration pictures: load or prune the model again.`,
  'int8-fan-in': ({ layer, fanIn }: Layer & { fanIn: number }) =>
    `${layer} adds ${fanIn} products, whose sum may not fit 32 bits: keep float32 for this network.`,
  'program-out-of-memory': ({ batch, bytes }: Room) =>
    `Not enough memory for a program of ${batch} images (${noBytes(bytes)}): use a smaller batch.`,

  'training-needs-kernels':
    'training needs the lab’s kernels, which cannot be used here: choose a repair without finetune and distil',
  'training-convolution': ({ layer }: Layer) =>
    cannotTrain(layer, 'a convolution that reads a map'),
  'training-image-layer': ({ layer, kind }: Layer & { kind: string }) =>
    cannotTrain(layer, `a ${kind} layer that reads the image`),
  'training-adding-pool': ({ layer }: Layer) => cannotTrain(layer, 'a pool that adds'),
  'training-pointwise-stride': ({ layer }: Layer) =>
    cannotTrain(layer, 'a pointwise layer with a stride'),
  'training-last-layer': ({ layer }: Layer) =>
    cannotTrain(layer, 'the scores have to come from a dense layer'),
  'training-batch': ({ batch }: { batch: number }) =>
    `A batch of ${batch} cannot be trained on; take a multiple of 4.`,
  'calibration-batch': ({ batch }: { batch: number }) =>
    `A batch of ${batch} cannot be calibrated on; take a multiple of 4.`,
  'training-not-finite': ({ layer }: Layer) =>
    `${layer} holds weights that are not finite numbers; start from another checkpoint.`,
  'training-out-of-memory': ({ batch, bytes }: Room) =>
    `Training a batch of ${batch} does not fit: ${noBytes(bytes)}; take a smaller batch.`,
  'calibration-out-of-memory': ({ batch, bytes }: Room) =>
    `Calibration on batches of ${batch} does not fit: ${noBytes(bytes)}; take smaller ones.`,
  'no-gradients': ({ cause }: Cause, say: Say) =>
    `${withStop(say(cause))} This method needs gradients: choose one that looks at weights or activations.`,
  'few-images': ({ images, least }: { images: number; least: number }) =>
    `The data set has ${images} training images instead of ${least}.`,
  'maps-too-large': ({ images, most }: { images: number; most: number }) =>
    `Least squares on ${images} images would need more than 3 GB for maps of this size: take ${most} or fewer.`,
  'no-pictures':
    'this network was opened without pictures: bring some for it, or choose no repair and a method that looks at weights alone',
  'no-training-images':
    'this data set has no training images: choose no repair and a method that looks at weights alone, or another data set',
  'network-gone':
    'this network is no longer in memory, and training it once more would give another one: train it again, then keep it',
};

interface Reason {
  readonly reason: string;
}

interface Cause {
  readonly cause: Note;
}

interface Memory {
  readonly outOfMemory: boolean;
}

interface Module {
  readonly module: keyof typeof MODULE_REMEDIES;
}

interface Layer {
  readonly layer: string;
}

interface Room {
  readonly batch: number;
  /** That could not be had. */
  readonly bytes: number;
}

function unusable(module: string, why: string, remedy: string): string {
  return `The lab's ${module} kernels cannot be used here (${why}): ${remedy}.`;
}

function cannotCompute(what: string): string {
  return `The lab's kernels cannot compute ${what}: use TF.js dense.`;
}

function cannotTrain(layer: string, why: string): string {
  return `The lab's kernels cannot train ${layer}: ${why}.`;
}

function noBytes(bytes: number): string {
  return `no ${bytes} bytes left in the WebAssembly heap`;
}
