/**
 * Training of one network with batches of one size: compiled once, then no step allocates.
 *
 * With fake quantisation (Jacob et al. 2018, "Quantization and Training of Neural Networks for Efficient Integer-Arithmetic-Only
 * Inference", section 3) weights, images and maps take only values that the int8 network's integers stand for. The way back
 * takes the rounding for the identity (the straight-through estimator, Bengio et al. 2013): a gradient passes where a value
 * lies between the ends of its range, and no further. Simpler than there: batch normalisation takes the statistics of the batch
 * and is not folded before the rounding, which per output channel makes no difference; sums of two maps are rounded without ends.
 */
import type { Outcome } from '../../../src/base/outcome';
import { refusal } from '../../../src/words/refusal';
import type { Layer, LayerWeights, Network, Weights } from '../../../src/model/network';
import { dequantise, quantise } from '../../../src/quantisation/arithmetic';
import type { TensorScale } from '../../../src/quantisation/quantisedNetwork';
import type { PerMap } from '../../../src/quantisation/ranges';
import { Allocations, OutOfMemory, type KernelHeap } from '../memory/heap';
import { BackwardPass } from './backward';
import { CallBuilder, type TrainingCall } from './calls';
import { ForwardPass } from './forward';
import type { TrainingKernels } from './kernels';
import type { TrainingMap } from './maps';
import { SoftmaxLoss, type LossOptions, type StepResult } from './loss';
import { TrainingParameters } from './parameters';
import { trainingRecordBytes, writeTrainingRecord } from './records';
import { refuseTraining } from './refuseTraining';

export interface UpdateOptions {
  readonly learningRate: number;
  /** Of Nesterov's method, in [0, 1). */
  readonly momentum: number;
  /** Added to the gradient as this share of the weight; kernels only, not γ, β and biases. */
  readonly weightDecay: number;
  /** λ of Network Slimming (Liu et al. 2017): λ·sign(γ) is added to the gradient of every γ. Default 0. */
  readonly gammaL1?: number;
}

export type StepOptions = LossOptions & UpdateOptions;

export interface TrainingProgram {
  readonly batch: number;
  /** Bytes of the heap that the program holds. */
  readonly bytes: number;
  /**
   * One step of stochastic gradient descent. Where the loss is not finite the weights stay as they were.
   * @param images [batch][size][size][planes], preprocessed
   * @param labels class of each image
   */
  step(images: Float32Array, labels: ArrayLike<number>, options: StepOptions): StepResult;
  /** The same without the update: gradients to be read. Running statistics move all the same. */
  backpropagate(images: Float32Array, labels: ArrayLike<number>, options?: LossOptions): StepResult;
  /**
   * The update alone, with the gradients as they lie in `gradients()`: of `backpropagate`, or an average over several
   * programs. The caller has seen that they are finite.
   */
  update(options: UpdateOptions): void;
  /**
   * Every gradient in one array, in the layout of `parameters()`. A view of the heap, like the two below: it may be
   * written to, and has to be taken again after anything that may have grown the heap.
   */
  gradients(): Float32Array;
  /** Every trainable value: kernels of all layers, γ of all layers, β or bias of all layers. */
  parameters(): Float32Array;
  /** What Nesterov's method remembers of each value. */
  velocities(): Float32Array;
  /** Running means of all layers, then running variances. */
  statistics(): Float32Array;
  /** Also forgets the momentum. Masked values become 0. */
  writeWeights(weights: Weights): void;
  readWeights(): LayerWeights[];
  /** Of the last step, in the shape of weights; the places of the running statistics are 0. */
  readGradients(): LayerWeights[];
  /** @param mask over the layer's kernel, 1 = kept; null keeps all */
  setMask(layer: number, mask: Uint8Array | null): void;
  /** Times every kernel call of one step. */
  profile(images: Float32Array, labels: ArrayLike<number>): CallTime[];
  dispose(): void;
}

export interface CallTime extends TrainingCall {
  readonly direction: 'forward' | 'backward';
  readonly milliseconds: number;
}

