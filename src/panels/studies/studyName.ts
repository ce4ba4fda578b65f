import type { StudyRecord } from '../../state/studies.svelte';
import { words } from '../../words/words';

/** What somebody calls it, or the day on which it was begun. */
export function studyName({ name, createdAt }: Pick<StudyRecord, 'name' | 'createdAt'>): string {
  return name || words.studies.unnamed(createdAt);
}

const STRANGE = /[^\p{L}\p{N}]+/gu;

/** `which-method-for-my-board.study.json` */
export function studyFileName({ name }: Pick<StudyRecord, 'name'>): string {
  const plain = name.toLowerCase().replace(STRANGE, '-').replace(/^-|-$/g, '').slice(0, 60);
  return plain ? `${plain}.study.json` : 'study.json';
}
