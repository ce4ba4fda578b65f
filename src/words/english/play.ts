/** One cut in slow motion. */

import { count, levelText, percent } from '../numbers';

export const play = {
  title: 'One cut in slow motion',
  loading: 'The layer is being looked at.',
  steps: { score: 'Score', rank: 'Rank', cut: 'Cut', repair: 'Repair', measure: 'Measure' },
  allSteps: 'Steps',
  play: 'Play',
  pause: 'Pause',
  back: 'Back',
  next: 'Step',
  /** Of the picture. @param layer as the network names it */
  picture: {
    channels: (layer: string) => `Scores of ${layer}`,
    weights: (layer: string) => `Weights of ${layer} by size`,
  },
  ends: {
    score: ['first channel', 'last channel'],
    rank: ['lowest score', 'highest'],
    weights: ['smallest weight', 'largest'],
  },
  score: {
    channels: (method: string, all: number, layer: string) =>
      `${method} gives each of the ${all} channels of ${layer} a score: the taller its bar, the more it seems to matter.`,
    weights: (method: string, all: number, layer: string) =>
      `${method} judges each of the ${count(all)} weights of ${layer}. Here they stand by size; heights are logarithmic.`,
  },
  rank: {
    channels: (level: number) =>
      `Sorted by score. The plan’s ${levelText(level)} draw the line in this layer: what stands left of it goes.`,
    weights: (level: number) =>
      `The plan’s ${levelText(level)} draw the line in this layer: what is smaller goes.`,
    scattered: (level: number) =>
      `At ${levelText(level)} these go. Size alone does not decide, so there is no line.`,
  },
  cut: {
    channels: (gone: number, all: number) =>
      `${gone} of ${all} channels are taken out, and with them what other layers had for them: the tensors shrink.`,
    weights: (gone: number, all: number) =>
      `${count(gone)} of ${count(all)} weights become zero. The tensor keeps its shape.`,
  },
  /** @param cut right answers after cutting, and after repair, 0 … 1 */
  repaired: (cut: number, repaired: number) =>
    `Right after cutting ${percent(cut, 1)} of the pictures are named rightly. Repair makes that ${percent(repaired, 1)}.`,
  noRepair: (cut: number) =>
    `This plan repairs nothing: ${percent(cut, 1)} of the pictures are named rightly.`,
  afterCutting: 'right after cutting',
  notMeasured: 'Not measured yet: its figures appear here as soon as they are.',
  measured: 'What is left, measured here, beside the whole network.',
  figure: 'Figure',
  whole: 'Whole',
  left: 'Left',
  change: 'Change',
};
