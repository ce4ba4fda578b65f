import { datasetFolder } from '../subject/datasets';
import type { BundledModel } from '../subject/models';
import type { LoadRequest } from '../protocol/lab';

/** Where the model and its data set lie beside the page. */
export function bundledFiles({ id, dataset }: BundledModel): LoadRequest {
  const folder = (path: string) => new URL(path, document.baseURI).href;
  return {
    modelUrl: folder(`models/${id}/`),
    datasetUrl: folder(datasetFolder({ id: dataset })),
  };
}
