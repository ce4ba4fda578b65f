import { modelFor, type BundledModel } from '../data/models';
import type { LoadRequest } from '../protocol/lab';

/** The model that the page's address asks for with `?model=`. */
export function askedModel(): BundledModel {
  return modelFor(new URLSearchParams(location.search).get('model'));
}

/** Where the model and the images lie beside the page. */
export function bundledFiles(): LoadRequest {
  const folder = (path: string) => new URL(path, document.baseURI).href;
  return {
    modelUrl: folder(`models/${askedModel().id}/`),
    datasetUrl: folder('datasets/fashion-mnist/'),
  };
}