/**
 * Refused as `refuseTraining` does, with `training-batch`, `training-not-finite` or `training-out-of-memory`.
 * @param batch images a step, a multiple of 4
 * @param scales of the int8 network that is to come of it, whose rounding it learns to live with; null for none
 */
export function compileTrainingProgram(
  network: Network,
  weights: Weights,
  batch: number,
  kernels: TrainingKernels,
  heap: KernelHeap,
  scales: PerMap<TensorScale> | null = null,
): Outcome<TrainingProgram> {
  const unsupported = refuseTraining(network);
  if (unsupported) return unsupported;
  if (!(batch >= 4 && batch % 4 === 0)) {
    return refusal('training-batch', { batch });
  }
  const strange = network.layers.find((layer) => !isFinite(weights[layer.index]));
  if (strange) return refusal('training-not-finite', { layer: strange.name });
  const allocations = new Allocations(heap);
  try {
    const program = new CompiledTraining(network, batch, kernels, heap, allocations, scales);
    program.writeWeights(weights);
    return { ok: true, value: program };
  } catch (error) {
    allocations.release();
    if (!(error instanceof OutOfMemory)) throw error;
    return refusal('training-out-of-memory', { batch, bytes: error.bytes });
  }
}

function isFinite({ kernel, norm, bias }: LayerWeights): boolean {
  const arrays = [kernel, bias, norm?.gamma, norm?.beta, norm?.mean, norm?.variance];
  return arrays.every((array) => !array || array.every(Number.isFinite));
}

class CompiledTraining implements TrainingProgram {
  readonly batch: number;
  private readonly classes: number;
  private readonly kernels: TrainingKernels;
  private readonly memory: WebAssembly.Memory;
  private readonly allocations: Allocations;
  private readonly values: TrainingParameters;
  private readonly imageScale: TensorScale | null;
  private readonly forward: ForwardPass;
  private readonly backward: BackwardPass;
  private readonly imageValues: number;
  private readonly logits: TrainingMap;
  private readonly softmax: SoftmaxLoss;
  private readonly sgdRecord: number;
  private views: Views | null = null;

  constructor(
    network: Network,
    batch: number,
    kernels: TrainingKernels,
    heap: KernelHeap,
    allocations: Allocations,
    scales: PerMap<TensorScale> | null,
  ) {
    this.batch = batch;
    this.imageScale = scales?.image ?? null;
    this.classes = network.classes;
    this.kernels = kernels;
    this.memory = heap.memory;
    this.allocations = allocations;
    this.values = new TrainingParameters(network, allocations, heap);
    const calling = new CallBuilder(
      ...([network, batch, this.values, allocations, heap, scales !== null] as const),
    );
    // The way back reads every map again.
    const reserve = (_: Layer, bytes: number) => allocations.reserve(bytes);
    const { layers, input } = network;
    this.forward = new ForwardPass(
      calling,
      { map: reserve, output: reserve },
      layers.length,
      scales,
    );
    this.backward = new BackwardPass(calling, this.forward);
    this.logits = this.forward.steps[layers.length - 1].output;
    this.imageValues = input.planes * batch * input.size ** 2;
    this.softmax = new SoftmaxLoss(this.classes, batch);
    this.sgdRecord = allocations.reserve(trainingRecordBytes('sgd'));
  }

  get bytes(): number {
    return this.allocations.bytes;
  }

  step(images: Float32Array, labels: ArrayLike<number>, options: StepOptions): StepResult {
    const result = this.backpropagate(images, labels, options);
    if (Number.isFinite(result.loss)) this.update(options);
    return result;
  }

  backpropagate(
    images: Float32Array,
    labels: ArrayLike<number>,
    options: LossOptions = {},
  ): StepResult {
    this.setImages(images);
    for (const { kernel, record } of this.forward.calls) this.kernels[kernel](record);
    const result = this.evaluateLoss(labels, options);
    for (const { kernel, record } of this.backward.calls) this.kernels[kernel](record);
    return result;
  }

