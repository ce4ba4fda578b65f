/** Names of a network's classes, from whatever came along with it; only a list of as many as it has classes is taken. */
import type { Texts } from '../formats/graph';
import { labelLists, type LabelList } from './labelLists';

export interface ClassNames {
  /** By class. */
  readonly names: readonly string[];
  /** Name of the text that says them. */
  readonly from: string;
  /** Whether a background class was added to the list, or taken from it. */
  readonly background: 'as listed' | 'added' | 'left out';
}

/** Null where no text names them. @param texts by name; the first that fits is taken */
export function classNamesIn(texts: Texts, classes: number): ClassNames | null {
  const found = [...texts].flatMap(([from, text]) =>
    labelLists(text).map((names) => ({ from, names })),
  );
  for (const { background, fit } of FITS)
    for (const { from, names } of found) {
      const own = fit(names, classes);
      if (own && !arePlaceholders(own)) return { names: own, from, background };
    }
  return null;
}

interface Fit {
  readonly background: ClassNames['background'];
  fit(names: LabelList, classes: number): LabelList | null;
}

const BACKGROUND = /^(background|unused background|__background__)$/i;
/** ImageNet's, with TensorFlow's background before them. */
const IMAGENET = { names: 1000, classes: 1001 };

/** The best first. */
const FITS: readonly Fit[] = [
  {
    background: 'as listed',
    fit: (names, classes) => (names.length === classes ? names : null),
  },
  {
    background: 'left out',
    fit: (names, classes) => {
      const left = names.filter((name, i) => !(isEnd(names, i) && BACKGROUND.test(name)));
      return left.length === classes ? left : null;
    },
  },
  {
    background: 'added',
    fit: (names, classes) =>
      names.length === IMAGENET.names && classes === IMAGENET.classes
        ? ['background', ...names]
        : null,
  },
];

function isEnd(names: LabelList, i: number): boolean {
  return i === 0 || i === names.length - 1;
}

/** `LABEL_0` and so on, which Hugging Face writes where nobody gave names. */
function arePlaceholders(names: LabelList): boolean {
  return names.every((name, i) => name === '' || name === `LABEL_${i}`);
}
