import { askedModel } from '../subject/models';
import type { LoadRequest } from '../protocol/lab';

/** Where the model and the images lie beside the page. */
export function bundledFiles(): LoadRequest {
  const folder = (path: string) => new URL(path, document.baseURI).href;
  return {
    modelUrl: folder(`models/${askedModel(location.search).id}/`),
    datasetUrl: folder('datasets/fashion-mnist/'),
  };
}
