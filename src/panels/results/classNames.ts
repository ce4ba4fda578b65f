import type { Subject } from '../../subject/subject';
import { words } from '../../words/words';

/** Of every class; numbered from 1 on where nobody says them. */
export function classNamesOf({
  classNames,
  network,
}: Pick<Subject, 'classNames' | 'network'>): readonly string[] {
  const { numbered } = words.results.classes;
  return classNames ?? Array.from({ length: network.classes }, (_, i) => numbered(i + 1));
}
