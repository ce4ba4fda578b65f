/**
 * An independent forward pass: float64, plain loops, batch normalisation as it is written in the paper.
 * Slow and obvious; for networks of a few pixels.
 */
import { BATCH_NORM_EPSILON, type Layer, type LayerWeights } from '../../src/model/network';
import type { Network, Weights } from '../../src/model/network';

/** One feature map, [y][x][channel]. */
type FeatureMap = readonly number[];

/**
 * @param image [y][x][3]
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
  const outputs: number[][] = [];
  let current: FeatureMap = image;
  for (const layer of network.layers) {
    if (layer.kind === 'classifier') {
      return classify(averagePool(current, layer.inChannels), weights[layer.index], layer);
    }
    const map = convolve(current, weights[layer.index], layer).map((sum, i) =>
      activate(normalise(sum, weights[layer.index], i % layer.outChannels), layer),
    );
    const added =
      layer.residualFrom === null ? map : map.map((v, i) => v + outputs[layer.residualFrom!][i]);
    const quiet = layer.outSet === null ? undefined : silenced[layer.outSet];
    current = quiet ? added.map((v, i) => (quiet.has(i % layer.outChannels) ? 0 : v)) : added;
    outputs.push([...current]);
  }
  throw new Error('the network has no classifier');
}

function convolve(input: FeatureMap, { kernel }: LayerWeights, layer: Layer): number[] {
  const { inSize, outSize, inChannels, outChannels, stride } = layer;
  const taps = layer.kind === 'pointwise' ? 1 : 3;
  // The padding of PyTorch and of Keras' MobileNetV2 weights alike: one pixel on every side.
  const pad = taps === 3 ? 1 : 0;
  const result = new Array<number>(outSize * outSize * outChannels).fill(0);
  for (let y = 0; y < outSize; y++)
    for (let x = 0; x < outSize; x++)
      for (let ky = 0; ky < taps; ky++)
        for (let kx = 0; kx < taps; kx++) {
          const iy = y * stride + ky - pad;
          const ix = x * stride + kx - pad;
          if (iy < 0 || ix < 0 || iy >= inSize || ix >= inSize) continue;
          const pixel = (iy * inSize + ix) * inChannels;
          const target = (y * outSize + x) * outChannels;
          const tap = ky * taps + kx;
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

function normalise(value: number, { norm }: LayerWeights, channel: number): number {
  const { gamma, beta, mean, variance } = norm!;
  const deviation = Math.sqrt(variance[channel] + BATCH_NORM_EPSILON);
  return (gamma[channel] * (value - mean[channel])) / deviation + beta[channel];
}

function activate(value: number, layer: Layer): number {
  return layer.activation === 'relu6' ? Math.min(6, Math.max(0, value)) : value;
}

function averagePool(map: FeatureMap, channels: number): number[] {
  const pixels = map.length / channels;
  return Array.from({ length: channels }, (_, c) => {
    let sum = 0;
    for (let p = 0; p < pixels; p++) sum += map[p * channels + c];
    return sum / pixels;
  });
}

function classify(
  features: readonly number[],
  { kernel, bias }: LayerWeights,
  layer: Layer,
): number[] {
  return Array.from({ length: layer.outChannels }, (_, o) =>
    features.reduce((sum, f, c) => sum + f * kernel[c * layer.outChannels + o], bias![o]),
  );
}
