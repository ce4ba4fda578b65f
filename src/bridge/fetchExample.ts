/** The example study that lies beside a bundled model. */
import type { ReadExample } from '../subject/example';
import { MODELS } from '../subject/models';

/** @param page its address */
export function exampleReader(page: string): ReadExample {
  return async ({ id, dataset }) => {
    const row = MODELS.find((model) => model.id === id && model.dataset === dataset);
    if (!row?.hasExample) return null;
    const response = await fetch(new URL(`studies/${id}.json`, page));
    return response.ok ? response.text() : null;
  };
}
