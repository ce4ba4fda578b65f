/** A network on both runtimes, and accuracies of plans made from it. */
import type { RuntimeId } from '../../src/study/runtimes';
import { orThrow as unwrap } from '../../src/base/outcome';
import { Resources } from '../../workers/files/resources';
import { Cutter } from '../../workers/lab/cutter';
import { Executor } from '../../workers/runtime/executor';
import { batchOf, evaluate } from '../../workers/runtime/evaluate';
import { kernelClassifier, startLabKernels } from '../../workers/runtime/labKernels';
import { startBackend } from '../../workers/runtime/backend';
import { recalibrate } from '../../workers/repair/recalibrate';
import type { CompactNetwork } from '../../src/pruning/surgery';
import type { MethodId } from '../../src/pruning/plan';
import { defaultPlan } from '../../src/pruning/validatePlan';
import { fetchFromDisk, readKernels, REQUEST, WASM_FILE } from './labFiles';

export { unwrap };

const never = () => false;

/**
 * @param request which checkpoint; the reference network where nothing is said
 * @param first so many test images answer; all of them where nothing is said
 */
export async function bundled(request = REQUEST, first = Infinity) {
  unwrap(await startBackend(WASM_FILE));
  const kernels = unwrap(await startLabKernels(readKernels));
  const resources = new Resources(fetchFromDisk, request);
  const { network, weights } = unwrap(await resources.checkpoint(() => {}));
  const test = unwrap(await resources.images('test', () => {}));
  const count = Math.min(first, test.count);
  const cutter = new Cutter(network, weights, async () => ({ ok: true, value: {} }));

  /** Predicted class of each of these test images. */
  async function predictions(cut: CompactNetwork, runtime: RuntimeId): Promise<Uint16Array> {
    const classifier =
      runtime === 'tfjs'
        ? new Executor(cut.network, cut.weights)
        : unwrap(kernelClassifier(kernels, cut.network, cut.weights, batchOf(cut.network)));
    const range = { from: 0, to: count };
    const answers = unwrap(await evaluate(classifier, test, range, never, () => {}));
    classifier.dispose();
    return answers.predictions;
  }

  function percentRight(predicted: Uint16Array): number {
    const right = predicted.filter((prediction, image) => prediction === test.labels[image]);
    return (100 * right.length) / count;
  }

  /** On the lab's kernels, which halve the time of this test; `runtimes.test.ts` holds them against TF.js. */
  async function top1(cut: CompactNetwork): Promise<number> {
    return percentRight(await predictions(cut, 'kernels'));
  }

  /** @param calibrationImages 0 for no repair */
  async function top1Of(method: MethodId, level: number, calibrationImages = 0): Promise<number> {
    const cut = unwrap(await cutter.cut({ ...defaultPlan(method), level }));
    if (calibrationImages === 0) return top1(cut);
    const training = unwrap(await resources.images('train', () => {}));
    const { network: small, weights: kept } = cut;
    const repaired = await recalibrate(
      small,
      kept,
      training,
      calibrationImages,
      kernels,
      never,
      () => {},
    );
    return top1({ network: small, weights: unwrap(repaired) });
  }

  return { network, weights, test, resources, cutter, kernels, predictions, percentRight, top1Of };
}
