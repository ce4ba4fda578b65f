import type { Outcome } from '../base/outcome';
import { NOT_LOADED } from '../protocol/notLoaded';
import type { Imported } from '../study/importing';
import type { Study } from '../study/point';
import type { LabCondition } from './labCondition.svelte';
import { partOf } from './part';

/** A study.json. What reads it comes with the first one; refused as `parseStudy` refuses. */
export async function readStudy(json: string): Promise<Outcome<Study>> {
  const reader = await partOf(import('../study/studyJson'));
  return reader.ok ? reader.value.parseStudy(json) : reader;
}

export interface ReadStudy {
  readonly study: Study;
  /** Its points by whether they are of the model and the pictures that are loaded. */
  readonly sorted: Imported;
}

/** As `readStudy`. @param lab that is loaded; refused where none is */
export async function readOwnStudy(
  json: string,
  lab: Pick<LabCondition, 'lab' | 'environment'>,
): Promise<Outcome<ReadStudy>> {
  const study = await readStudy(json);
  if (!study.ok) return study;
  const sorting = await partOf(import('../study/importing'));
  if (!sorting.ok) return sorting;
  const { lab: loaded, environment } = lab;
  if (!loaded || !environment) return NOT_LOADED;
  const { points } = study.value;
  const sorted = sorting.value.sortImported(points, environment, loaded.subject.network);
  return { ok: true, value: { study: study.value, sorted } };
}
