/** Two points in depth, and two studies over each other. */
import { count, decimal, percent } from '../numbers';

export const comparing = {
  what: 'Compare',
  kinds: { points: 'Two points', studies: 'Two studies' },
  first: 'First',
  second: 'Second',
  dense: 'Dense',
  table: (what: string) => `Table: ${what}`,

  flips: {
    title: 'Pictures that tell them apart',
    list: 'Pictures',
    lists: {
      lost: (pictures: number) => `Only the first is right (${count(pictures)})`,
      gained: (pictures: number) => `Only the second is right (${count(pictures)})`,
    },
    agree: (pictures: number, all: number) =>
      `On ${count(pictures)} of ${count(all)} pictures both are right, or both wrong.`,
    none: 'There is no such picture.',
    /** @param first what it takes the picture for */
    spoken: (name: string, first: string, second: string) =>
      `Picture of ${name}; first: ${first}; second: ${second}`,
    ofClass: (name: string) => `Only ${name}`,
  },

  classes: {
    title: 'Change by class',
    paired: 'Right answers of the second less those of the first on the same pictures, in points.',
    unpaired:
      'Right answers of the second less those of the first, in points. Single answers are not at hand: the intervals ' +
      'are as wide as if the pictures were others.',
    /** @param expected how many */
    chance: (classes: number, expected: number) =>
      `Each interval stands for its class alone: of ${classes} classes ${decimal(expected, 1)} seem changed by chance.`,
    none: 'Nothing is known of single classes: measure both points here.',
    class: 'Class',
    change: 'Points',
    interval: '95 %',
    images: 'n',
    interval95: (low: string, high: string) => `${low} to ${high}`,
  },

  layers: {
    title: 'Layer by layer',
    /** What two bars mean. */
    bars: 'Upper bar: first, lower bar: second; weights that are left and not zero, of those of the dense layer.',
    differing: (layers: number, all: number) => `${layers} of ${all} layers differ.`,
    all: 'Show all layers',
    none: 'Both leave the same of every layer.',
    comes: 'Both plans are being ranked.',
    trained:
      'Training decides on these zeros: what stands here is what the plan asks for before it.',
    layer: 'Layer',
    channels: 'Channels out',
    left: 'Weights left',
    zeros: 'Zeros stored',
    share: 'Left',
    bar: (first: number, second: number) =>
      `first ${percent(first, 0)}, second ${percent(second, 0)} of the dense layer's weights`,
  },

  speed: {
    title: 'Promised and measured speed',
    x: 'multiplications: dense ÷ own',
    y: 'latency: dense ÷ own',
    equal: 'as fast as promised',
    picture: (points: number) =>
      `Speed of ${count(points)} timings against the dense network, by their multiplications against it`,
    none: 'No point was timed beside the dense network.',
    /** Of a point that is compared. */
    sentence: ({ share, runtime, measured, low, high, promised, kept }: Bought) =>
      `${percent(share, 0)} of the multiplications, on ${runtime}: ${times(measured)} as fast ` +
      `(${decimal(low, 2)}–${decimal(high, 2)}). ${KEPT[kept](times(promised))}`,
    dot: (name: string, runtime: string, promised: number, measured: number) =>
      `${name}, ${runtime}: multiplications ÷ ${decimal(promised, 2)}, latency ÷ ${decimal(measured, 2)}`,
    point: 'Point',
    runtime: 'Runtime',
    fewer: 'Multiplications, ÷',
    faster: 'Latency, ÷',
    which: { first: '1', second: '2' },
  },

  studies: {
    title: 'Two studies over each other',
    intro:
      'A second study is drawn over the points of this page, in dashes of its own, and is never mixed with them.',
    open: 'Open a study.json…',
    kept: 'Another study…',
    own: 'Another device in these points',
    ownName: 'these points',
    takeAway: 'Take it away',
    laid: (name: string, points: number) =>
      `${name}: ${points === 1 ? '1 point' : `${count(points)} points`}.`,
    here: 'this page',
    device: (study: string) => `Device: ${study}`,
    allDevices: 'all devices',
    /** Of an environment that nothing sets apart. */
    oneDevice: 'one device',
    runtime: (study: string) => `Runtime: ${study}`,
    matched: (networks: number) =>
      networks === 1 ? 'One network is in both.' : `${count(networks)} networks are in both.`,
    none: 'No network is in both: the plans have to be equal, with their repair.',
    nothing: 'Nothing is left of it for this network and these pictures.',
    same: 'Both sides show the same points: choose two devices.',
    network: 'Network',
    accuracy: 'Points of accuracy',
    milliseconds: 'Milliseconds',
    energy: 'Millijoules',
    times: '× the first',
    x: (study: string, runtime: string) => `${study}, ${runtime}, ms`,
    equal: 'equally fast',
    picture: (networks: number) =>
      `Milliseconds of ${count(networks)} networks in the second study against those in the first`,
    dot: (name: string, first: string, second: string) => `${name}: ${first}, then ${second}`,
    caveat:
      'Intervals of milliseconds come from the spread of the runs. They say nothing of how a machine’s speed moves between ' +
      'two days; for that, compare by the ratio to dense.',
  },
};

const KEPT = {
  slower: () => 'Slower than the dense network.',
  chance: (promised: string) => `It may be no faster at all; the count promises ${promised}.`,
  less: (promised: string) => `Less than the ${promised} that the count promises.`,
  kept: (promised: string) => `As much as the ${promised} that the count promises.`,
  more: (promised: string) => `More than the ${promised} that the count promises.`,
};

interface Bought {
  /** Of the dense network's multiplications. */
  readonly share: number;
  readonly runtime: string;
  readonly promised: number;
  readonly measured: number;
  readonly low: number;
  readonly high: number;
  readonly kept: keyof typeof KEPT;
}

function times(value: number): string {
  return `${decimal(value, 2)}\u00a0×`;
}
