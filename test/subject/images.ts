import type { LabelledImages } from '../../src/formats/idx/idx';
import { subjectImages, type SubjectImages } from '../../src/subject/preprocess';
import type { Preprocessing } from '../../src/subject/preprocessing';

/** Fashion-MNIST's own. */
const STANDARD = { padding: 0, mean: [0.286, 0.286, 0.286], deviation: [0.353, 0.353, 0.353] };

/** Images of any size, as a network reads them. */
export function readBy(
  images: LabelledImages,
  target: Preprocessing['target'],
  bytes: Omit<Preprocessing, 'source' | 'target'> = STANDARD,
): SubjectImages {
  const source = { height: images.rows, width: images.columns, planes: images.planes };
  const preprocessing = { source, target, ...bytes };
  const read = subjectImages('these images', images, { count: images.count, preprocessing });
  if (!read.ok) throw new Error(read.code);
  return read.value;
}
