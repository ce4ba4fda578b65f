/**
 * Least-squares reconstruction: every 1×1 convolution is fitted to what the dense network computes there, from the
 * pruned network's own activations, layer by layer from the input side, so that each layer makes up for what the
 * layers before it still miss (ThiNet, Luo et al. 2017; channel pruning, He et al. 2017). Both networks run over the
 * same images; only the narrow maps between blocks are kept, the wide ones are computed again.
 */
import type { CutNetwork } from '../../src/pruning/cutNetwork';
import type { Outcome } from '../../src/base/outcome';
import * as tf from '@tensorflow/tfjs-core';
import type { SubjectImages } from '../../src/subject/preprocess';
import { foldBatchNorm } from '../../src/model/foldBatchNorm';
import type { Layer, LayerWeights, Weights } from '../../src/model/network';
import type { CompactNetwork } from '../../src/pruning/surgery';
import { Convolution } from '../runtime/convolution';
import { imageTensor } from '../runtime/evaluate';
import { macrotask } from '../jobs/macrotask';
import { SUPERSEDED } from '../jobs/superseded';
import { BatchLayer } from './batchLayer';
import { NormalEquations } from './normalEquations';
import { evenBatches } from './recalibrate';
import { solveMasked } from './solveMasked';

/** Sampled positions along one side of a map. */
const SAMPLED_SIDE = 4;
/** λ as a share of the mean variance of an input. */
const RIDGE = 1e-2;

/** A batch's maps between two blocks, off TF.js's heap, which never shrinks. */
interface StoredMaps {
  readonly shape: [number, number, number, number];
  readonly values: Float32Array;
}

interface StoredBatch {
  readonly dense: StoredMaps;
  readonly pruned: StoredMaps;
}

/** Anything that runs one layer, residual left out. */
interface LayerRunner {
  run(x: tf.Tensor4D): tf.Tensor4D;
  dispose(): void;
}

/**
 * New weights that share everything but the kernels of 1×1 convolutions with the old ones. Their normalisation has to
 * be recalibrated.
 * @param images the first `count` of them are used
 */
export async function leastSquares(
  dense: CompactNetwork,
  cut: CutNetwork,
  images: SubjectImages,
  count: number,
  superseded: () => boolean,
  onProgress: () => void,
): Promise<Outcome<Weights>> {
  const fit = new Fit(dense, cut, images, count);
  for (const layer of cut.network.layers) {
    if (layer.kind !== 'pointwise') continue;
    for (const pass of fit.passes(layer)) {
      for (let batch = 0; batch < fit.batchCount; batch++) {
        await macrotask();
        if (superseded()) return fit.end(SUPERSEDED);
        pass(batch);
        onProgress();
      }
    }
  }
  return fit.end({ ok: true, value: fit.weights });
}

class Fit {
  readonly weights: LayerWeights[];
  readonly batchCount: number;
  private readonly dense: CompactNetwork;
  private readonly cut: CutNetwork;
  private stored: StoredBatch[];
  /** Index of the layer that made the stored maps; −1 for the images. */
  private storedFrom = -1;
  private runners: LayerRunner[] = [];
  private readonly batches: [number, number][];

  constructor(dense: CompactNetwork, cut: CutNetwork, images: SubjectImages, count: number) {
    this.dense = dense;
    this.cut = cut;
    this.weights = [...cut.weights];
    this.batches = evenBatches(count);
    this.batchCount = this.batches.length;
    this.stored = this.batches.map(([from, to]) => {
      const batch = imageTensor(images, from, to);
      const maps = taken(batch);
      return { dense: maps, pruned: maps };
    });
  }

  end<T>(outcome: T): T {
    this.disposeRunners();
    return outcome;
  }

