/** What becomes of single test pictures when a network is cut: which answers flip, and which a repair brings back. */

/** Of test images, in the order of the file. */
export interface Answering {
  /** Predicted class of each. */
  readonly predictions: Uint16Array;
  /** Softmax probability of that class, 0 to 1; null where it was not kept. */
  readonly confidences: Float32Array | null;
}

/** The same pictures, asked of three networks. */
export interface ThreeAnswers {
  /** True classes; may go on behind the answers. */
  readonly labels: Uint16Array;
  readonly dense: Answering;
  /** Right after cutting. */
  readonly cut: Answering;
  /** Null where nothing was repaired. */
  readonly repaired: Answering | null;
}

/**
 * `lost`: right when dense, wrong at the end. `brought-back`: wrong after cutting alone, right again after repair.
 * `kept`: right all along. `gained`: wrong when dense, right at the end. `wrong`: before and after.
 */
export type Fate = 'lost' | 'brought-back' | 'kept' | 'gained' | 'wrong';

export function fateOf({ labels, dense, cut, repaired }: ThreeAnswers, image: number): Fate {
  const right = (of: Answering) => of.predictions[image] === labels[image];
  const last = right(repaired ?? cut);
  if (!right(dense)) return last ? 'gained' : 'wrong';
  if (!last) return 'lost';
  return right(cut) ? 'kept' : 'brought-back';
}

/** How many pictures all of the networks have answered. */
export function answeredBy({ labels, dense, cut, repaired }: ThreeAnswers): number {
  const each = [dense, cut, ...(repaired ? [repaired] : [])];
  return Math.min(labels.length, ...each.map(({ predictions }) => predictions.length));
}

/** Images of a fate, the worst first: those of which the networks were surest, once rightly and once wrongly. */
export function worstFirst(answers: ThreeAnswers, fate: Fate): number[] {
  const { dense, cut, repaired } = answers;
  const wrongly = fate === 'brought-back' ? cut : (repaired ?? cut);
  const badness = (image: number) => sureness(dense, image) * sureness(wrongly, image);
  return Array.from({ length: answeredBy(answers) }, (_, image) => image)
    .filter((image) => fateOf(answers, image) === fate)
    .map((image) => ({ image, bad: badness(image) }))
    .sort((a, b) => b.bad - a.bad || a.image - b.image)
    .map(({ image }) => image);
}

function sureness({ confidences }: Answering, image: number): number {
  return confidences?.[image] ?? 1;
}

/** The first of each true class, then the second of each, and so on: so that no class fills a page. */
export function classesInTurn(images: readonly number[], labels: Uint16Array): number[] {
  const seen = new Map<number, number>();
  return images
    .map((image, order) => {
      const round = seen.get(labels[image]) ?? 0;
      seen.set(labels[image], round + 1);
      return { image, order, round };
    })
    .sort((a, b) => a.round - b.round || a.order - b.order)
    .map(({ image }) => image);
}

/** Pictures that may be shown, best ones first. */
export interface Candidates {
  readonly lost: readonly number[];
  readonly broughtBack: readonly number[];
  /** That fill the places which no flip takes. */
  readonly others: readonly number[];
}

/**
 * Which `count` pictures are shown, by place. Half of the places are for those that are lost and half for those that were
 * brought back, where there are so many. One that is shown and has still one of these fates stays, and stays in its place.
 * @param before by place
 */
export function pictureChoice(
  before: readonly number[],
  { lost, broughtBack, others }: Candidates,
  count: number,
): number[] {
  const lostPlaces = Math.min(
    lost.length,
    Math.max(Math.ceil(count / 2), count - broughtBack.length),
  );
  const flipped = [
    ...shownFirst(before, lost).slice(0, lostPlaces),
    ...shownFirst(before, broughtBack).slice(0, count - lostPlaces),
  ];
  const rest = shownFirst(before, others).filter((image) => !flipped.includes(image));
  return inTheirPlaces(before, [...flipped, ...rest].slice(0, count));
}

function shownFirst(shown: readonly number[], images: readonly number[]): number[] {
  const own = new Set(images);
  const staying = shown.filter((image) => own.has(image));
  return [...staying, ...images.filter((image) => !staying.includes(image))];
}

function inTheirPlaces(before: readonly number[], chosen: readonly number[]): number[] {
  const places = before.map((image) => (chosen.includes(image) ? image : null));
  const fresh = chosen.filter((image) => !before.includes(image));
  const length = Math.max(chosen.length, places.length);
  const filled = Array.from({ length }, (_, place) => places[place] ?? fresh.shift() ?? null);
  return filled.filter((image) => image !== null);
}
