/**
 * Least-squares reconstruction: every 1×1 convolution is fitted to what the dense network computes there, from the
 * pruned network's own activations, layer by layer from the input side, so that each layer makes up for what the
 * layers before it still miss (ThiNet, Luo et al. 2017; channel pruning, He et al. 2017). Both networks run over the
 * same images; only the narrow maps are kept, those between blocks; the wide ones are computed again.
 */
import type { CutNetwork } from '../../src/pruning/cutNetwork';
import type { Outcome } from '../../src/base/outcome';
import { refusal } from '../../src/words/refusal';
import * as tf from '@tensorflow/tfjs-core';
import type { SubjectImages } from '../../src/subject/preprocess';
import type { Layer, LayerWeights, Network, Weights } from '../../src/model/network';
import type { CompactNetwork } from '../../src/pruning/surgery';
import { imageTensor } from '../runtime/evaluate';
import { layerRunner, type LayerRunner } from '../runtime/layerRunner';
import { macrotask } from '../jobs/macrotask';
import { SUPERSEDED } from '../jobs/superseded';
import { BatchLayer } from './batchLayer';
import { NormalEquations } from './normalEquations';
import { calibrationBatch, evenBatches } from './recalibrate';
import { solveMasked } from './solveMasked';

/** Sampled positions along one side of a map. */
const SAMPLED_SIDE = 4;
/** λ as a share of the mean variance of an input. */
const RIDGE = 1e-2;

/** A batch's output of a layer, off TF.js's heap, which never shrinks. */
interface StoredMaps {
  readonly shape: [number, number, number, number];
  readonly values: Float32Array;
}

/** By layer: outputs that are not computed again. */
type Stored = Map<number, StoredMaps>;
/** In the place of a layer's index: the images. */
const IMAGES = -1;

interface StoredBatch {
  readonly dense: Stored;
  readonly pruned: Stored;
}

/** Layers between stored outputs and those that are asked for, in order. */
type Path = readonly (readonly [layer: Layer, runner: LayerRunner])[];

/**
 * New weights that share everything but the kernels (and biases) of 1×1 convolutions with the old ones. Their normalisation has to
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
  const most = Math.floor(MOST_BYTES / mapBytes(dense.network));
  if (count > most) return refusal('maps-too-large', { images: count, most });
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

/** Of the maps of all images, which are kept from layer to layer. */
const MOST_BYTES = 3 * 2 ** 30;

/** Of one image, at most: what a layer reads and writes, float32, in the dense network and in the cut one. */
function mapBytes({ layers }: Network): number {
  const own = layers.map(
    ({ inChannels, inSize, outChannels, outSize }) =>
      inChannels * inSize ** 2 + outChannels * outSize ** 2,
  );
  return 2 * 4 * Math.max(...own);
}

class Fit {
  readonly weights: LayerWeights[];
  readonly batchCount: number;
  private readonly dense: CompactNetwork;
  private readonly cut: CutNetwork;
  private readonly stored: StoredBatch[];
  /** Layers whose outputs are stored, the same in every batch. */
  private kept: readonly number[] = [IMAGES];
  private runners: LayerRunner[] = [];

  constructor(dense: CompactNetwork, cut: CutNetwork, images: SubjectImages, count: number) {
    this.dense = dense;
    this.cut = cut;
    this.weights = [...cut.weights];
    const batches = evenBatches(count, calibrationBatch(dense.network));
    this.batchCount = batches.length;
    this.stored = batches.map(([from, to]) => {
      const maps = taken(imageTensor(images, from, to));
      return { dense: new Map([[IMAGES, maps]]), pruned: new Map([[IMAGES, maps]]) };
    });
  }

  end<T>(outcome: T): T {
    this.disposeRunners();
    return outcome;
  }

  /** What has to be done with every batch, in order, to fit the layer and to get past it. */
  *passes(layer: Layer): Generator<(batch: number) => void> {
    const { index, from, inChannels, outChannels } = layer;
    const equations = new NormalEquations(inChannels, outChannels);
    const target = this.targetKernel(layer);
    const stores = isNarrow(this.dense.network.layers[index]);
    const densePath = this.densePath(stores ? index : from);
    const prunedPath = this.prunedPath(from);
    yield (batch) => {
      const { dense, pruned } = this.stored[batch];
      tf.tidy(() => {
        const asked = stores ? [from, index] : [from];
        const [x, y] = outputsOf(densePath, dense, asked);
        const [own] = outputsOf(prunedPath, pruned, [from]);
        equations.add(sample(own, batch), tf.matMul(sample(x, batch), target()));
        if (stores) dense.set(index, taken(y));
      });
    };
    this.solve(layer, equations);
    this.disposeRunners();
    if (!stores) return;
    const fittedPath = this.prunedPath(index);
    yield (batch) => {
      const { pruned } = this.stored[batch];
      tf.tidy(() => {
        pruned.set(index, taken(outputsOf(fittedPath, pruned, [index])[0]));
      });
    };
    this.disposeRunners();
    this.keep(index);
  }

