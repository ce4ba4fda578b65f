/** Test pictures and what the dense and the cut network say of them, for those who look at single ones. */
import type { MeasuredPoint, PointAnswers } from '../study/measuredPoint';
import {
  answeredBy,
  classesInTurn,
  fateOf,
  pictureChoice,
  worstFirst,
  type Answering,
  type Fate,
  type ThreeAnswers,
} from '../study/flips';
import { curveKey } from '../study/expected';
import type { FiguresState } from './figuresState.svelte';
import type { LabCondition } from './labCondition.svelte';
import type { PlanState } from './planState.svelte';
import type { PointLibrary } from './pointLibrary.svelte';

/** Shown beside the chart. */
export const TILES = 12;

export interface ClassAnswer {
  /** Predicted class. */
  readonly index: number;
  /** 0 to 1; null where it was not kept. */
  readonly confidence: number | null;
}

/** A picture with all that is known of it: nothing is null for want of an answer but what is not measured yet. */
export interface PictureStory {
  /** Index in the test images. */
  readonly image: number;
  /** True class. */
  readonly label: number;
  readonly dense: ClassAnswer | null;
  readonly cut: ClassAnswer | null;
  /** Null also where nothing was repaired. */
  readonly repaired: ClassAnswer | null;
  /** Null before both networks have answered it. */
  readonly fate: Fate | null;
}

/** Which pictures a list is of: `flips` are those that were lost or brought back. */
export const PICTURE_LISTS = ['flips', 'lost', 'brought-back', 'all'] as const;
export type PictureList = (typeof PICTURE_LISTS)[number];

interface Parts {
  readonly lab: Pick<LabCondition, 'lab' | 'testImages'>;
  readonly figures: Pick<FiguresState, 'dense' | 'measured'>;
  readonly plans: Pick<PlanState, 'followed' | 'settings'>;
  readonly points: Pick<PointLibrary, 'all'>;
}

export class FlipsState {
  /** True class of the pictures that are listed; null for all classes. */
  label = $state<number | null>(null);
  readonly #parts: Parts;
  /** The point of the plan that was measured last. */
  #last: MeasuredPoint | null = null;
  /** Pictures by place, as they were chosen last. */
  #places: readonly number[] = [];

  /** A slider on its way changes none of it. */
  readonly #curve: string = $derived.by(() => curveKey(this.#parts.plans.settings));

  /** Answered points that differ from the plan by their level alone. */
  readonly #neighbours: readonly MeasuredPoint[] = $derived.by(() =>
    this.#parts.points.all.filter(
      ({ answers, point }) => answers && curveKey(point.plan) === this.#curve,
    ),
  );

  /** Whose answers are shown: the plan's own, or, until it is measured, those of its nearest neighbour or of the one before. */
  readonly point: MeasuredPoint | null = $derived.by(() => {
    const { measured } = this.#parts.figures;
    if (measured?.answers) this.#last = measured;
    if (measured?.answers) return measured;
    return nearest(this.#neighbours, this.#parts.plans.followed.level) ?? this.#last;
  });

  /** The answers are a neighbour's: those of the plan itself may differ. */
  readonly nearby: boolean = $derived.by(
    () => this.point !== null && this.point !== this.#parts.figures.measured,
  );

  /** Null before both networks have answered. */
  readonly answers: ThreeAnswers | null = $derived.by(() => {
    const [labels, dense] = [this.#labels, this.#parts.figures.dense?.answers];
    const own = this.point?.answers;
    if (!labels || !dense || !own) return null;
    return {
      labels,
      dense: afterCutting(dense),
      cut: afterCutting(own),
      repaired: afterRepair(own),
    };
  });

  /** A few pictures for a strip; one that stays keeps its place. */
  readonly tiles: readonly PictureStory[] = $derived.by(() => {
    const labels = this.#labels;
    if (!labels) return [];
    this.#places = pictureChoice(this.#places, this.#candidates(labels), TILES);
    return this.#places.map((image) => this.story(image));
  });

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** @param image index of a test image */
  story(image: number): PictureStory {
    const { answers } = this;
    const label = this.#labels![image];
    const dense = this.#parts.figures.dense?.answers;
    const known = answers !== null && image < answeredBy(answers);
    return {
      ...{ image, label },
      dense: dense ? answerOf(afterCutting(dense), image) : null,
      cut: answers && answerOf(answers.cut, image),
      repaired: answers?.repaired ? answerOf(answers.repaired, image) : null,
      fate: known ? fateOf(answers, image) : null,
    };
  }

  /** Images of a list and of the chosen class, the worst first. */
  list(which: PictureList): readonly number[] {
    const [all, label] = [this.#listed(which), this.label];
    return label === null ? all : all.filter((image) => this.#labels![image] === label);
  }

  #listed(which: PictureList): number[] {
    const { answers } = this;
    if (which === 'all') return [...Array(answers ? answeredBy(answers) : 0).keys()];
    if (!answers) return [];
    return which === 'flips'
      ? [...worstFirst(answers, 'lost'), ...worstFirst(answers, 'brought-back')]
      : worstFirst(answers, which);
  }

  get #labels(): Uint16Array | null {
    return this.#parts.lab.lab?.testLabels ?? null;
  }

  #candidates(labels: Uint16Array) {
    const { answers } = this;
    const images = answers ? answeredBy(answers) : this.#parts.lab.testImages(FIRST_IMAGES);
    const others = classesInTurn([...Array(Math.min(images, FIRST_IMAGES)).keys()], labels);
    const worst = (fate: Fate) => (answers ? classesInTurn(worstFirst(answers, fate), labels) : []);
    return { lost: worst('lost'), broughtBack: worst('brought-back'), others };
  }
}

/** Among so many of the file there are some of most classes. */
const FIRST_IMAGES = 500;

function afterCutting({ afterCutting: predictions, confidences }: PointAnswers): Answering {
  return { predictions, confidences: confidences?.afterCutting ?? null };
}

function afterRepair({ afterRepair: predictions, confidences }: PointAnswers): Answering | null {
  return predictions && { predictions, confidences: confidences?.afterRepair ?? null };
}

function answerOf({ predictions, confidences }: Answering, image: number): ClassAnswer | null {
  if (image >= predictions.length) return null;
  return { index: predictions[image], confidence: confidences?.[image] ?? null };
}

function nearest(points: readonly MeasuredPoint[], level: number): MeasuredPoint | null {
  const distance = ({ point }: MeasuredPoint) => Math.abs(point.plan.level - level);
  return points.reduce<MeasuredPoint | null>(
    (best, item) => (best && distance(best) <= distance(item) ? best : item),
    null,
  );
}
