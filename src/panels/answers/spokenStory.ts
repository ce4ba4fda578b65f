/** What becomes of a picture, in words. */
import type { ClassAnswer, PictureStory } from '../../state/flips.svelte';
import { words } from '../../words/words';

const say = words.answers;

/** @param names of the classes */
export function spokenStory(
  { label, dense, cut, repaired, fate }: PictureStory,
  names: readonly string[],
): string {
  return say.spoken({
    name: names[label],
    dense: dense && said(dense, names),
    cut: cut && said(cut, names),
    repaired: repaired && said(repaired, names),
    fate: fate && say.fates[fate],
  });
}

export function said(answer: ClassAnswer, names: readonly string[]): string {
  return say.answer(names[answer.index], sure(answer));
}

/** '' where it was not kept. */
export function sure({ confidence }: ClassAnswer): string {
  return confidence === null ? '' : say.sure(confidence);
}
