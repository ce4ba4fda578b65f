/** Batch statistics of a network's layers, found with the training kernels in a forward pass alone. */
import type { Outcome } from '../../../src/base/outcome';
import { refusal } from '../../../src/words/refusal';
import { hasNorm } from '../../../src/model/costs';
import type { Layer, Network, Weights } from '../../../src/model/network';
import { layOutArena } from '../memory/arena';
import { Allocations, OutOfMemory, SLACK_BYTES, type KernelHeap } from '../memory/heap';
import { CallBuilder } from './calls';
import { ForwardPass, type MapRoom } from './forward';
import type { TrainingKernels } from './kernels';
import { pitchOf } from './maps';
import { TrainingParameters } from './parameters';
import { writeTrainingFields } from './records';
import { refuseTraining } from './refuseTraining';

export interface Calibration {
  /**
   * One batch through the network, each map normalised by its own mean and biased variance. The averages over all
   * batches move on: of the means, and of the unbiased variances.
   * @param images [batch][size][size][planes], preprocessed
   */
  absorb(images: Float32Array): void;
  /** Weights that share every array with the given ones but means and variances, which are the averages. */
  weights(): Weights;
  dispose(): void;
}

export interface CalibrationOptions {
  /** Images at a time, a multiple of 4. */
  readonly batch: number;
  /** Images whose statistics the given weights hold already; they keep their share in the averages. Default 0. */
  readonly seen?: number;
}

/**
 * For any network, however it was compacted or masked. Refused as `refuseTraining` does, with `calibration-batch` or `calibration-out-of-memory`. Weights that are
 * not finite give statistics that are not finite.
 */
export function compileCalibration(
  network: Network,
  weights: Weights,
  { batch, seen = 0 }: CalibrationOptions,
  kernels: TrainingKernels,
  heap: KernelHeap,
): Outcome<Calibration> {
  const unsupported = refuseTraining(network);
  if (unsupported) return unsupported;
  if (!(batch >= 4 && batch % 4 === 0)) {
    return refusal('calibration-batch', { batch });
  }
  const allocations = new Allocations(heap);
  try {
    const pass = new CalibrationPass(network, weights, batch, seen, kernels, heap, allocations);
    return { ok: true, value: pass };
  } catch (error) {
    allocations.release();
    if (!(error instanceof OutOfMemory)) throw error;
    return refusal('calibration-out-of-memory', { batch, bytes: error.bytes });
  }
}

class CalibrationPass implements Calibration {
  private readonly given: Weights;
  private readonly batch: number;
  private seen: number;
  private readonly kernels: TrainingKernels;
  private readonly memory: WebAssembly.Memory;
  private readonly allocations: Allocations;
  private readonly values: TrainingParameters;
  private readonly forward: ForwardPass;
  private readonly imageValues: number;

  constructor(
    network: Network,
    weights: Weights,
    batch: number,
    seen: number,
    kernels: TrainingKernels,
    heap: KernelHeap,
    allocations: Allocations,
  ) {
    this.given = weights;
    this.batch = batch;
    this.seen = seen;
    this.kernels = kernels;
    this.memory = heap.memory;
    this.allocations = allocations;
    this.values = new TrainingParameters(network, allocations, heap, 'fixed');
    this.values.write(weights);
    const calling = new CallBuilder(network, batch, this.values, allocations, heap);
    const until = network.layers.findLastIndex(hasNorm) + 1;
    const room = sharedRoom(network, batch, allocations);
    this.forward = new ForwardPass(calling, room, until);
    this.imageValues = network.input.planes * batch * network.input.size ** 2;
  }

  absorb(images: Float32Array): void {
    if (images.length !== this.imageValues) {
      throw new RangeError(`invalid images: ${images.length} values, not ${this.imageValues}`);
    }
    new Float32Array(this.memory.buffer, this.forward.images, images.length).set(images);
    this.seen += this.batch;
    // The share of the new batch that makes a running average the mean over all images.
    const momentum = this.batch / this.seen;
    for (const norm of this.forward.norms) {
      writeTrainingFields(this.memory, norm, 'norm', { momentum });
    }
    for (const { kernel, record } of this.forward.calls) this.kernels[kernel](record);
  }

  weights(): Weights {
    return this.given.map((layer, i) => {
      if (!layer.norm) return layer;
      return { ...layer, norm: { ...layer.norm, ...this.values.running(i) } };
    });
  }

  dispose(): void {
    this.allocations.release();
  }
}

/** A place for each map until its last reader, shared with others; a stored output lies where its map lies. */
function sharedRoom({ layers }: Network, batch: number, allocations: Allocations): MapRoom {
  const tenants = layers.map(({ index, outChannels, outSize }) => {
    const last = layers.findLast(({ from, adds }) => from === index || adds === index);
    const bytes = outChannels * pitchOf(outSize ** 2 * batch) + SLACK_BYTES;
    return { bytes, from: index, to: last?.index ?? index };
  });
  const { bytes, offsets } = layOutArena(tenants);
  const start = allocations.reserve(bytes);
  const place = ({ index }: Layer) => start + offsets[index];
  return { map: place, output: place };
}
