import type { LabModel } from './labModel';

/** The text of a model's example study; null where it has none, or is judged on other pictures. */
export type ReadExample = (model: Pick<LabModel, 'id' | 'dataset'>) => Promise<string | null>;
