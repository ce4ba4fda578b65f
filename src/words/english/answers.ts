/** Single test pictures: what the networks say of them, and what pruning forgets. */
import { count } from '../numbers';

export const answers = {
  title: 'Pictures',
  tiles: 'Pictures that change their minds',
  /** Above the tiles. @param plan whose answers are shown; null before one has answered */
  caption: (plan: string | null) =>
    plan === null ? 'What the network says of twelve pictures' : `Answers of ${plan}`,

  fates: {
    lost: 'lost',
    'brought-back': 'brought back by repair',
    kept: 'still right',
    gained: 'right since the cut',
    wrong: 'wrong from the start',
  },

  /** Everything about a picture, for who does not see it. */
  spoken: ({ name, dense, cut, repaired, fate }: SpokenPicture) =>
    [
      `Picture of ${name}`,
      dense && `dense: ${dense}`,
      cut && `after cutting: ${cut}`,
      repaired && `after repair: ${repaired}`,
      fate,
    ]
      .filter((part) => part)
      .join('; '),
  /** @param sure as `sure` says it; '' where it is not known */
  answer: (name: string, sure: string) => (sure === '' ? name : `${name}, ${sure}`),
  becomes: (name: string) => `→ ${name}`,

  /** A probability between 0 and 1 that says neither all nor nothing by rounding. */
  sure: (share: number) =>
    share > 0.995 ? '> 99 %' : share < 0.005 ? '< 1 %' : `${count(Math.round(100 * share))} %`,
};

/** Answers with their confidences; null where there are none. */
interface SpokenPicture {
  readonly name: string;
  readonly dense: string | null;
  readonly cut: string | null;
  readonly repaired: string | null;
  readonly fate: string | null;
}
