/** Networks to time: the subject's own, and one of seeded random weights. */
import { orThrow } from '../../src/base/outcome';
import { preprocess, type SubjectImages } from '../../src/subject/preprocess';
import { mobilenetV2 } from '../../src/model/mobilenetV2';
import type { NetworkConfig } from '../../src/model/network';
import { seededRandom } from '../../src/base/seededRandom';
import type { CompactNetwork } from '../../src/pruning/surgery';
import { initialWeights } from '../kernels/training/initialWeights';
import { Cutter } from '../lab/cutter';
import type { Setting, Work } from './works';

const alreadyCut = new WeakMap<CompactNetwork, Map<string, CompactNetwork>>();

/**
 * The works' networks, cut from the same dense weights; settings share them.
 * @param onCut told the share of the networks that are cut, 0 to 1
 */
export async function networksOf(
  dense: CompactNetwork,
  works: readonly Work[],
  onCut: (share: number) => void = () => {},
): Promise<CompactNetwork[]> {
  const known = alreadyCut.get(dense) ?? new Map<string, CompactNetwork>();
  alreadyCut.set(dense, known);
  // No work of the benchmark needs more than weights.
  const noStatistics = () => Promise.resolve({ ok: true, value: {} } as const);
  const cutter = new Cutter(dense.network, dense.weights, noStatistics);
  const networks: CompactNetwork[] = [];
  for (const { plan } of works) {
    const key = JSON.stringify(plan);
    const network = known.get(key) ?? orThrow(await cutter.cut(plan));
    known.set(key, network);
    networks.push(network);
    onCut(networks.length / works.length);
  }
  return networks;
}

/** Weights whose activations stay in range, batch normalisation that does nothing. */
export function randomNetwork(config: NetworkConfig): CompactNetwork {
  const network = mobilenetV2(config);
  return { network, weights: initialWeights(network, seededRandom(1, 0)) };
}

export function batchOf(images: SubjectImages, { batch }: Pick<Setting, 'batch'>): Float32Array {
  return preprocess(images, 0, batch);
}
