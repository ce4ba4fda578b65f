import { databaseNetworks, type NetworkStore } from './networkStore';
import { databasePoints, type PointStore } from './pointStore';
import { databaseStudy, type StudyMemory } from './studyMemory';

/** What is kept of one model for the next visit. */
export interface ModelStorage {
  readonly points: PointStore;
  readonly networks: NetworkStore;
  readonly study: StudyMemory;
}

export function browserStorage(model: string): ModelStorage {
  return {
    points: databasePoints(model),
    networks: databaseNetworks(model),
    study: databaseStudy(model),
  };
}
