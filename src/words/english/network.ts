/** The network as a picture: the strip of its blocks, an open block, a layer, and ratios by hand. */
import { count, millijoules, milliseconds, millions, percent } from '../numbers';

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
    macs: { label: 'Multiplications', value: millions, what: 'multiplications' },
    parameters: { label: 'Parameters', value: count, what: 'parameters' },
    milliseconds: { label: 'Time', value: milliseconds, what: 'on this device' },
    energy: { label: 'Energy share', value: millijoules, what: 'of the measured energy, by time' },
    sensitivity: {
      label: 'Sensitivity',
      value: (nats: number) => `+${nats.toFixed(2)}`,
      what: 'loss with half of it cut',
    },
  },
  /** What has to be measured before the colours say anything. */
  lacks: {
    times: 'Time the layers',
    probes: 'Measure sensitivity',
    meter: 'Needs joules: measure this network under Energy.',
    running: 'Measuring…',
  },
  notMeasuredYet: (label: string) => `${label}: not measured yet`,
  less: 'less',
  more: 'more',
  pixels: (size: number) => `${size} px`,
  leftOf: (left: number, all: number) =>
    left === all ? count(all) : `${count(left)} of ${count(all)}`,
  /** Of one block under the plan. @param channels map by map */
  about: (name: string, channels: readonly string[], zeros: number, shade: string) =>
    [
      `${name}: ${channels.join(' → ')} channels`,
      ...(zeros > 0 ? [`${percent(zeros, 0)} zeros`] : []),
      shade,
    ].join(' · '),
  /** What colours a block, with its value. */
  shaded: (what: string, value: string) => `${value} ${what}`,

  showTable: 'Table',
  table: {
    title: 'The network as a table',
    block: 'Block',
    pixels: 'Map, px',
    channels: 'Channels',
    zeros: 'Zeros',
    share: (zeros: number) => percent(zeros, 0),
  },

  previous: 'Block before',
  next: 'Next block',
  layers: {
    expand: 'Expand',
    depthwise: 'Depthwise',
    project: 'Project',
    pointwise: 'Pointwise',
    convolution: 'Convolution',
    dense: 'Dense',
  },
  layer: 'Layer',
  tensor: (what: string, inputs: number, outputs: number, side: number) =>
    what === network.layers.depthwise
      ? `${what} · ${outputs} filters of ${side}×${side}`
      : `${what} · ${inputs} → ${outputs}${side > 1 ? `, ${side}×${side}` : ''}`,
  channelOf: (set: string) => `Channel of ${set}`,
  channelNumber: (channel: number, all: number) => `Channel ${channel} of ${all}`,
  touch:
    'Touch a channel in the picture, or move a slider under it: what can only be cut together lights up.',
  axes: { output: 'makes it', filter: 'filters it', input: 'reads it' },
  /** Why the slices go together. @param makers names of the layers that make the channel */
  why: {
    added: (makers: readonly string[]) =>
      `Residuals add the outputs of ${makers.join(', ')} channel by channel: where one lost it, the sum would not fit.`,
    inner: ([maker]: readonly string[]) =>
      `${maker} makes it for this block alone: without its column, its filter and the row that reads it have nothing to do.`,
    stream: ([maker]: readonly string[]) =>
      `${maker} alone makes it: whatever reads it loses the row that multiplied it.`,
    stem: ([maker]: readonly string[]) =>
      `${maker} makes it from the picture: the filter and the row behind it go with it.`,
    head: ([maker]: readonly string[]) =>
      `${maker} makes it for the classifier, which loses the weights that read it.`,
  },

  details: (layer: string) => `Layer ${layer}`,
  kernel: 'Kernel in use',
  time: 'Time',
  notMeasured: 'not measured yet',
  beforeAfter: (before: number, after: number | null) =>
    after === null
      ? `${before.toFixed(3)} ms uncut`
      : `${before.toFixed(3)} ms uncut → ${after.toFixed(3)} ms under the plan`,
  timeLayers: 'Time the layers',
  stopTiming: 'Stop',
  weights: 'Weights by magnitude (log counts)',
  scores: 'Channel scores, sorted',
  gamma: 'γ of batch normalisation (log counts)',
  cutOf: (cut: number, all: number) => `${cut} of ${all} lie left of the line and go`,
  mask: (columns: number, rows: number, lines: boolean) =>
    `Dark weights stay. Above: the first ${columns} outputs and ${rows} inputs` +
    `${lines ? ', with lines between what is cut together or against each other' : ''}; below: all of them.`,
  beforeRepair: 'Weights and scores are those of the dense network, before any repair.',
  noScores:
    'Weights are those of the dense network, before any repair. A line stands where magnitude alone decides; other scores cut on both sides of it.',
  looking: 'The layer is looked at…',

  /** Every layer as a bar. */
  bars: {
    title: 'Layers',
    layer: 'Layer',
    height: 'Height',
    quantities: { nonZeros: 'Non-zeros', macs: 'Multiplications' },
    notLoaded: 'not loaded',
    /** @param kernel that computes it; null while that is not known */
    spoken: ({ name, before, after }: Layer, kernel: string | null) =>
      `${name}: ${count(after)} of ${count(before)} left${kernel === null ? '' : `, ${kernel}`}`,
    channels: (before: number, after: number) => `${before} → ${after} channels`,
    /** Marked: see src/controls/Marked.svelte. */
    shown: ({ name, before, after }: Layer, channels: string, kernel: string | null) =>
      `*${name}* ${channels}, ${count(after)} of ${count(before)} left ` +
      `(${percent(before === 0 ? 1 : after / before, 1)})` +
      (kernel === null ? '' : `, computed by \`${kernel}\``),
    howToRead:
      'Planned: filled is left, hollow is cut. Point at a layer; heights are square roots.',
    sparseLayers: (sparse: number, layers: number) =>
      `Sparse kernels compute ${sparse} of ${layers} layers, underlined; dense ones are faster in the rest.`,
    key: {
      pointwise: '1×1',
      depthwise: 'depthwise',
      convolution: 'stem, classifier',
      sparse: 'computed sparse by the lab’s kernels',
    },
  },

  hand: {
    title: 'By hand',
    all: 'all of the network',
    resetAll: 'Reset all',
    fixed:
      'This method has fixed levels: what is left out stays whole; the great slider decides for the rest.',
    list: 'Ratios by hand',
    /** @param left null while it is not known yet */
    left: (left: number | null, size: number) =>
      `${left === null ? '…' : count(left)} of ${count(size)}`,
    leaveWhole: (name: string) => `Leave ${name} whole`,
    leaveOut: (name: string) => `Leave out ${name}`,
    out: 'out',
    slide: (name: string) => `Cut of ${name}`,
    percentToCut: (name: string) => `${name}, % to cut`,
    /** @param channels whether the method cuts channels, not weights */
    mostPercent: (name: string, most: number, size: number, channels: boolean) =>
      `${name} can give 0 to ${most} % of its ${count(size)} ${channels ? 'channels' : 'weights'}.`,
    none: 'Nothing in this block can be cut by the chosen method and scope.',
    cut: (cut: number, locked: boolean) => `${cut} % cut${locked ? ', locked' : ''}`,
    lock: (name: string) => `Lock ${name}`,
    lockHint:
      'Locked, it keeps its share while the great slider moves the others; unlocked, it follows again.',
    open: 'Lock',
    locked: 'Reset',
    /** @param found whether the plan has an allocation that was searched for */
    hint: (found: boolean) =>
      'What is moved or typed is locked: its share is cut at every level above 0, none where it is 0. The great slider ' +
      'decides for the others.' +
      (found ? ' The first one takes the place of the allocation that was found.' : ''),
  },
};

/** With what is left of it. */
interface Layer {
  readonly name: string;
  readonly before: number;
  readonly after: number;
}
