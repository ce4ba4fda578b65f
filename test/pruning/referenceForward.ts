/**
 * An independent forward pass: float64, plain loops, batch normalisation as it is written in the paper.
 * Slow and obvious; for networks of a few pixels.
 */
import type { Layer, LayerWeights, Network, Weights } from '../../src/model/network';

/** One feature map, [y][x][channel]. */
type FeatureMap = readonly number[];

/**
 * @param image [y][x][plane]
 * @param silenced by channel set: channels whose activations are set to 0 after batch normalisation and
 *   activation (and after the Add), wherever the set appears
 * @returns one score a class
 */
export function referenceForward(
  network: Network,
  weights: Weights,
  image: FeatureMap,
  silenced: readonly ReadonlySet<number>[] = [],
): number[] {
  const { sums } = referenceMaps(network, weights, image, silenced);
  return [...sums[sums.length - 1]];
}

/** @returns by layer, before and behind the addition */
export function referenceMaps(
  network: Network,
  weights: Weights,
  image: FeatureMap,
  silenced: readonly ReadonlySet<number>[] = [],
): { readonly outputs: readonly FeatureMap[]; readonly sums: readonly FeatureMap[] } {
  const outputs: FeatureMap[] = [];
  const sums: FeatureMap[] = [];
  for (const layer of network.layers) {
    const input = layer.from === null ? image : sums[layer.from];
    const map = layerOutput(input, weights[layer.index], layer);
    const added = layer.adds === null ? map : map.map((v, i) => v + sums[layer.adds!][i]);
    const quiet = layer.outSet === null ? undefined : silenced[layer.outSet];
    outputs.push(map);
    sums.push(quiet ? added.map((v, i) => (quiet.has(i % layer.outChannels) ? 0 : v)) : added);
  }
  return { outputs, sums };
}

function layerOutput(input: FeatureMap, weights: LayerWeights, layer: Layer): number[] {
  if (layer.kind === 'pool') return averagePool(input, layer.inChannels);
  const sums =
    layer.kind === 'dense' ? products(input, weights, layer) : convolve(input, weights, layer);
  return sums.map((sum, i) => activate(shifted(sum, weights, layer, i % layer.outChannels), layer));
}

function convolve(input: FeatureMap, { kernel }: LayerWeights, layer: Layer): number[] {
  const { inSize, outSize, inChannels, outChannels, stride, kernelSide, padding } = layer;
  const result = new Array<number>(outSize * outSize * outChannels).fill(0);
  for (let y = 0; y < outSize; y++)
    for (let x = 0; x < outSize; x++)
      for (let ky = 0; ky < kernelSide; ky++)
        for (let kx = 0; kx < kernelSide; kx++) {
          const iy = y * stride + ky - padding.top;
          const ix = x * stride + kx - padding.left;
          if (iy < 0 || ix < 0 || iy >= inSize || ix >= inSize) continue;
          const pixel = (iy * inSize + ix) * inChannels;
          const target = (y * outSize + x) * outChannels;
          const tap = ky * kernelSide + kx;
          for (let o = 0; o < outChannels; o++) {
            if (layer.kind === 'depthwise')
              result[target + o] += input[pixel + o] * kernel[tap * outChannels + o];
            else
              for (let c = 0; c < inChannels; c++)
                result[target + o] +=
                  input[pixel + c] * kernel[(tap * inChannels + c) * outChannels + o];
          }
        }
  return result;
}

/** Batch normalisation, or the bias. */
function shifted(
  value: number,
  { norm, bias }: LayerWeights,
  { epsilon }: Layer,
  channel: number,
): number {
  if (!norm) return value + bias![channel];
  const { gamma, beta, mean, variance } = norm;
  const deviation = Math.sqrt(variance[channel] + epsilon!);
  return (gamma[channel] * (value - mean[channel])) / deviation + beta[channel];
}

function activate(value: number, { activation }: Layer): number {
  if (activation === 'linear') return value;
  return Math.min(activation === 'relu6' ? 6 : Infinity, Math.max(0, value));
}

function averagePool(map: FeatureMap, channels: number): number[] {
  const pixels = map.length / channels;
  return Array.from({ length: channels }, (_, c) => {
    let sum = 0;
    for (let p = 0; p < pixels; p++) sum += map[p * channels + c];
    return sum / pixels;
  });
}

function products(
  features: readonly number[],
  { kernel }: LayerWeights,
  { outChannels }: Layer,
): number[] {
  return Array.from({ length: outChannels }, (_, o) =>
    features.reduce((sum, f, c) => sum + f * kernel[c * outChannels + o], 0),
  );
}
