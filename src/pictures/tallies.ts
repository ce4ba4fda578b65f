/** What a list of pictures amounts to. */
import type { ClassMatch } from './matchClasses';
import type { ListedPicture } from './foundPicture';

/** In alphabetical order. */
export function classNamesOf(pictures: readonly Pick<ListedPicture, 'className'>[]): string[] {
  return [...new Set(pictures.flatMap(({ className }) => className ?? []))].sort();
}

/** Index of the network's class of each picture; null without one, or where the network has none like it. */
export function labelsOf(
  pictures: readonly Pick<ListedPicture, 'className'>[],
  matches: readonly ClassMatch[],
): (number | null)[] {
  const labels = new Map<string | null, number | null>(
    matches.map(({ name, label }) => [name, label]),
  );
  return pictures.map(({ className }) => labels.get(className) ?? null);
}

/** How many there are of each class; of none under null. @param indices of those that count */
export function countsOf(
  pictures: readonly Pick<ListedPicture, 'className'>[],
  indices: readonly number[],
): ReadonlyMap<string | null, number> {
  const counts = new Map<string | null, number>();
  for (const i of indices) {
    const { className } = pictures[i];
    counts.set(className, (counts.get(className) ?? 0) + 1);
  }
  return counts;
}

/** What the pictures call the classes of a network that says only numbers. */
export function namesByLabel(
  numbers: readonly string[],
  matches: readonly ClassMatch[],
): readonly string[] {
  const names = new Map(matches.map(({ name, label }) => [label, name]));
  return numbers.map((number, label) => names.get(label) ?? number);
}
