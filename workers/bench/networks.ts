/** Networks to time: the bundled one at 32 px, seeded random weights at 224 px. */
import type { LabelledImages } from '../../src/data/idx';
import { preprocess } from '../../src/data/preprocess';
import { mobilenetV2 } from '../../src/model/mobilenetV2';
import { seededRandom } from '../../src/pruning/seededRandom';
import type { CompactNetwork } from '../../src/pruning/surgery';
import { initialWeights } from '../kernels/trainingTime';
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

/** Weights whose activations stay in range, batch normalisation that does nothing. */
export function randomNetwork(setting: Setting): CompactNetwork {
  const network = mobilenetV2(setting.config);
  return { network, weights: initialWeights(network, seededRandom(1, 0)) };
}

export function batchOf(images: LabelledImages, { config, batch }: Setting): Float32Array {
  return preprocess(images, 0, batch, config.inputSize);
}