  private solve(layer: Layer, equations: NormalEquations): void {
    const { index } = layer;
    const mask = this.cut.cut.kind === 'weights' ? this.cut.cut.masks[index] : null;
    const { kernel, bias } = this.weights[index];
    const fitted = solveMasked(equations.centred(), kernel, mask, RIDGE);
    this.weights[index] = {
      ...this.weights[index],
      kernel: fitted,
      // Where no normalisation takes the constant.
      bias: bias && equations.constant(fitted).map((value, c) => value + bias[c]),
    };
  }

  private densePath(output: number | null): Path {
    const { network, weights } = this.dense;
    return this.path(output, network.layers, (layer) => layerRunner(layer, weights[layer.index]));
  }

  private prunedPath(output: number | null): Path {
    return this.path(output, this.cut.network.layers, (layer) => {
      const own = this.weights[layer.index];
      return own.norm ? new BatchLayer(layer, own, own.norm) : layerRunner(layer, own);
    });
  }

  private path(
    output: number | null,
    layers: readonly Layer[],
    runner: (layer: Layer) => LayerRunner,
  ): Path {
    return neededFor([output], layers, this.kept).computed.map((index) => {
      const own = runner(layers[index]);
      this.runners.push(own);
      return [layers[index], own];
    });
  }

  /** Forgets what no layer behind this one needs. */
  private keep(index: number): void {
    const { layers } = this.cut.network;
    const rest = layers.slice(index + 1).flatMap(({ from, adds }) => [from, adds]);
    const behind = rest.filter((read) => read === null || read <= index);
    this.kept = neededFor(behind, layers, [...this.kept, index]).stored;
    for (const batch of this.stored) {
      for (const maps of [batch.dense, batch.pruned]) {
        for (const old of maps.keys()) if (!this.kept.includes(old)) maps.delete(old);
      }
    }
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

  private disposeRunners(): void {
    for (const runner of this.runners.splice(0)) runner.dispose();
  }
}

/** Whether a layer of the dense network gives a map that is worth storing, as projections do. */
function isNarrow({ activation, inChannels, outChannels }: Layer): boolean {
  return activation === 'linear' || outChannels <= inChannels;
}

/** What has to be computed, in order, for some outputs, and which stored ones that takes. */
function neededFor(
  outputs: readonly (number | null)[],
  layers: readonly Layer[],
  kept: readonly number[],
): { readonly computed: readonly number[]; readonly stored: readonly number[] } {
  const needed = new Set<number>();
  const walk = (output: number | null) => {
    const index = output ?? IMAGES;
    if (needed.has(index)) return;
    needed.add(index);
    if (kept.includes(index)) return;
    const { from, adds } = layers[index];
    walk(from);
    if (adds !== null) walk(adds);
  };
  outputs.forEach(walk);
  const ascending = [...needed].sort((a, b) => a - b);
  return {
    computed: ascending.filter((index) => !kept.includes(index)),
    stored: ascending.filter((index) => kept.includes(index)),
  };
}

/** Outputs of some layers; the wide maps on the way are freed behind their last reader. */
function outputsOf(path: Path, stored: Stored, asked: readonly (number | null)[]): tf.Tensor4D[] {
  const wanted = asked.map((output) => output ?? IMAGES);
  const known = new Map<number, tf.Tensor4D>();
  const at = (output: number | null) => {
    const index = output ?? IMAGES;
    const found = known.get(index) ?? restored(stored.get(index)!);
    known.set(index, found);
    return found;
  };
  for (const [step, [{ index, from, adds }, runner]] of path.entries()) {
    const y = runner.run(at(from));
    known.set(index, adds === null ? y : tf.add<tf.Tensor4D>(y, at(adds)));
    const later = path.slice(step + 1).flatMap(([layer]) => [layer.from, layer.adds]);
    const spent = from ?? IMAGES;
    if (wanted.includes(spent) || later.includes(from)) continue;
    known.get(spent)?.dispose();
    known.delete(spent);
  }
  return wanted.map((index) => at(index === IMAGES ? null : index));
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
