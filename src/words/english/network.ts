/** The network as a picture: the strip of its blocks, an open block, a layer, and ratios by hand. */
import { count, millions, percent } from '../numbers';

export const network = {
  strip: 'The network, block by block',
  blocks: {
    stem: 'Stem',
    block: (number: number) => `Block ${number}`,
    head: 'Head',
    classifier: 'Classifier',
  },
  legend: 'As wide as its channels, as high as its map; holes are zeros.',
  colourBy: 'Colour',
  shades: {
    macs: { label: 'Multiplications', value: millions },
    parameters: { label: 'Parameters', value: count },
  },
  less: 'less',
  more: 'more',
  pixels: (size: number) => `${size} px`,
  /** Of one block under the plan. @param channels left and all, map by map */
  about: (
    name: string,
    channels: readonly { readonly left: number; readonly all: number }[],
    zeros: number,
    shade: string,
  ) =>
    [
      `${name}: ${channels.map(({ left, all }) => (left === all ? `${all}` : `${left} of ${all}`)).join(' → ')} channels`,
      ...(zeros > 0 ? [`${percent(zeros, 0)} zeros`] : []),
      shade,
    ].join(' · '),
  /** What colours a block, with its value. */
  shaded: (what: string, value: string) => `${value} ${what.toLowerCase()}`,
};
