/** Single test pictures: what the networks say of them, and what pruning forgets. */
import { count, milliseconds } from '../numbers';

export const answers = {
  title: 'Pictures',
  tiles: 'Pictures that change their minds',
  /** Above the tiles. @param plan whose answers are shown; null before one has answered. @param nearby it is not the plan itself */
  caption: (plan: string | null, nearby: boolean) =>
    plan === null
      ? 'What the network says of twelve pictures'
      : `${nearby ? '≈ ' : ''}Answers of ${plan}`,

  forgets: 'What this cut forgets',
  /** @param known pictures of the class that the dense network knew */
  forgotten: (name: string, takenFor: string, pictures: number, known: number) =>
    `${become(name, takenFor)}: ${count(pictures)} of ${count(known)} that the dense network knew`,
  forgetsNothing: 'Every picture that the dense network knew is still known.',
  list: 'Which pictures',
  lists: {
    flips: 'Those that flip',
    lost: 'Lost',
    'brought-back': 'Brought back',
    all: 'All',
  },
  class: 'Class',
  allClasses: 'All classes',
  shown: (shown: number, all: number) => `${count(shown)} of ${count(all)} pictures`,
  noneListed: 'No picture is in this list.',
  unanswered: 'The pictures are answered once the dense network and the plan are measured.',
  more: 'More pictures',

  fates: {
    lost: 'lost',
    'brought-back': 'brought back by repair',
    kept: 'still right',
    gained: 'right since the cut',
    wrong: 'wrong from the start',
  },

  camera: {
    title: 'What your camera shows',
    privacy:
      'The network of the plan that was measured last names it, here: no picture leaves this page.',
    start: 'Start the camera',
    stop: 'Stop the camera',
    waits: 'Waiting for the camera: allow it in the browser.',
    waitsForPlan: 'Waiting for a network that is measured',
    invert: 'Swap light and dark',
    video: 'The camera’s picture',
    seen: 'What the network sees',
    sure: 'Sure',
    pace: 'Answers',
    framesPerSecond: (frames: number) => `${frames.toFixed(frames < 10 ? 1 : 0)} a second`,
    took: 'Network',
    milliseconds,
    power: 'Power',
    noMeter: 'no meter',
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

/** `Shirts become Coats`; of names that have no plain plural: `T-shirt/top becomes Shirt`. */
function become(name: string, other: string): string {
  return [name, other].every((own) => PLAIN.test(own))
    ? `${plural(name)} become ${plural(other)}`
    : `${name} becomes ${other}`;
}

/** Words of letters alone, without the name of another thing behind a comma. */
const PLAIN = /^[a-z]+([ -][a-z]+)*$/i;

function plural(name: string): string {
  if (/(s|x|z|ch|sh)$/i.test(name)) return `${name}es`;
  return /[^aeiou]y$/i.test(name) ? `${name.slice(0, -1)}ies` : `${name}s`;
}

/** Answers with their confidences; null where there are none. */
interface SpokenPicture {
  readonly name: string;
  readonly dense: string | null;
  readonly cut: string | null;
  readonly repaired: string | null;
  readonly fate: string | null;
}
