/** Where networks came from: the tree of a study's steps, and a plan as a recipe. */
import { count, decimal, duration, percent } from '../numbers';

export const lineage = {
  title: 'Where the networks came from',
  empty:
    'Nothing is measured yet: every measured network will stand here with the steps that made it.',
  ofExample:
    'Nothing is measured here yet: these are the networks of the example study. Enter opens one, which is then measured here.',
  hint: 'Each box is what one step left. Arrow keys walk, Enter opens the network.',
  steps: {
    cut: (level: string) => `${level} cut`,
    /** @param step as a repair is called */
    gradual: (level: string, step: string) => `${level} cut while ${step}`,
  },
  accuracy: (share: number) => percent(share, 1),
  notMeasured: 'not measured',
  /** Of a method. @param best null where nothing is known */
  below: (networks: number, best: number | null) =>
    `${count(networks)} ${networks === 1 ? 'network' : 'networks'}` +
    (best === null ? '' : `, best ${percent(best, 1)}`),
  /** All of a box. */
  spoken: (label: string, figure: string) => `${label}: ${figure}`,
  now: 'the plan now',
  chosen: 'Chosen network',
  open: 'Open this network',
  facts: {
    accuracy: 'Right answers',
    took: 'This step took',
    points: 'Points of it',
    size: 'Bytes, encoded',
    macs: 'Multiplications',
  },
  interval: (percentRight: string, low: number, high: number, images: number) =>
    `${percentRight} % (${decimal(100 * low, 1)}–${decimal(100 * high, 1)}), n ${count(images)}`,
  took: (seconds: number) => (seconds < 10 ? `${decimal(seconds, 1)} s` : duration(seconds)),
  recipe: 'Recipe',
  recipeHint: 'Both make this network again from the dense weights, here or on another machine.',
  link: 'Link',
  command: 'Command line',
  ownFile: 'In the place of FILE stands the file of your network.',
  asList: 'As a list',
  network: 'Network',
};
