import { databaseNetworks, type NetworkStore } from './networkStore';
import { databaseStudies, type StudyStore } from './studyStore';

/** What is kept of one model for the next visit. */
export interface ModelStorage {
  readonly studies: StudyStore;
  readonly networks: NetworkStore;
}

export function browserStorage(model: string): ModelStorage {
  return { studies: databaseStudies(model), networks: databaseNetworks(model) };
}
