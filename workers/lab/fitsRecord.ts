/** Whether a network that came in a file is the one that its figures tell of: they are counted again, and it answers. */
import type { Proportion } from '../../src/study/proportion';
import { runnable, USUAL_RUNTIME } from '../../src/study/runtimes';
import type { Note, Outcome } from '../../src/base/outcome';
import { note, refusal } from '../../src/words/refusal';
import { nameOf, sameBundle } from '../../src/subject/bundle';
import { finalAccuracy, type OperatingPoint } from '../../src/study/point';
import { batchOf, evaluate } from '../runtime/evaluate';
import { measureSize, type FileSize } from './measureSize';
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

/** Refused with `network-file`; its cause names what differs. */
export async function fitsRecord(resident: Resident, file: NetworkFile): Promise<Outcome<null>> {
  const [point] = file.study.points;
  const size = await measureSize(file, () => false);
  if (!size.ok) return size;
  const cause =
    (await otherImages(resident, point)) ??
    wrongFigure(point, size.value) ??
    (await wrongAnswers(resident, file, point));
  return cause ? refusal('network-file', { cause }) : { ok: true, value: null };
}

async function otherImages(
  { resources }: Resident,
  { origin }: OperatingPoint,
): Promise<Note | null> {
  const dataset = await resources.dataset();
  if (!dataset.ok) return dataset;
  const told = origin.environment.dataset;
  const { bundle } = dataset.value;
  if (sameBundle(told, bundle)) return null;
  return note('answered-images', { told: nameOf(told), here: nameOf(bundle) });
}

/** @param size of the point's network, counted here */
export function wrongFigure(point: OperatingPoint, size: FileSize): Note | null {
  const { bytes } = point;
  const rows: [figure: Figure, told: number, found: number, tolerance: number][] = [
    ['parameters', point.parameters, size.parameters, 0],
    ['nonZeros', point.nonZeros, size.nonZeros, 0],
    ['macs', point.macs, size.macs, 0],
    ['bytes', bytes.dense, size.denseBytes, 0],
    ['encoded', bytes.encoded, size.encodedBytes, 0],
    ['gzip', bytes.gzip ?? size.gzipBytes, size.gzipBytes, GZIP_TOLERANCE],
  ];
  const wrong = rows.find(
    ([, told, found, tolerance]) => Math.abs(told - found) > tolerance * found,
  );
  if (!wrong) return null;
  const [figure, told, found] = wrong;
  return note('told-figure', { figure, found, told });
}

type Figure = 'parameters' | 'nonZeros' | 'macs' | 'bytes' | 'encoded' | 'gzip';

async function wrongAnswers(
  resident: Resident,
  file: NetworkFile,
  point: OperatingPoint,
): Promise<Note | null> {
  const told = finalAccuracy(point);
  const { count, labels } = resident.test;
  if (told.total === 0) return null;
  if (told.total > count) return note('told-images', { told: told.total, count });
  const runtime = runnable(USUAL_RUNTIME, runtimesOf(resident));
  const classifier = await classifierOf(resident, file, runtime, batchOf(file.network));
  if (!classifier.ok) return classifier;
  try {
    const range = { from: 0, to: Math.min(told.total, SAMPLE) };
    const answered = await evaluate(
      classifier.value,
      resident.test,
      range,
      () => false,
      () => {},
    );
    if (!answered.ok) return answered;
    if (!Number.isFinite(answered.value.crossEntropySum)) return note('answers-no-numbers');
    const found = counted(answered.value, labels);
    if (isLikely(found, told)) return null;
    return note('told-answers', {
      found: found.correct,
      of: found.total,
      told: told.correct,
      toldOf: told.total,
    });
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
