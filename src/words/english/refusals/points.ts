/** Points that are not taken, and what in them cannot be true. */
import type { Note } from '../../../base/outcome';
import type { Say } from '../../saying';
import { quoted, type Name } from './names';

export const points = {
  'points-left-out': ({ count, cause }: { count: number; cause: Note }, say: Say) =>
    `${count === 1 ? '1 point is' : `${count} points are`} left out: ${say(cause)}.`,
  'point-of-model': ({ cause }: { cause: Note }, say: Say) =>
    `measured with the model ${say(cause)}; choose that model, then import the file again`,
  'point-of-dataset': ({ cause }: { cause: Note }, say: Say) =>
    `measured on the data set ${say(cause)}`,
  'bundle-names': ({ theirs, ours }: { theirs: Name; ours: Name }) =>
    `${quoted(theirs)}, but the page shows ${quoted(ours)}`,
  'bundle-ids': (v: { name: Name; theirs: string | null; ours: string | null }) =>
    `${quoted(v.name)} with the id ${v.theirs}, but the page shows one with the id ${v.ours}`,
  'bundle-checksums': (v: { name: Name; file: string; theirs: string; ours: string }) =>
    `${quoted(v.name)} whose ${v.file} is ${v.theirs}…, but the page shows one whose is ${v.ours}…`,

  'point-contradiction': ({ point, cause }: { point: string; cause: Note }, say: Say) =>
    `${point} contradicts itself: ${say(cause)}`,
  'too-many-non-zeros': ({ nonZeros, parameters }: { nonZeros: number; parameters: number }) =>
    `${nonZeros} non-zeros among ${parameters} parameters`,
  'repair-accuracy': ({ found, repair }: { found: boolean; repair: string }) =>
    `${found ? 'an accuracy' : 'no accuracy'} after the repair ${repair}`,
  'repair-images': ({ cut, repaired }: { cut: number; repaired: number }) =>
    `${cut} images after cutting, ${repaired} after repair`,
  'difference-images': ({ images, total }: { images: number; total: number }) =>
    `a difference on ${images} images, an accuracy on ${total}`,
  'difference-answers': (v: { onlyFirst: number; onlySecond: number } & Proportion) =>
    `${v.onlyFirst} and ${v.onlySecond} images that one network alone answers, ${right(v)}`,
  'difference-counted': (v: { difference: number; counted: number; images: number }) =>
    `a difference of ${v.difference}, counted ${v.counted} of ${v.images} images`,
  'difference-interval': (v: { difference: number; low: number; high: number; p: number }) =>
    `a difference of ${v.difference} from ${v.low} to ${v.high} with p ${v.p}`,
  'latency-quantiles': (v: { quantiles: readonly number[]; runtime: string }) =>
    `quantiles ${v.quantiles.join(', ')} ms on ${v.runtime}`,
  'joules-negative': ({ joules }: { joules: number }) =>
    `${joules} J for an inference: the meter was turned round`,
  'joules-above-idle': ({ aboveIdle, gross }: { aboveIdle: number; gross: number }) =>
    `${aboveIdle} J above idle, ${gross} J in all`,
  'window-idle': 'a window without an inference that counts',
  'step-of-no-repair': ({ step, repair }: { step: string; repair: string }) =>
    `a step ${step} of the repair ${repair}`,
  'step-accuracy': (v: { last: readonly number[]; repaired: readonly number[] | null }) =>
    `${counted(v.last)} after the last step, ${counted(v.repaired)} after repair`,
  'class-accuracy': (v: { classes: readonly number[]; whole: readonly number[] | null }) =>
    `${counted(v.classes)} in all classes, ${counted(v.whole)} in the whole`,
};

interface Proportion {
  readonly correct: number;
  readonly total: number;
}

function right({ correct, total }: Proportion): string {
  return `${correct} of ${total} images right`;
}

/** @param answers right ones, and all of them */
function counted(answers: readonly number[] | null): string {
  return answers ? right({ correct: answers[0], total: answers[1] }) : 'nothing';
}
