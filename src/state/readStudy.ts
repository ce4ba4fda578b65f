import type { Outcome } from '../base/outcome';
import type { Study } from '../study/point';
import { partOf } from './part';

/** A study.json. What reads it comes with the first one; refused as `parseStudy` refuses. */
export async function readStudy(json: string): Promise<Outcome<Study>> {
  const reader = await partOf(import('../study/studyJson'));
  return reader.ok ? reader.value.parseStudy(json) : reader;
}
