/** The bundled network on TF.js's WASM backend, and accuracies of plans made from it. */
import { Resources } from '../../workers/runtime/resources';
import { Cutter } from '../../workers/runtime/cutNetwork';
import { Executor } from '../../workers/runtime/executor';
import { evaluate } from '../../workers/runtime/evaluate';
import { startBackend } from '../../workers/runtime/backend';
import { recalibrate } from '../../workers/repair/recalibrate';
import type { CompactNetwork } from '../../src/pruning/surgery';
import type { MethodId, Outcome } from '../../src/pruning/plan';
import { defaultPlan } from '../../src/pruning/validatePlan';
import { fetchFromDisk, REQUEST, WASM_FILE } from './labFiles';

export function unwrap<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(outcome.message);
  return outcome.value;
}

const never = () => false;

export async function bundled() {
  unwrap(await startBackend(WASM_FILE));
  const resources = new Resources(fetchFromDisk, REQUEST);
  const { network, weights } = unwrap(await resources.checkpoint(() => {}));
  const test = unwrap(await resources.images('test', () => {}));
  const cutter = new Cutter(network, weights, () => Promise.reject(new Error('not needed here')));

  async function top1(cut: CompactNetwork): Promise<number> {
    const executor = new Executor(cut.network, cut.weights);
    const range = { from: 0, to: test.count };
    let right = 0;
    unwrap(await evaluate(executor, test, range, never, (correct) => (right = correct)));
    executor.dispose();
    return (100 * right) / test.count;
  }

  /** @param calibrationImages 0 for no repair */
  async function top1Of(method: MethodId, level: number, calibrationImages = 0): Promise<number> {
    const cut = unwrap(await cutter.cut({ ...defaultPlan(method), level }));
    if (calibrationImages === 0) return top1(cut);
    const training = unwrap(await resources.images('train', () => {}));
    const { network: small, weights: kept } = cut;
    const repaired = await recalibrate(small, kept, training, calibrationImages, never, () => {});
    return top1({ network: small, weights: unwrap(repaired) });
  }

  return { network, weights, test, resources, cutter, top1Of };
}
