import { datasetFolder } from '../subject/datasets';
import { importedFolder, isImportedDataset, isImportedModel } from '../subject/imported';
import type { LabModel } from '../subject/labModel';
import type { LoadRequest } from '../protocol/lab';

/** Where the model and its data set lie beside the page, or would lie. @param page its address */
export function subjectFiles({ id, dataset }: LabModel, page: string): LoadRequest {
  const folder = (path: string) => new URL(path, page).href;
  return {
    modelUrl: folder(isImportedModel(id) ? importedFolder(id) : `models/${id}/`),
    datasetUrl: dataset === null ? null : folder(folderOfDataset(dataset)),
  };
}

function folderOfDataset(id: string): string {
  return isImportedDataset(id) ? importedFolder(id) : datasetFolder({ id });
}
