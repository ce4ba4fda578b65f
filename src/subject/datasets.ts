/** Every data set that lies beside the page, one row each: models, commands and tests name them by this table. */
import type { Task } from './fitting';

export interface BundledDataset {
  /** Folder under public/datasets. */
  readonly id: string;
  /** As its dataset.json says it. */
  readonly name: string;
  readonly task: Task;
}

export const FASHION_MNIST: BundledDataset = {
  id: 'fashion-mnist',
  name: 'Fashion-MNIST',
  task: { size: 32, planes: 3, classes: 10 },
};

export const DATASETS: readonly BundledDataset[] = [FASHION_MNIST];

/** From where the page lies. */
export function datasetFolder({ id }: Pick<BundledDataset, 'id'>): string {
  return `datasets/${id}/`;
}
