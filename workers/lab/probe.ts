/** Loss and accuracy of a network of which only some channel sets or layers are cut. */
import { withLabels } from '../../src/subject/preprocess';
import { runnable, USUAL_RUNTIME } from '../../src/study/runtimes';
import type { Outcome } from '../../src/base/outcome';
import { compact, applyMasks, type CompactNetwork } from '../../src/pruning/surgery';
import { cutUnits } from '../../src/pruning/cutUnits';
import type { Ranked } from '../../src/pruning/rank';
import type { ProbeJob, ProbeResult } from '../../src/protocol/allocation';
import { recalibrate } from '../repair/recalibrate';
import { batchOf, evaluate } from '../runtime/evaluate';
import { classifierOf, runtimesOf } from '../runtime/engines';
import type { Resident } from './resident';

interface Surroundings {
  readonly superseded: () => boolean;
  readonly alive: () => void;
}

/** Judged on training images: what is chosen by them can be reported on test images. */
export async function probe(
  resident: Resident,
  ranked: Ranked,
  job: ProbeJob,
  { superseded, alive }: Surroundings,
): Promise<Outcome<ProbeResult>> {
  const training = await resident.resources.images('train', alive);
  if (!training.ok) return training;
  const known = withLabels(training.value);
  if (!known.ok) return known;
  const cut = cutOf(resident, ranked, job);
  const kernels = resident.kernels.ok ? resident.kernels.value : null;
  const { calibrationImages: images } = job;
  const weights =
    images === 0
      ? ({ ok: true, value: cut.weights } as const)
      : await recalibrate(
          cut.network,
          cut.weights,
          training.value,
          images,
          kernels,
          superseded,
          alive,
        );
  if (!weights.ok) return weights;
  const network = { network: cut.network, weights: weights.value };
  const classifier = await classifierOf(
    resident,
    network,
    runnable(USUAL_RUNTIME, runtimesOf(resident)),
    batchOf(cut.network),
  );
  if (!classifier.ok) return classifier;
  try {
    const { count, labels } = known.value;
    const used = Math.min(job.images, count);
    const range = { from: count - used, to: count };
    const answers = await evaluate(classifier.value, known.value, range, superseded, alive);
    if (!answers.ok) return answers;
    const { predictions, crossEntropySum } = answers.value;
    const own = labels.subarray(range.from);
    const correct = predictions.reduce((sum, guess, i) => sum + (guess === own[i] ? 1 : 0), 0);
    const crossEntropy = crossEntropySum / used;
    return { ok: true, value: { correct, images: used, crossEntropy } };
  } finally {
    classifier.value.dispose();
  }
}

function cutOf(
  { checkpoint }: Resident,
  ranked: Ranked,
  { plan, shares }: ProbeJob,
): CompactNetwork {
  const { network, weights } = checkpoint;
  const given = shares.map((share) => share ?? 0);
  const cut = cutUnits(ranked, given, plan.minChannels);
  return cut.kind === 'channels'
    ? compact(network, weights, cut.kept)
    : { network, weights: applyMasks(weights, cut.masks) };
}
