/** What is pruned, and what it is judged on: a model and its data set as one value. */
import { contentId } from '../base/contentId';
import type { Network } from '../model/network';
import type { Refusal } from '../base/outcome';
import { refusal } from '../words/refusal';
import { NO_PICTURES, sameBundle, type Bundle } from './bundle';
import type { Preprocessing } from './preprocessing';

export interface Subject {
  /** Of the checksums of all files: equal for equal content, wherever it lies. */
  readonly id: string;
  readonly model: Bundle;
  readonly dataset: Bundle;
  /** The dense network. */
  readonly network: Network;
  /** Null where neither the network nor its data set says them. */
  readonly classNames: readonly string[] | null;
  /** From a picture's bytes to the network's input. */
  readonly preprocessing: Preprocessing;
  /** 0 where it has none. */
  readonly trainingImages: number;
}

export function subjectOf(parts: Omit<Subject, 'id'>): Subject {
  const contents = [parts.model, parts.dataset].map(contentOf);
  return { ...parts, id: contentId('subject', contents) };
}

/** Where the browser could not compute checksums, folder and name stand for the content. */
function contentOf({ id, name, checksums }: Bundle): unknown {
  return Object.keys(checksums).length > 0 ? checksums : { id, name };
}

const NONE_AT_ALL = refusal('no-pictures');
const NONE_TO_TRAIN_ON = refusal('no-training-images');

/** Why no repair and no method can look at training images; null where there are some. */
export function pictureLack({
  dataset,
  trainingImages,
}: Pick<Subject, 'dataset' | 'trainingImages'>): Refusal | null {
  if (trainingImages > 0) return null;
  return sameBundle(dataset, NO_PICTURES) ? NONE_AT_ALL : NONE_TO_TRAIN_ON;
}
