/** Whether pictures are those that a network reads. */
import type { Outcome } from '../base/outcome';
import { refusal } from '../words/refusal';
import type { Network } from '../model/network';
import { DATASETS, type BundledDataset } from './datasets';

type Reader = Pick<Network, 'input' | 'classes'>;

/** What a network has to read, and to tell apart. */
export interface Task {
  /** Height and width, pixels. */
  readonly size: number;
  readonly planes: number;
  readonly classes: number;
}

/** Refused with `other-input` or `other-class-count`, of the pictures in the data set `name`. */
export function fitsNetwork(network: Reader, name: string | null, task: Task): Outcome<null> {
  const { input, classes } = network;
  if (task.size !== input.size || task.planes !== input.planes)
    return refusal('other-input', { name, own: task, network: input });
  if (task.classes !== classes)
    return refusal('other-class-count', { name, own: task.classes, network: classes });
  return { ok: true, value: null };
}

/** Data sets beside the page that the network can answer: its classes may mean something else all the same. */
export function fittingDatasets(network: Reader): BundledDataset[] {
  return DATASETS.filter(({ name, task }) => fitsNetwork(network, name, task).ok);
}
