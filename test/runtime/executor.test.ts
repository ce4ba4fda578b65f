import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { memoryInfo } from '../../workers/runtime/backend';
import { judged, imageTensor } from '../../workers/runtime/evaluate';
import { Executor } from '../../workers/runtime/executor';
import { goldenLogits } from '../fixtures/referenceModel';
import { bundled } from '../lab/bundled';

describe('the executor', () => {
  let lab: Awaited<ReturnType<typeof bundled>>;
  beforeAll(async () => (lab = await bundled()));

  it('gives the scores of the reference', () => {
    const executor = new Executor(lab.network, lab.weights);
    const images = imageTensor(lab.test, 0, goldenLogits.length);
    const scores = executor.runTensor(images);
    const differences = goldenLogits.flat().map((score, i) => Math.abs(score - scores[i]));
    expect(scores.length).toBe(640);
    expect(Math.max(...differences)).toBeLessThan(1e-3);
    images.dispose();
    executor.dispose();
    expect(memoryInfo()).toMatchObject({ tensors: 0, tensorBytes: 0 });
  });

  it('is as sure of its answers as TensorFlow.js’s softmax of the reference’s scores', () => {
    for (const logits of goldenLogits) {
      const shares = tf.tidy(() => tf.softmax(tf.tensor1d(logits)).dataSync());
      const { prediction, confidence } = judged(Float32Array.from(logits), 0);
      expect(confidence).toBeCloseTo(Math.max(...shares), 5);
      expect(shares[prediction]).toBe(Math.max(...shares));
    }
  });

  it('shows every output of a layer to an observer', () => {
    const executor = new Executor(lab.network, lab.weights);
    const images = imageTensor(lab.test, 0, 2);
    const shapes: number[][] = [];
    executor.runTensor(images, (_, output) => shapes.push(output.shape));
    const expected = lab.network.layers.map((l) => [2, l.outSize, l.outSize, l.outChannels]);
    expect(shapes).toEqual(expected);
    images.dispose();
    executor.dispose();
  });
});

it('cross-entropy survives large scores', () => {
  expect(judged(Float32Array.of(1000, 999), 1).crossEntropy).toBeCloseTo(Math.log(1 + Math.E), 6);
});
