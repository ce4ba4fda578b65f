/** One training step: the lab's kernels on 64 images against TF.js's cpu backend on one. */
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import type { LabelledImages } from '../../src/data/idx';
import { preprocess } from '../../src/data/preprocess';
import { BATCH_NORM_EPSILON, type Layer, type LayerWeights } from '../../src/model/network';
import type { CompactNetwork } from '../../src/pruning/surgery';
import type { BenchRatio } from '../../src/protocol/bench';
import { instantiateTrainingKernels } from '../kernels/trainingKernels';
import { compileTrainingPlan } from '../kernels/trainingPlan';
import type { LabKernels } from '../runtime/labKernels';
import { aloneMedian } from './interleave';

const BATCH = 64;
const STEP = { learningRate: 1e-4, momentum: 0.9, weightDecay: 5e-4 };

/** @param module bytes of the training kernels */
export async function benchTraining(
  dense: CompactNetwork,
  images: LabelledImages,
  module: BufferSource,
  { heap }: LabKernels,
  rounds: number,
): Promise<BenchRatio> {
  const oursMs = await ownStepMs(dense, images, module, heap, rounds);
  const theirsMs = await cpuStepMs(dense, images);
  const work = 'train 32px b64';
  return { work, against: 'tfjs-cpu', ratio: theirsMs / oursMs, oursMs, theirsMs };
}

async function ownStepMs(
  { network, weights }: CompactNetwork,
  images: LabelledImages,
  module: BufferSource,
  heap: LabKernels['heap'],
  rounds: number,
): Promise<number> {
  const kernels = await instantiateTrainingKernels(module, heap);
  if (!kernels.ok) throw new Error(kernels.message);
  const plan = compileTrainingPlan(network, weights, BATCH, kernels.value, heap);
  if (!plan.ok) throw new Error(plan.message);
  const labels = images.labels.subarray(0, BATCH);
  const engine = { run: (pixels: Float32Array) => plan.value.step(pixels, labels, STEP) };
  const pixels = preprocess(images, 0, BATCH, network.config.inputSize);
  const ms = await aloneMedian(engine, pixels, rounds);
  plan.value.dispose();
  return ms / BATCH;
}

/** The second of two steps: the first also compiles. */
async function cpuStepMs(
  { network, weights }: CompactNetwork,
  images: LabelledImages,
): Promise<number> {
  const backend = tf.getBackend();
  await tf.setBackend('cpu');
  const size = network.config.inputSize;
  const pixels = preprocess(images, 0, 1, size);
  let ms = 0;
  for (let step = 0; step < 2; step++) {
    const start = performance.now();
    tf.tidy(() => {
      const variables = weights.map((layer, i) => layerVariables(network.layers[i], layer));
      const loss = () => {
        const batch = tf.tensor4d(pixels, [1, size, size, 3]);
        return trainingLoss(network.layers, variables, batch, images.labels[0]);
      };
      const { grads } = tf.variableGrads(loss);
      for (const gradient of Object.values(grads)) gradient.dataSync();
      for (const variable of variables.flat()) variable.dispose();
    });
    ms = performance.now() - start;
  }
  await tf.setBackend(backend);
  return ms;
}

function layerVariables(layer: Layer, { kernel, norm, bias }: LayerWeights): tf.Variable[] {
  const { kind, inChannels, outChannels } = layer;
  const taps = kind === 'stem' || kind === 'depthwise' ? 3 : 1;
  const shape =
    kind === 'classifier'
      ? [inChannels, outChannels]
      : kind === 'depthwise'
        ? [taps, taps, outChannels, 1]
        : [taps, taps, inChannels, outChannels];
  const vectors = norm ? [norm.gamma, norm.beta] : bias ? [bias] : [];
  return [tf.tensor(kernel, shape), ...vectors.map((vector) => tf.tensor1d(vector))].map((value) =>
    tf.variable(value),
  );
}

function trainingLoss(
  layers: readonly Layer[],
  variables: readonly tf.Variable[][],
  images: tf.Tensor4D,
  label: number,
): tf.Scalar {
  const outputs: tf.Tensor4D[] = [];
  let x = images;
  for (const layer of layers) {
    const [kernel, scale, offset] = variables[layer.index];
    if (layer.kind === 'classifier') {
      const logits = tf.add(
        tf.matMul(tf.mean(x, [1, 2]) as tf.Tensor2D, kernel as tf.Tensor),
        scale,
      );
      const target = tf.oneHot([label], layer.outChannels);
      return tf.losses.softmaxCrossEntropy(target, logits) as tf.Scalar;
    }
    const y = convolve(layer, x, kernel as unknown as tf.Tensor4D);
    const { mean, variance } = tf.moments(y, [0, 1, 2]);
    const normal = tf.batchNorm(
      y,
      mean as tf.Tensor1D,
      variance as tf.Tensor1D,
      offset as tf.Tensor1D,
      scale as tf.Tensor1D,
      BATCH_NORM_EPSILON,
    ) as tf.Tensor4D;
    x = layer.activation === 'relu6' ? tf.relu6(normal) : normal;
    if (layer.residualFrom !== null) x = tf.add(x, outputs[layer.residualFrom]);
    outputs[layer.index] = x;
  }
  throw new Error('The network has no classifier.');
}

function convolve({ kind, stride }: Layer, x: tf.Tensor4D, kernel: tf.Tensor4D): tf.Tensor4D {
  const padding = kind === 'pointwise' ? 0 : 1;
  return kind === 'depthwise'
    ? tf.depthwiseConv2d(x, kernel, stride, padding)
    : tf.conv2d(x, kernel, stride, padding);
}
