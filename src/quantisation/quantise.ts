/** A float32 network in eight bits, by the ranges that its maps were found to take. */
import type { Outcome } from '../base/outcome';
import { hasWeights, kernelSize } from '../model/costs';
import { foldBatchNorm } from '../model/foldBatchNorm';
import type { Layer, LayerWeights, Network, Weights } from '../model/network';
import { refusal } from '../words/refusal';
import type { QuantisedLayer, QuantisedNetwork, TensorScale } from './quantisedNetwork';
import { quantiseWeights, sumsFit, type QuantisedWeights } from './quantiseLayer';
import type { PerMap, Range } from './ranges';
import { scaleOf } from './tensorScale';

/**
 * Zeros of the weights stay zeros, so that a pruned network keeps its sparsity. Refused with `int8-fan-in` where a layer's
 * sums could overflow, `layer-not-finite` where it has weights, and `activations-not-finite` where it gave activations, that
 * are no finite numbers.
 */
export function quantise(
  network: Network,
  weights: Weights,
  ranges: PerMap<Range>,
): Outcome<QuantisedNetwork> {
  const endless = network.layers.find(
    ({ index }) => !finite(ranges.outputs[index]) || !finite(ranges.sums[index]),
  );
  if (endless) return refusal('activations-not-finite', { layer: endless.name });
  return quantiseAt(network, weights, {
    image: scaleOf(ranges.image),
    outputs: ranges.outputs.map(scaleOf),
    sums: ranges.sums.map(scaleOf),
  });
}

/**
 * The same where it is known what the integers of its maps stand for, as a quantised file says it: weights that are made of
 * 127 steps a channel become those whole numbers again, those of a file with one scale for all channels finer ones. Refused as `quantise`, but for the activations.
 */
export function quantiseAt(
  network: Network,
  weights: Weights,
  { image, outputs, sums }: PerMap<TensorScale>,
): Outcome<QuantisedNetwork> {
  const layers: QuantisedLayer[] = [];
  for (const layer of network.layers) {
    const known = { output: outputs[layer.index], sum: sums[layer.index] };
    const input = layer.from === null ? image : layers[layer.from].sum;
    const scales = { input, ...outputScales(layer, input, known, layers) };
    const own = layerWeights(layer, weights[layer.index], scales);
    if (!own.ok) return own;
    layers.push({ layer, ...own.value, ...scales });
  }
  return { ok: true, value: { network, image, layers } };
}

function finite({ low, high }: Range): boolean {
  return Number.isFinite(high - low);
}

interface Scales {
  readonly input: TensorScale;
  readonly output: TensorScale;
  readonly sum: TensorScale;
}

function outputScales(
  { kind, adds }: Layer,
  input: TensorScale,
  known: Omit<Scales, 'input'>,
  before: readonly QuantisedLayer[],
): Omit<Scales, 'input'> {
  const output = kind === 'pool' ? input : known.output;
  if (adds === null) return { output, sum: output };
  return { output, sum: sumScale(known.sum, output, before[adds].sum) };
}

/** An addition's shift wants the larger of what it adds to have between 2⁻¹⁰ and 2⁸ steps of the sum to its own. */
function sumScale(sum: TensorScale, ...added: readonly TensorScale[]): TensorScale {
  const largest = Math.max(...added.map(({ scale }) => scale));
  const scale = Math.min(Math.max(sum.scale, largest / 2 ** 7), largest * 2 ** 9);
  return { ...sum, scale: Math.fround(scale) };
}

const NOTHING: QuantisedWeights = {
  kernel: new Int8Array(0),
  kernelScales: new Float32Array(0),
  bias: new Int32Array(0),
};

function layerWeights(
  layer: Layer,
  weights: LayerWeights,
  { input, output }: Scales,
): Outcome<QuantisedWeights> {
  if (!hasWeights(layer)) return { ok: true, value: NOTHING };
  const fanIn = kernelSize(layer) / layer.outChannels;
  if (!sumsFit(fanIn)) return refusal('int8-fan-in', { layer: layer.name, fanIn });
  const folded = foldBatchNorm(layer, weights);
  if (![folded.kernel, folded.bias].every((values) => values.every(Number.isFinite)))
    return refusal('layer-not-finite', { layer: layer.name });
  return { ok: true, value: quantiseWeights(folded, input, output) };
}