  update({ learningRate, momentum, weightDecay, gammaL1 = 0 }: UpdateOptions): void {
    const { kernelCount, gammaCount, count, masked, masksAt } = this.values;
    const pass = (first: number, end: number, mask: number, decay: number, l1: number) => {
      const at = (base: number) => base + 4 * first;
      writeTrainingRecord(this.memory, this.sgdRecord, 'sgd', {
        weights: at(this.values.weightsAt),
        gradients: at(this.values.gradientsAt),
        velocities: at(this.values.velocitiesAt),
        ...{ mask, count: end - first, rate: learningRate, momentum, decay, l1 },
      });
      this.kernels.sgd(this.sgdRecord);
    };
    const gammaEnd = kernelCount + gammaCount;
    pass(0, kernelCount, masked ? masksAt : 0, weightDecay, 0);
    pass(kernelCount, gammaEnd, 0, 0, gammaL1);
    pass(gammaEnd, count, 0, 0, 0);
  }

  gradients(): Float32Array {
    return this.values.block('gradients');
  }

  parameters(): Float32Array {
    return this.values.block('weights');
  }

  velocities(): Float32Array {
    return this.values.block('velocities');
  }

  statistics(): Float32Array {
    return this.values.runningStatistics();
  }

  writeWeights(weights: Weights): void {
    this.values.write(weights);
  }

  readWeights(): LayerWeights[] {
    return this.values.read('weights');
  }

  readGradients(): LayerWeights[] {
    return this.values.read('gradients');
  }

  setMask(layer: number, mask: Uint8Array | null): void {
    this.values.setMask(layer, mask);
  }

  profile(images: Float32Array, labels: ArrayLike<number>): CallTime[] {
    this.setImages(images);
    const time = (direction: CallTime['direction']) => (call: TrainingCall) => {
      const start = performance.now();
      this.kernels[call.kernel](call.record);
      return { ...call, direction, milliseconds: performance.now() - start };
    };
    const forward = this.forward.calls.map(time('forward'));
    this.evaluateLoss(labels, {});
    return [...forward, ...this.backward.calls.map(time('backward'))];
  }

  dispose(): void {
    this.allocations.release();
  }

  private setImages(images: Float32Array): void {
    const views = this.currentViews();
    if (images.length !== views.images.length) {
      throw new RangeError(`invalid images: ${images.length} values, not ${views.images.length}`);
    }
    views.images.set(images);
    if (this.imageScale) roundImages(views.images, this.imageScale);
  }

  private evaluateLoss(labels: ArrayLike<number>, options: LossOptions): StepResult {
    const { logits, gradients, statistics } = this.currentViews();
    const pitch = this.logits.pitch / 4;
    const result = this.softmax.evaluate(logits, gradients, pitch, labels, options);
    // A clamp may turn a NaN into 0, so that a broken layer would go unseen in the loss.
    return statistics.every(Number.isFinite) ? result : { loss: NaN, correct: result.correct };
  }

  /** Views made again only when the heap has grown, which detaches old ones. */
  private currentViews(): Views {
    const { buffer } = this.memory;
    if (this.views?.buffer === buffer) return this.views;
    const { forward, classes, logits } = this;
    const logitValues = (classes * logits.pitch) / 4;
    this.views = {
      buffer,
      images: new Float32Array(buffer, forward.images, this.imageValues),
      logits: new Float32Array(buffer, logits.address, logitValues),
      gradients: new Float32Array(buffer, this.backward.scoreGradients, logitValues),
      statistics: new Float32Array(buffer, forward.statistics, 2 * forward.statisticCount),
    };
    return this.views;
  }
}

function roundImages(images: Float32Array, scale: TensorScale): void {
  for (let i = 0; i < images.length; i++) images[i] = dequantise(quantise(images[i], scale), scale);
}

interface Views {
  readonly buffer: ArrayBufferLike;
  readonly images: Float32Array;
  readonly logits: Float32Array;
  /** Of the logits. */
  readonly gradients: Float32Array;
  readonly statistics: Float32Array;
}
