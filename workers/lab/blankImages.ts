import type { Outcome } from '../../src/base/outcome';
import type { Network } from '../../src/model/network';
import { framedPreprocessing, usualInput } from '../../src/subject/modelInput';
import { noImages, type SubjectImages } from '../../src/subject/preprocess';
import type { Resources } from '../files/resources';

/** No images, of which `preprocess` gives the network a blank one to be timed with: what it shows does not change the work. */
export async function blankImages(
  resources: Resources,
  network: Network,
): Promise<Outcome<SubjectImages>> {
  const told = await resources.input();
  if (!told.ok) return told;
  const input = told.value ?? usualInput(network);
  return { ok: true, value: noImages(framedPreprocessing(input)) };
}
