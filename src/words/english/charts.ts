/** Charts: the trade-off, its points and what has to be said of them; power over time; sensitivity; training. */
import { percentDigits } from '../../base/percent';

export const charts = {
  /** A curve that somebody drew before a study. */
  expected: 'expected',
  title: {
    accuracy: (axis: string) => `Accuracy against ${axis.toLowerCase()}`,
    energy: (axis: string) => `Energy per inference against ${axis.toLowerCase()}`,
  },
  titleWithPoints: (title: string, points: number) => `${title}, ${points} points`,
  verticals: {
    percent: { title: 'Accuracy, top-1 (%)', better: '↑ better' },
    loss: { title: 'Accuracy against dense (points)', better: '↑ better' },
    error: { title: 'Wrong answers (%, log scale)', better: '↑ fewer' },
    energy: { title: 'Energy per inference (mJ, log scale)', better: '↓ better' },
  },
  axis: (label: string, unit: string, scale: 'log' | 'linear') =>
    `${label} (${unit}${scale === 'log' ? ', log scale' : ''})`,
  better: { left: '← better', right: 'better →' },
  /** What marks and lines mean, beside the methods. */
  legend: {
    repaired: 'after repair',
    cut: 'right after cutting',
    front: 'Pareto front',
    estimated: 'estimated, no meter',
    widths: 'smaller networks',
    random: 'by lot, three seeds or more',
    literature: 'published, on ImageNet',
  },
  /**
   * What sets a point's figures apart from the others'; '' where nothing does.
   * @param environment '' where all have one; @param threads null where all have as many
   */
  place: (environment: string, threads: number | null) =>
    [environment, ...(threads === null ? [] : [threads === 1 ? '1 thread' : `${threads} threads`])]
      .filter((part) => part !== '')
      .join(', '),
  /** @param study its name; @param place '' where its environment tells nothing apart */
  inStudy: (study: string, place: string) =>
    [study, place].filter((part) => part !== '').join(', '),
  /** @param where what sets it apart */
  lineElsewhere: (line: string, where: string) => `${line}, ${where}`,
  /** @param percent the uncut network's accuracy */
  dense: (percent: string) => `dense ${percent}`,
  /** @param level share that the plan cuts, in percent */
  planned: 'planned',
  watts: (watts: number) => `${watts} W`,
  outside: (points: number) => `${points} outside`,
  empty: 'No point yet. Measured points appear here.',
  keys:
    'The arrows walk from point to point, with Shift they select those between. Plus and minus zoom, 0 shows all, Escape ' +
    'lets go.',
  reset: 'Show all',
  zoomIn: 'Zoom to them',
  letGo: 'Let go',
  selected: (points: number) => (points === 1 ? '1 point selected' : `${points} points selected`),
  /** Where what is affordable ends. */
  budget: 'budget',
  table: {
    title: (points: number) =>
      points === 1 ? 'The point of the chart' : `The ${points} points of the chart`,
    network: 'Network',
    measuredWith: 'Measured with',
    cut: 'Right after cutting',
    final: 'After repair',
    front: 'On the front',
    copy: 'Copy as CSV',
    copied: 'Copied.',
    notCopied: 'The browser refused to copy: study.csv of the study has all points.',
    gone: 'The table could not be loaded: the server is gone.',
  },
  tapAgain: 'Tap once more to load this plan.',

  point: {
    afterRepair: 'After repair',
    afterCutting: 'Right after cutting',
    againstDense: 'Against dense',
    images: 'Test images',
    measuredWith: 'Measured with',
    front: 'On the Pareto front',
    nearlySure: 'over 99 % likely',
    hardly: 'under 1 % likely',
    likely: (chance: string) => `${chance} likely`,
    /** @param share of right answers, with the ends of its interval */
    accuracy: (share: number, low: number, high: number) =>
      `${percentDigits(share, 2)} % (${percentDigits(low, 1)}–${percentDigits(high, 1)})`,
    value: (value: string, unit: string) => `${value} ${unit}`,
    /** @param ratio to dense, with its interval */
    besideRatio: (value: string, ratio: string) => `${value}, ${ratio}`,
    interval: (value: string, unit: string, low: string, high: string) =>
      `${value} ${unit} (${low}–${high})`,
    /** Joules, by where they come from. */
    sources: {
      measured: (joules: string) => joules,
      simulated: (joules: string) => `${joules}, simulated`,
      estimated: (joules: string) => `${joules}, estimated`,
    },
    disturbed: (joules: string) => `${joules}, disturbed`,
    spoken: (title: string, rows: readonly (readonly [name: string, value: string])[]) =>
      `${title}. ${rows.map(([name, value]) => `${name}: ${value}`).join('. ')}.`,
  },

  /** What has to be said beside the axis. */
  notices: {
    list: (notices: readonly string[]) => notices.join('; '),
    simulated: 'simulated meter',
    simulatedOrEstimated: 'simulated meter; hollow: estimated',
    measuredOrEstimated: 'hollow: estimated',
    estimated: 'estimated',
    disturbed: 'some disturbed',
    images: (fewest: number, most: number) => `points of ${fewest} to ${most} images`,
    notAnswered: (points: number) =>
      `${points === 1 ? '1 point has' : `${points} points have`} a latency, and no accuracy yet`,
    noAccuracy:
      'no pictures, no accuracy: bring some, or choose Time per inference as the axis to see energy',
    threads: (counts: readonly number[]) =>
      `points on ${counts.slice(0, -1).join(', ')} and ${counts.at(-1)} threads do not compare`,
    drift: (percent: number) => `dense moved by ${percent} %: compare by latency ÷ dense`,
    troubled: 'timed while the board was in trouble',
  },

  baselines: {
    /** @param top1 percent */
    width: (width: number, top1: number) =>
      `MobileNetV2 ${width}, trained from scratch: ${top1.toFixed(2)} %`,
    band: (line: string) => `${line}, least to most accurate seed`,
    /** @param points gained against their own dense network */
    published: (method: string, points: number, source: string) =>
      `${method}: ${points < 0 ? '−' : '+'}${Math.abs(points).toFixed(2)} points on ImageNet, other schedule. ` +
      `Source: ${source}`,
  },

  /** Below a chart in a file. */
  caption: {
    /** @param counts of the first test images that were answered */
    images: (counts: readonly number[], data: readonly string[]) =>
      counts.some((count) => count > 0)
        ? `${counts.map((count) => `first ${count}`).join(', ')} test images of ${data.join(', ')}`
        : 'no pictures, no accuracy',
    unknownData: 'unknown data',
    bars: 'bars: 95 % Wilson interval',
    /** @param number from 1, where there are several */
    environment: (number: number, part: string) => `environment ${number}: ${part}`,
    dates: (first: string, last: string) => `${first} to ${last}`,
    title: (chart: string, models: readonly string[]) => [chart, ...models].join(', '),
    estimated: 'energy estimated: latency × documented power of a Raspberry Pi 4B, no meter',
    metered: ({ simulated, disturbed, meter, cores }: Metered) =>
      `energy ${simulated ? 'simulated, not measured' : 'measured'}${disturbed ? ', disturbed' : ''}: ${meter}` +
      (cores === null ? '' : `, ${cores} busy`),
  },

  trace: {
    columns: ['From', 'Mean (W)', 'Lowest (W)', 'Highest (W)'],
    title: 'Power over time',
    picture: 'Power over time, watts',
    vertical: 'Power (W), over the time of day',
    idle: 'idle',
    spoiled: (window: string) => `spoiled: ${window}`,
    keys:
      'Plus and minus zoom, the arrows move through time, Space pauses, Enter reads the middle of the picture, ' +
      'Escape lets go of it.',
    edges: { fromMs: 'Beginning of the window', toMs: 'End of the window' },
  },

  sensitivity: {
    share: (share: number) => `${100 * share} % cut`,
    /** At the head of the first line of columns, and of the second. */
    columns: 'name',
    size: 'size',
    cells:
      'Rows: the share that is cut of one alone. Numbers: right answers, %, more is better; the stronger the ' +
      'colour, the more the cut costs.',
    /** @param what the columns are */
    title: (what: string) => `Sensitivity of each ${what}`,
    cell: ({ name, share, correct, images, crossEntropy, denseCrossEntropy }: Sensitivity) =>
      `${name}, ${100 * share} % cut: ${correct} of ${images} right, cross-entropy ${crossEntropy.toFixed(3)} ` +
      `against ${denseCrossEntropy.toFixed(3)} nats`,
  },

  training: {
    columns: ['Time (s)', 'Loss (nats)', 'Accuracy on training batches'],
    title: 'Loss and accuracy on training batches',
    loss: 'loss (nats), left, ↓ better',
    accuracy: 'accuracy on training batches (%), right, ↑ better',
    time: 'across: time (s)',
  },
};

interface Metered {
  readonly simulated: boolean;
  readonly disturbed: boolean;
  readonly meter: string | null;
  /** Busy ones; null where that is not known. */
  readonly cores: number | null;
}

/** Of a unit that alone was cut. */
interface Sensitivity {
  readonly name: string;
  readonly share: number;
  readonly correct: number;
  readonly images: number;
  /** In nats. */
  readonly crossEntropy: number;
  readonly denseCrossEntropy: number;
}
