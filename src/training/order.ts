import { seededRandom } from '../base/seededRandom';

/** A permutation of 0 … count − 1, another one for every epoch of every seed (Fisher–Yates). */
export function epochOrder(count: number, seed: number, epoch: number): Uint32Array<ArrayBuffer> {
  const random = seededRandom(seed, epoch);
  const order = Uint32Array.from({ length: count }, (_, i) => i);
  for (let last = count - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [order[last], order[other]] = [order[other], order[last]];
  }
  return order;
}
