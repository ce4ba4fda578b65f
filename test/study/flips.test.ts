/** Which pictures are shown, and in which order: rules that hold for any answers. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  answeredBy,
  classesInTurn,
  fateOf,
  pictureChoice,
  worstFirst,
  type Answering,
  type Fate,
  type ThreeAnswers,
} from '../../src/study/flips';
import { forgotten } from '../../src/study/forgetting';

const RUNS = { seed: 4, numRuns: 300 } as const;
const CLASSES = 4;
const FATES: readonly Fate[] = ['lost', 'brought-back', 'kept', 'gained', 'wrong'];

const classes = (length: number) =>
  fc.array(fc.nat(CLASSES - 1), { minLength: length, maxLength: length });

function answering(images: number): fc.Arbitrary<Answering> {
  const shares = fc.array(fc.double({ min: 0.25, max: 1, noNaN: true }), {
    minLength: images,
    maxLength: images,
  });
  return fc.tuple(classes(images), fc.option(shares)).map(([predictions, confidences]) => ({
    predictions: Uint16Array.from(predictions),
    confidences: confidences && Float32Array.from(confidences),
  }));
}

const anyAnswers: fc.Arbitrary<ThreeAnswers> = fc.nat(60).chain((images) =>
  fc.record({
    labels: classes(images + 3).map((own) => Uint16Array.from(own)),
    dense: answering(images),
    cut: answering(images),
    repaired: fc.option(answering(images)),
  }),
);

describe('a fate', () => {
  const one = (label: number, dense: number, cut: number, repaired: number | null) => {
    const of = (predicted: number) => ({
      predictions: Uint16Array.of(predicted),
      confidences: null,
    });
    const last = repaired === null ? null : of(repaired);
    return fateOf(
      { labels: Uint16Array.of(label), dense: of(dense), cut: of(cut), repaired: last },
      0,
    );
  };

  it.each<[Fate, number, number, number | null]>([
    ['kept', 1, 1, 1],
    ['kept', 1, 1, null],
    ['lost', 1, 2, null],
    ['lost', 1, 2, 3],
    ['lost', 1, 1, 2],
    ['brought-back', 1, 2, 1],
    ['gained', 2, 1, null],
    ['gained', 2, 3, 1],
    ['wrong', 2, 2, 2],
    ['wrong', 2, 1, 3],
  ])('is %s', (fate, dense, cut, repaired) => expect(one(1, dense, cut, repaired)).toBe(fate));
});

describe('pictures, the worst first', () => {
  it('are each of one fate, and all of them of some', () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        const all = FATES.flatMap((fate) => worstFirst(answers, fate));
        expect(all.sort((a, b) => a - b)).toEqual([...Array(answeredBy(answers)).keys()]);
      }),
      RUNS,
    );
  });

  it('go from those that both were sure of to those that neither was', () => {
    const half = Float32Array.of(0.5, 0.9, 0.9, 0.5);
    const answers: ThreeAnswers = {
      labels: Uint16Array.of(0, 0, 0, 0),
      dense: { predictions: Uint16Array.of(0, 0, 0, 0), confidences: half },
      cut: {
        predictions: Uint16Array.of(1, 1, 1, 1),
        confidences: Float32Array.of(0.9, 0.5, 0.9, 0.5),
      },
      repaired: null,
    };
    expect(worstFirst(answers, 'lost')).toEqual([2, 0, 1, 3]);
    const repaired = { predictions: Uint16Array.of(0, 0, 0, 1), confidences: half };
    expect(worstFirst({ ...answers, repaired }, 'brought-back')).toEqual([2, 0, 1]);
    expect(worstFirst({ ...answers, repaired }, 'lost')).toEqual([3]);
  });

  it('keep the order of the file where nobody knows how sure the networks were', () => {
    fc.assert(
      fc.property(anyAnswers, ({ labels, dense, cut }) => {
        const unsure = (of: Answering) => ({ ...of, confidences: null });
        const answers = { labels, dense: unsure(dense), cut: unsure(cut), repaired: null };
        const lost = worstFirst(answers, 'lost');
        expect(lost).toEqual(lost.toSorted((a, b) => a - b));
      }),
      RUNS,
    );
  });
});

it('classes take turns, each in the order of its own', () => {
  fc.assert(
    fc.property(anyAnswers, ({ labels }) => {
      const images = [...labels.keys()].reverse();
      const turns = classesInTurn(images, labels);
      expect(turns.toSorted((a, b) => a - b)).toEqual(images.toReversed());
      const rounds = turns.map(
        (image, i) => turns.slice(0, i).filter((other) => labels[other] === labels[image]).length,
      );
      expect(rounds).toEqual(rounds.toSorted((a, b) => a - b));
      for (let label = 0; label < CLASSES; label++) {
        const own = turns.filter((image) => labels[image] === label);
        expect(own).toEqual(own.toSorted((a, b) => b - a));
      }
    }),
    RUNS,
  );
});

describe('the pictures of a strip', () => {
  const candidates = (answers: ThreeAnswers) => ({
    lost: worstFirst(answers, 'lost'),
    broughtBack: worstFirst(answers, 'brought-back'),
    others: [...Array(answeredBy(answers)).keys()],
  });
  const strip = (before: readonly number[], answers: ThreeAnswers) =>
    pictureChoice(before, candidates(answers), 12);

  it('are as many as there are, each once', () => {
    fc.assert(
      fc.property(anyAnswers, anyAnswers, (earlier, answers) => {
        const shown = strip(strip([], earlier), answers);
        expect(new Set(shown).size).toBe(shown.length);
        expect(shown).toHaveLength(Math.min(12, answeredBy(answers)));
      }),
      RUNS,
    );
  });

  it('are flips before any others, half of them lost and half brought back', () => {
    fc.assert(
      fc.property(anyAnswers, anyAnswers, (earlier, answers) => {
        const shown = strip(strip([], earlier), answers);
        const { lost, broughtBack } = candidates(answers);
        const count = (fate: Fate) =>
          shown.filter((image) => fateOf(answers, image) === fate).length;
        expect(count('lost') + count('brought-back')).toBe(
          Math.min(12, lost.length + broughtBack.length),
        );
        expect(count('lost')).toBeGreaterThanOrEqual(Math.min(6, lost.length));
        expect(count('brought-back')).toBeGreaterThanOrEqual(Math.min(6, broughtBack.length));
      }),
      RUNS,
    );
  });

  it('stay where they are when nothing has changed, and keep their place when something has', () => {
    fc.assert(
      fc.property(anyAnswers, anyAnswers, (earlier, answers) => {
        const before = strip([], earlier);
        expect(strip(before, earlier)).toEqual(before);
        const after = strip(before, answers);
        if (after.length < before.length) return;
        for (const [place, image] of before.entries())
          if (after.includes(image)) expect(after[place]).toBe(image);
      }),
      RUNS,
    );
  });

  it('are not exchanged for worse ones of the same fate', () => {
    const others = [...Array(40).keys()];
    const first = pictureChoice([], { lost: [7, 3, 5], broughtBack: [], others }, 3);
    expect(first).toEqual([7, 3, 5]);
    const next = pictureChoice(first, { lost: [9, 8, 5, 7], broughtBack: [], others }, 3);
    expect(next).toEqual([7, 9, 5]);
  });

  it('begin with the worst', () => {
    const shown = pictureChoice(
      [],
      { lost: [30, 31], broughtBack: [20], others: [...Array(40).keys()] },
      5,
    );
    expect(shown).toEqual([30, 31, 20, 0, 1]);
  });
});

describe('what is forgotten', () => {
  it('adds up to all pictures that are lost, class by class', () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        const pairs = forgotten(answers);
        const lost = worstFirst(answers, 'lost');
        expect(pairs.reduce((sum, { pictures }) => sum + pictures, 0)).toBe(lost.length);
        for (const { label, takenFor, pictures, known } of pairs) {
          expect(takenFor).not.toBe(label);
          const own = lost.filter((image) => answers.labels[image] === label);
          expect(pictures).toBeLessThanOrEqual(own.length);
          const right = [...answers.dense.predictions].filter(
            (guess, image) => guess === label && answers.labels[image] === label,
          );
          expect(known).toBe(right.length);
        }
        const counts = pairs.map(({ pictures }) => pictures);
        expect(counts).toEqual(counts.toSorted((a, b) => b - a));
      }),
      RUNS,
    );
  });

  it('is told by what a class becomes in the end', () => {
    const of = (...own: number[]) => ({ predictions: Uint16Array.from(own), confidences: null });
    const answers = {
      labels: Uint16Array.of(0, 0, 0, 1, 1),
      dense: of(0, 0, 0, 1, 2),
      cut: of(3, 3, 3, 3, 3),
      repaired: of(2, 2, 0, 0, 2),
    };
    expect(forgotten(answers)).toEqual([
      { label: 0, takenFor: 2, pictures: 2, known: 3 },
      { label: 1, takenFor: 0, pictures: 1, known: 1 },
    ]);
  });
});
