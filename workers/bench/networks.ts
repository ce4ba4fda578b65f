/** Networks to time: the bundled one at 32 px, seeded random weights at 224 px. */
import type { LabelledImages } from '../../src/data/idx';
import { preprocess } from '../../src/data/preprocess';
import { kernelSize } from '../../src/model/costs';
import { mobilenetV2 } from '../../src/model/mobilenetV2';
import type { Layer, LayerWeights } from '../../src/model/network';
import { seededRandom } from '../../src/pruning/seededRandom';
import type { CompactNetwork } from '../../src/pruning/surgery';
import { Cutter } from '../runtime/cutNetwork';
import type { Setting, Work } from './works';

/** Every work's network in a setting, cut from the same dense weights. */
export async function cutNetworks(
  dense: CompactNetwork,
  works: readonly Work[],
): Promise<CompactNetwork[]> {
  const noStatistics = () =>
    Promise.reject(new Error('no work of the benchmark needs activations'));
  const cutter = new Cutter(dense.network, dense.weights, noStatistics);
  const networks: CompactNetwork[] = [];
  for (const { name, plan } of works) {
    const cut = await cutter.cut(plan);
    if (!cut.ok) throw new Error(`${name}: ${cut.message}`);
    networks.push(cut.value);
  }
  return networks;
}

/** Normal weights with the variance of He et al. 2015, which keeps activations in range; normalisation does nothing. */
export function randomNetwork(setting: Setting): CompactNetwork {
  const network = mobilenetV2(setting.config);
  const next = normalValues(224);
  return { network, weights: network.layers.map((layer) => randomWeights(layer, next)) };
}

export function batchOf(images: LabelledImages, { config, batch }: Setting): Float32Array {
  return preprocess(images, 0, batch, config.inputSize);
}

function randomWeights(layer: Layer, next: () => number): LayerWeights {
  const { kind, inChannels, outChannels } = layer;
  const fanIn = kind === 'depthwise' ? 9 : kind === 'stem' ? 9 * inChannels : inChannels;
  const deviation = Math.sqrt(2 / fanIn);
  const kernel = Float32Array.from({ length: kernelSize(layer) }, () => deviation * next());
  if (kind === 'classifier') return { kernel, norm: null, bias: new Float32Array(outChannels) };
  const zeros = () => new Float32Array(outChannels);
  const ones = () => new Float32Array(outChannels).fill(1);
  const norm = { gamma: ones(), beta: zeros(), mean: zeros(), variance: ones() };
  return { kernel, norm, bias: null };
}

/** Standard normal values by the method of Box and Muller. */
function normalValues(seed: number): () => number {
  const random = seededRandom(seed, 0);
  return () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
