/** Whether a network that came in a file is the one that its figures tell of: they are counted again, and it answers. */
import type { Proportion } from '../../src/study/proportion';
import { runnable, USUAL_RUNTIME } from '../../src/study/runtimes';
import { refusal, type Outcome } from '../../src/base/outcome';
import type { SizeResult } from '../../src/protocol/lab';
import { nameOf, sameBundle } from '../../src/subject/bundle';
import { finalAccuracy, type OperatingPoint } from '../../src/study/point';
import { BATCH, evaluate } from '../runtime/evaluate';
import { measureSize } from './measureSize';
import { counted } from './measureRepair';
import type { NetworkFile } from './networkFile';
import { classifierOf, runtimesOf } from '../runtime/engines';
import type { Resident } from './resident';

/** Test images that it answers: all of them where its file tells of so many only. */
const SAMPLE = 500;
/** Browsers pack with different builds of zlib. */
const GZIP_TOLERANCE = 0.05;
/** Another processor rounds differently: so many answers may differ, and a share of the images. */
const FEW = 2;
const FEW_SHARE = 0.01;
/** Standard deviations of a sample's accuracy. */
const FAR = 5;

/** Refused with `network-file` by a sentence that names what differs. */
export async function fitsRecord(resident: Resident, file: NetworkFile): Promise<Outcome<null>> {
  const [point] = file.study.points;
  const why =
    (await otherImages(resident, point)) ??
    wrongFigure(point, await measureSize(file, false)) ??
    (await wrongAnswers(resident, file, point));
  if (!why) return { ok: true, value: null };
  return refusal('network-file', `${why}: choose the file of another network, or save it again`);
}

async function otherImages({ resources }: Resident, { origin }: OperatingPoint) {
  const dataset = await resources.dataset();
  if (!dataset.ok) return dataset.message;
  const told = origin.environment.dataset;
  if (sameBundle(told, dataset.value)) return null;
  return `this network answered the images of ${nameOf(told)}, but the page has ${nameOf(dataset.value)}`;
}

/** @param size of the point's network, counted here */
export function wrongFigure(point: OperatingPoint, size: SizeResult): string | null {
  const { bytes } = point;
  const rows: [name: string, told: number, found: number, tolerance: number][] = [
    ['parameters', point.parameters, size.parameters, 0],
    ['non-zeros', point.nonZeros, size.nonZeros, 0],
    ['multiplications', point.macs, size.macs, 0],
    ['bytes', bytes.dense, size.denseBytes, 0],
    ['encoded bytes', bytes.encoded, size.encodedBytes, 0],
    ['bytes after gzip', bytes.gzip, size.gzipBytes, GZIP_TOLERANCE],
  ];
  const wrong = rows.find(
    ([, told, found, tolerance]) => Math.abs(told - found) > tolerance * found,
  );
  if (!wrong) return null;
  const [name, told, found] = wrong;
  return `this network has ${found} ${name}, but its file tells of ${told}`;
}

async function wrongAnswers(
  resident: Resident,
  file: NetworkFile,
  point: OperatingPoint,
): Promise<string | null> {
  const told = finalAccuracy(point);
  const { count, labels } = resident.test;
  if (told.total > count) return `its file tells of ${told.total} images, but there are ${count}`;
  const runtime = runnable(USUAL_RUNTIME, runtimesOf(resident));
  const classifier = classifierOf(resident, file, runtime, BATCH);
  if (!classifier.ok) return classifier.message;
  try {
    const range = { from: 0, to: Math.min(told.total, SAMPLE) };
    const answered = await evaluate(
      classifier.value,
      resident.test,
      range,
      () => false,
      () => {},
    );
    if (!answered.ok) return answered.message;
    if (!Number.isFinite(answered.value.crossEntropySum)) return 'its answers are no numbers';
    const found = counted(answered.value, labels);
    if (isLikely(found, told)) return null;
    return `this network answers ${found.correct} of ${found.total} images rightly, but its file tells of ${told.correct} of ${told.total}`;
  } finally {
    classifier.value.dispose();
  }
}

/** @param found of the first images; `told` of these and perhaps of more */
export function isLikely(found: Proportion, told: Proportion): boolean {
  const share = told.correct / told.total;
  const rest = (told.total - found.total) / Math.max(1, told.total - 1);
  const deviation = Math.sqrt(found.total * share * (1 - share) * rest);
  const slack = Math.max(FEW, FEW_SHARE * found.total) + FAR * deviation;
  return Math.abs(found.correct - share * found.total) <= slack;
}