  /** What has to be done with every batch, in order, to fit the layer and to get past it. */
  *passes(layer: Layer): Generator<(batch: number) => void> {
    const from = this.storedFrom + 1;
    const between = this.cut.network.layers.slice(from, layer.index);
    const equations = new NormalEquations(layer.inChannels, layer.outChannels);
    const streams: StoredMaps[] = [];
    const densePath = this.densePath(from, layer);
    const target = this.targetKernel(layer);
    let prunedPath = this.prunedPath(between);
    yield (batch) => {
      const { dense, pruned } = this.stored[batch];
      tf.tidy(() => {
        const x = runAll(densePath.between, restored(dense));
        const own = sample(runAll(prunedPath, restored(pruned)), batch);
        equations.add(own, tf.matMul(sample(x, batch), target()));
        if (layer.activation === 'linear') {
          streams[batch] = taken(withResidual(layer, densePath.last.run(x), dense));
        }
      });
    };
    this.solve(layer, equations);
    this.disposeRunners();
    if (layer.activation !== 'linear') return;
    prunedPath = this.prunedPath([...between, layer]);
    yield (batch) => {
      const { pruned } = this.stored[batch];
      tf.tidy(() => {
        const y = withResidual(layer, runAll(prunedPath, restored(pruned)), pruned);
        this.stored[batch] = { dense: streams[batch], pruned: taken(y) };
      });
    };
    this.disposeRunners();
    this.storedFrom = layer.index;
  }

  private solve(layer: Layer, equations: NormalEquations): void {
    const { index } = layer;
    const mask = this.cut.cut.kind === 'weights' ? this.cut.cut.masks[index] : null;
    const { kernel } = this.weights[index];
    const fitted = solveMasked(equations.centred(), kernel, mask, RIDGE);
    this.weights[index] = { ...this.weights[index], kernel: fitted };
  }

  private densePath(from: number, layer: Layer) {
    const { network, weights } = this.dense;
    const runner = (own: Layer) => {
      const { kernel, bias } = foldBatchNorm(own, weights[own.index]);
      return this.keep(new Convolution(own, kernel, bias));
    };
    return {
      between: network.layers.slice(from, layer.index).map(runner),
      last: runner(network.layers[layer.index]),
    };
  }

  private prunedPath(layers: readonly Layer[]): LayerRunner[] {
    return layers.map((layer) => this.keep(new BatchLayer(layer, this.weights[layer.index])));
  }

  /** The dense network's kernel [in][out], of the channels that are left in the pruned one alone. */
  private targetKernel(layer: Layer): () => tf.Tensor2D {
    const { cut } = this.cut;
    const { inChannels, outChannels } = this.dense.network.layers[layer.index];
    const { kernel } = this.dense.weights[layer.index];
    const kept =
      cut.kind === 'channels' && layer.outSet !== null
        ? cut.kept[layer.outSet]
        : Int32Array.from({ length: outChannels }, (_, channel) => channel);
    const columns = new Float32Array(inChannels * kept.length);
    for (let i = 0; i < columns.length; i++) {
      const [row, column] = [Math.floor(i / kept.length), kept[i % kept.length]];
      columns[i] = kernel[row * outChannels + column];
    }
    return () => tf.tensor2d(columns, [inChannels, kept.length]);
  }

  private keep<R extends LayerRunner>(runner: R): R {
    this.runners.push(runner);
    return runner;
  }

  private disposeRunners(): void {
    for (const runner of this.runners.splice(0)) runner.dispose();
  }
}

function runAll(runners: readonly LayerRunner[], images: tf.Tensor4D): tf.Tensor4D {
  return runners.reduce((x, runner) => {
    const y = runner.run(x);
    x.dispose();
    return y;
  }, images);
}

/** Inverted residuals add the stream that came into the block, which is what is stored. */
function withResidual(layer: Layer, y: tf.Tensor4D, stream: StoredMaps): tf.Tensor4D {
  return layer.adds === null ? y : tf.add<tf.Tensor4D>(y, restored(stream));
}

function taken(maps: tf.Tensor4D): StoredMaps {
  const stored = { shape: maps.shape, values: maps.dataSync<'float32'>().slice() };
  maps.dispose();
  return stored;
}

function restored({ shape, values }: StoredMaps): tf.Tensor4D {
  return tf.tensor4d(values, shape);
}

/** Values of a grid of positions, moved from batch to batch: [samples][channels]. */
function sample(maps: tf.Tensor4D, batch: number): tf.Tensor2D {
  const [images, height, width, channels] = maps.shape;
  const stride = Math.max(1, Math.floor(Math.min(height, width) / SAMPLED_SIDE));
  const start = [0, batch % stride, Math.floor(batch / stride) % stride, 0];
  const end = [images, height, width, channels];
  const grid = tf.stridedSlice(maps, start, end, [1, stride, stride, 1]);
  return tf.reshape(grid, [-1, channels]);
}
